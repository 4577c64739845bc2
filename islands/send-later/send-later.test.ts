import { expect, test } from "vitest";
import { putBack, secret, stopped } from "./form";
import { pristine, unpinned } from "./page";
import { judge } from "./send";
import { show } from "./show";
import sentences from "./sentences.json";
import type { Story, Ticket } from "./store";
import { accuses } from "./words";

const LISTS = sentences.lists; // as the server has them: tests/test_telling_apart.py
const ticket: Ticket = { number: "PA-7K3M9Q2X", secret: "AAAA-BBBB", to: "xã La Bằng", on: "27/11/2026", at: "/x/" };
const one: Story = {
  id: "a",
  once: "b",
  path: "/don-thu/gui/xa-la-bang/",
  unit: "Xã La Bằng",
  account: "",
  fields: [["text", "Cống vỡ"]],
  files: [{ name: "pictures", file: "cong.jpg", type: "image/jpeg", bytes: new ArrayBuffer(2) }],
  at: new Date(2026, 10, 27, 9, 5).getTime(),
  state: "draft",
};
const acts = { open() {}, send() {}, drop() {}, putAway() {}, eraseAll() {} };

function form(text: string, track = "feedback"): HTMLFormElement {
  document.body.innerHTML = `<form action="/don-thu/gui/xa-la-bang/"><input name="track" value="${track}"><textarea name="text">${text}</textarea></form>`;
  return document.querySelector("form")!;
}

test("the phone judges words as the server does", () => {
  for (const one of sentences.accuse) expect(accuses(one, LISTS), one).toBe(true);
  for (const one of sentences["do not"]) expect(accuses(one, LISTS), one).toBe(false);
});

test("words that accuse, a denunciation, a complaint, an empty story are stopped before they are kept", () => {
  expect(stopped(form("Cống vỡ"), LISTS)).toBeNull();
  for (const accusing of [form("Kế toán ăn chặn tiền"), form("Cống vỡ", "denunciation")]) {
    expect(stopped(accusing, LISTS)?.at).toBe("/don-thu/to-cao/?xa=xa-la-bang");
  }
  expect(stopped(form("Cống vỡ", "complaint"), LISTS)?.title).toContain("chữ ký");
  expect(stopped(form(" "), LISTS)?.title).toContain("Chưa có chuyện gì");
});

test("a ticket ends the wait, a last word is told, an unwell server is asked again", () => {
  expect(judge(200, { ...ticket, before: true })).toEqual({ kind: "ticket", ticket, before: true });
  expect(judge(422, { refused: "Ảnh hỏng", lead: "" })).toEqual({ kind: "refused", words: "Ảnh hỏng", lead: "" });
  for (const status of [404, 400, 413]) expect(judge(status, null).kind).toBe("refused");
  for (const status of [200, 403, 429, 500, 502]) expect(judge(status, null).kind).toBe("later");
});

test("the person sees drafts, tickets, and why one was not taken", () => {
  const box = document.createElement("div");
  const refused = { ...one, id: "c", refused: { words: "Giống tố cáo", lead: "/don-thu/to-cao/" } };
  show(box, [one, { ...one, id: "b", state: "waiting" }, refused], [ticket], "offline", acts);
  expect(box.textContent).toContain("3 bản nháp trên máy này");
  expect(box.textContent).toContain("Cống vỡXã La Bằng09:05 ngày 27/111 ảnhchưa gửi");
  expect(box.textContent).toContain("có mạng thì máy tự gửi");
  expect(box.querySelector("a[href='/don-thu/to-cao/']")!.textContent).toBe("Xem phải làm gì");
  expect(box.textContent).toContain("PA-7K3M9Q2X");
  expect(box.textContent).toContain("Xóa hết nháp, phiếu trên máy này");
  expect(box.textContent).not.toContain("số điện thoại");
  show(box, [], [ticket], "", acts, true);
  expect(box.textContent).toContain("đã gắn số điện thoại thì số ấy mở lại được.");
  show(box, [], [], "", acts);
  expect(box.hidden).toBe(true);
});

test("secrets are sixteen letters the server takes; the form's token is kept nowhere", () => {
  expect(secret()).toMatch(/^[2-9A-HJKMNP-Z]{16}$/);
  const kept = pristine('<form><input name="csrfmiddlewaretoken" value="abc"><input name="once" value="def"></form>');
  expect(kept).not.toMatch(/abc|def/);
});

test("the place that an address brought along is not kept for the next story", () => {
  const map = (open: string, pin: string): string => `<details${open}><point-place><svg><g data-pin="" ${pin}></g></svg></point-place></details>`;
  const html = `<input name="spot" value="21.6225, 105.6000">${map(" open", 'transform="translate(9 9)"')}<details open=""></details>`;
  expect(unpinned(html)).toBe(`<input name="spot">${map("", 'display="none"')}<details open=""></details>`);
});

test("a draft with a pin opens its map, one without leaves it closed", async () => {
  const it = form("");
  it.insertAdjacentHTML("beforeend", '<input name="spot"><details><point-place></point-place></details>');
  const map = it.querySelector("details")!;
  await putBack(it, { ...one, files: [] });
  expect(map.open).toBe(false);
  await putBack(it, { ...one, files: [], fields: [["text", "Cống vỡ"], ["spot", "21.6225, 105.6000"]] });
  expect(map.open).toBe(true);
  expect(it.querySelector<HTMLInputElement>("[name=spot]")!.value).toBe("21.6225, 105.6000");
});
