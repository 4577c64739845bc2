import { expect, test, vi } from "vitest";
import { fakeDisk } from "../send-later/fake-disk";
import { judge } from "./send";
import { clock, show } from "./show";
import { keptPage, type Waiting } from "./store";
import { missing, postings, titlesOf, uuid, withoutToken } from "./tap";

function form(inside: string): HTMLFormElement {
  const made = document.createElement("form");
  made.innerHTML = inside;
  return made;
}

const TICKS = `<label class="tick"><span class="tick__n">Mức thu</span><input type="checkbox" name="giay" value="7" checked></label>
<label class="tick"><span class="tick__n">Hỗ trợ</span><input type="checkbox" name="giay" value="8"></label>`;

const one: Waiting = {
  id: "a",
  account: "12",
  action: "/x/",
  fields: [["giay", "7"], ["xom", "3"]],
  titles: ["Mức thu"],
  photo: null,
  doneAt: new Date(2026, 11, 2, 9, 5).getTime(),
};

test("a receipt ends the wait, a last word is told, an unwell server is asked again", () => {
  const lines = [{ posting: 7, took: true, words: "Đã ghi" }];
  expect(judge(one, 200, { lines, clock: "" })).toEqual({
    kind: "receipt",
    receipt: { titles: ["Mức thu"], lines, clock: "" },
  });
  expect(judge(one, 422, { refused: "Ảnh hỏng" })).toEqual({ kind: "refused", words: "Ảnh hỏng" });
  expect(judge(one, 404, null).kind).toBe("refused");
  expect(judge(one, 413, null).kind).toBe("refused");
  for (const status of [200, 403, 429, 500, 502]) expect(judge(one, status, null).kind).toBe("later");
});

test("what is missing is said before anything is kept", () => {
  const bare = form('<input type="checkbox" name="giay" value="7">');
  expect(missing(bare, new FormData(bare), undefined)).toContain("Chưa đánh dấu");
  const board = form(`${TICKS}<input type="file" name="photos"><input name="note" value=""><input name="happened" value="">`);
  expect(missing(board, new FormData(board), undefined)).toContain("Chưa có ảnh");
  board.querySelector<HTMLInputElement>("[name=note]")!.value = "máy hỏng";
  expect(missing(board, new FormData(board), undefined)).toBe("");
  board.querySelector<HTMLInputElement>("[name=happened]")!.value = "20/11/2026";
  expect(missing(board, new FormData(board), undefined)).toContain("hôm trước");
  const told = form(`${TICKS}<input type="radio" name="note" value="tin nhắn">`);
  expect(missing(told, new FormData(told), undefined)).toContain("Chưa chọn cách");
});

test("only ticked lines travel, and the form's token is kept nowhere", () => {
  const list = form(`<input name="csrfmiddlewaretoken" value="secret">${TICKS}`);
  expect(titlesOf(list)).toEqual(["Mức thu"]);
  expect(postings(one)).toEqual(["7"]);
  expect(withoutToken(list.innerHTML)).not.toContain("secret");
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the person sees how many wait, what was taken and what was not", () => {
  const box = document.createElement("div");
  const line = (took: boolean, words: string) => ({ posting: 7, took, words });
  const receipts = [{ titles: [], lines: [line(true, "Đã ghi: dán"), line(false, "Đã ghi từ trước")], clock: "" }];
  const acts = { send: () => undefined, drop: () => undefined };
  show(box, [one, { ...one, id: "b" }, { ...one, id: "c", refused: "Ảnh hỏng" }], { receipts, stop: "offline" }, acts, "Phường");
  expect(box.textContent).toContain("Đang chờ gửi (2)");
  expect(box.textContent).toContain("Mức thu · 09:05 ngày 02/12");
  expect(box.textContent).toContain("Chưa nhậnẢnh hỏng");
  expect(box.textContent).toContain("Phường đã nhận 1 việc");
  expect(box.textContent).not.toMatch(/\bxã\b/i);
  expect(box.textContent).toContain("Một tờ chưa nhận");
  show(box, [], { receipts: [], stop: "" }, acts, "Phường");
  expect(box.hidden).toBe(true);
  expect(clock(one.doneAt)).toBe("09:05 ngày 02/12");
});

test("the list is kept as the server sent it, whatever other elements make of it meanwhile", async () => {
  vi.stubGlobal("indexedDB", fakeDisk());
  vi.stubGlobal("fetch", async () => new Response("", { status: 503 }));
  document.body.innerHTML = `<post-queue account="12" receiver="Phường"><div data-queue hidden></div>
    <div data-keep><form><input name="csrfmiddlewaretoken" value="t">${TICKS}<board-camera></board-camera></form></div></post-queue>`;
  await import("./post-queue");
  customElements.define( // as `take-photo`, later in the same file, before the disk has answered
    "board-camera",
    class extends HTMLElement {
      connectedCallback(): void {
        this.innerHTML = "<button>Chụp ảnh</button>";
      }
    },
  );
  const kept = await vi.waitUntil(() => keptPage(location.pathname));
  expect(kept).toContain("<board-camera></board-camera>");
  expect(kept).not.toContain("Chụp ảnh");
  expect(kept).not.toContain("csrfmiddlewaretoken");
  expect(await keptPage("receiver")).toBe("Phường");
});
