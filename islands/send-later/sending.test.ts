import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../leave-phone/leave-phone";
import { emptied, eraseAll, putSince } from "./emptying";
import { fakeDisk } from "./fake-disk";
import { sendAll } from "./send";
import { askShared, isShared, markShared } from "./shared";
import { drop, keepForm, keptForm, put, seenAs, stories, storiesOf, story, ticketsOf, type Story } from "./store";

vi.stubGlobal("indexedDB", fakeDisk()); // one for the file: the store opens it once
const one: Story = {
  id: "a",
  once: "7KQM3XPR7KQM3XPR",
  path: "/don-thu/gui/xa-la-bang/",
  unit: "Xã La Bằng",
  account: "",
  fields: [["text", "Cống vỡ"]],
  files: [],
  at: Date.now(),
  state: "waiting",
};
const TICKET = { number: "PA-7K3M9Q2X", secret: "AAAA-BBBB", to: "xã La Bằng", on: "27/11/2026", at: "/x/" };
let posted: FormData[] = [];

/** A server; `during` happens while it thinks about the GET or the POST. */
function server(during: { get?: () => Promise<void>; post?: () => Promise<void> } = {}, answer: unknown = TICKET, status = 200): void {
  vi.stubGlobal("fetch", async (_: string, asked: RequestInit) => {
    if (asked.method !== "POST") {
      await during.get?.();
      return new Response('<input name="csrfmiddlewaretoken" value="t">');
    }
    posted.push(asked.body as FormData);
    await during.post?.();
    return new Response(JSON.stringify(answer), { status });
  });
}

const corrected = (): Promise<void> => put({ ...one, fields: [["text", "Cống vỡ hai bên"]], at: one.at + 1 });

beforeEach(async () => {
  posted = [];
  await put(one);
});

afterEach(async () => {
  markShared(false);
  await eraseAll();
});

test("what stands as it was read goes once, and its ticket stays with whom wrote it", async () => {
  await put({ ...one, account: "7" });
  server();
  expect(await sendAll(true)).toBe("");
  expect(posted.map((body) => [body.get("text"), body.get("once"), body.get("account")])).toEqual([["Cống vỡ", one.once, "7"]]);
  expect(await stories()).toEqual([]);
  expect(await ticketsOf("")).toEqual([]);
  expect((await ticketsOf("7"))[0]).toMatchObject(TICKET);
});

test("deleted, put away or corrected before it leaves, the old copy goes nowhere and is not put back", async () => {
  for (const change of [() => drop("a"), () => put({ ...one, state: "draft" }), corrected]) {
    await put(one);
    server({ get: change });
    await sendAll(true);
    expect(posted).toEqual([]);
  }
  const now = await story("a");
  expect(now?.fields).toEqual([["text", "Cống vỡ hai bên"]]);
  expect(now?.tried).toBeUndefined();
  await put({ ...one, id: "b", at: one.at - 1 });
  server({ post: () => drop("a") }); // one waits behind another: it is looked at again too
  await sendAll(true);
  expect(posted).toHaveLength(1);
});

test("corrected while it is under way, the correction stays as a draft that says so", async () => {
  server({ post: corrected });
  await sendAll(true);
  const kept = await story("a");
  expect(kept).toMatchObject({ state: "draft", changed: true, fields: [["text", "Cống vỡ hai bên"]] });
  expect(kept?.refused?.words).toContain("Nói thêm với văn phòng");
  expect(await ticketsOf("")).toHaveLength(1);

  await put(one);
  server({ post: corrected }, { refused: "Ảnh hỏng" }, 422); // said of the earlier words alone
  await sendAll(true);
  expect((await story("a"))?.refused).toBeUndefined();
  expect((await story("a"))?.state).toBe("waiting");
});

test("on one phone of a family nobody sees what another account wrote", async () => {
  await put({ ...one, id: "b", account: "7" });
  expect((await storiesOf("")).map(({ id }) => id)).toEqual(["a"]);
  expect((await storiesOf("7")).map(({ id }) => id)).toEqual(["b"]);
  expect(await storiesOf("8")).toEqual([]);
  await keepForm({ path: one.path, html: "", unit: "", account: "7", at: 1 });
  await seenAs("8"); // the next time without a network it is theirs
  expect((await keptForm(one.path))?.account).toBe("8");
});

test("a phone marked as shared keeps nothing, not even a ticket that was under way", async () => {
  document.body.innerHTML = `<div id="h" account=""><div data-queue></div><label data-shared hidden><input type="checkbox"></label>
    <button data-hold></button><p data-when-kept></p><p data-when-shared hidden></p></div>`;
  const host = document.querySelector<HTMLElement>("#h")!;
  let changed: () => void;
  const done = new Promise<void>((resolve) => (changed = resolve));
  askShared(host, async () => changed());
  expect(host.querySelector<HTMLElement>("[data-shared]")!.hidden).toBe(false);
  host.querySelector("input")!.click();
  expect(isShared()).toBe(true);
  expect([...host.querySelectorAll<HTMLElement>(":scope > [hidden]")].map((it) => Object.keys(it.dataset)[0])).toEqual(["queue", "hold", "whenKept"]);
  await done;
  expect(await stories()).toEqual([]); // what lay here went with the tick

  await put(one);
  markShared(false);
  server({ post: async () => markShared(true) });
  await sendAll(true);
  expect([await stories(), await ticketsOf("")]).toEqual([[], []]);
  host.setAttribute("account", "7");
  host.querySelector<HTMLElement>("[data-shared]")!.hidden = true;
  markShared(false);
  askShared(host, async () => undefined); // signed in: it was asked at the door
  expect(host.querySelector<HTMLElement>("[data-shared]")!.hidden).toBe(true);
});

test("closing the tickets on this phone leaves no secret on it, then the form goes", async () => {
  server();
  await sendAll(true);
  document.body.innerHTML = `<leave-phone><form method="post" action="/don-thu/dong-lai/"><button></button></form></leave-phone>`;
  const gone = new Promise<number>((resolve) => {
    vi.spyOn(HTMLFormElement.prototype, "submit").mockImplementation(() => void ticketsOf("").then((all) => resolve(all.length)));
  });
  document.querySelector("button")!.click();
  expect(await gone).toBe(0);
});

test("emptied in another tab while a story is under way, the phone keeps neither its ticket nor its words", async () => {
  server({ post: eraseAll });
  await sendAll(true);
  expect(posted).toHaveLength(1); // it had left before
  expect([await stories(), await ticketsOf("")]).toEqual([[], []]);

  await put(one);
  server({ post: eraseAll }, { refused: "Ảnh hỏng" }, 422);
  await sendAll(true);
  expect(await stories()).toEqual([]);

  await put(one);
  server({ post: () => corrected().then(eraseAll) }, { ...TICKET, before: true });
  await sendAll(true);
  expect([await stories(), await ticketsOf("")]).toEqual([[], []]);

  await put(one);
  server({ get: eraseAll });
  posted = [];
  await sendAll(true);
  expect(posted).toEqual([]); // not sent at all: it was erased before it left
});

test("a story written down while the phone is emptied does not lie there", async () => {
  await eraseAll();
  const since = await emptied();
  expect(await putSince(since, one)).toBe(true);
  await eraseAll();
  expect(await putSince(since, one)).toBe(false);
  expect(await stories()).toEqual([]);
});

test("after it was emptied a phone keeps what is told next, and its ticket", async () => {
  await eraseAll();
  await put(one);
  server();
  await sendAll(true);
  expect(await ticketsOf("")).toHaveLength(1);
});
