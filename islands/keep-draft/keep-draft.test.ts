import { beforeEach, expect, test } from "vitest";
import "./keep-draft";
import { DAYS_KEPT, read, settle, sweep, write } from "./store";

const key = "tai-khoan-12-muc-moi";

/** Show a page as the server would send it, and give back its form's fields by name. */
function show(fields: string, { body = "", form = "", wrap = `key="${key}"` } = {}): HTMLFormElement {
  document.body.innerHTML = `${body}<keep-draft ${wrap}><form ${form}>${fields}</form></keep-draft>`;
  return document.querySelector("form")!;
}

function field<F extends HTMLElement = HTMLInputElement>(name: string): F {
  return document.querySelector<F>(`[name="${name}"]`)!;
}

function type(name: string, value: string): void {
  const typed = field<HTMLInputElement>(name);
  typed.value = value;
  typed.dispatchEvent(new Event("input", { bubbles: true }));
}

function send(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.requestSubmit();
}

const note = (): string => document.querySelector(".draft-note:not([hidden])")?.textContent ?? "";
const title = '<input name="title">';
const story = '<textarea name="story"></textarea>';
const group = '<select name="group"><option value="">Chọn<option value="7">Nhóm 7</select>';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

test("what was typed comes back when the page is opened again", () => {
  show(title + story + group);
  type("title", "Quyết định 431");
  type("story", "Cống tràn bị vỡ");
  type("group", "7");

  show(title + story + group);

  expect(field("title").value).toBe("Quyết định 431");
  expect(field("story").value).toBe("Cống tràn bị vỡ");
  expect(field("group").value).toBe("7");
  expect(note()).toContain("Đã đưa lại phần viết dở, giữ trên máy này");
});

test("it says where the draft lies, and nothing before anything was typed", () => {
  show(title);
  expect(note()).toBe("");

  type("title", "Quyết định 431");

  expect(note()).toMatch(/^Đã giữ bản nháp trên máy này, \d\d:\d\d, \d\d\/\d\dXóa nháp$/);
});

test("what the server sends now is never overwritten", () => {
  show(title);
  type("title", "viết dở");

  show('<input name="title" value="bản đã sửa trên máy chủ">');

  expect(field("title").value).toBe("bản đã sửa trên máy chủ");
  expect(note()).toBe("");
});

test("an edit of text that the server had sent comes back while the server still sends that text", () => {
  show('<textarea name="story">cũ</textarea>');
  type("story", "cũ và thêm");

  show('<textarea name="story">cũ</textarea>');

  expect(field("story").value).toBe("cũ và thêm");
});

test("a choice that is no longer offered is not put back", () => {
  show(group);
  type("group", "7");

  show('<select name="group"><option value="">Chọn<option value="8">Nhóm 8</select>');

  expect(field("group").value).toBe("");
});

test("fields of the same name keep their own words", () => {
  show(title + title);
  const second = document.querySelectorAll<HTMLInputElement>("[name=title]")[1]!;
  second.value = "dòng hai";
  second.dispatchEvent(new Event("input", { bubbles: true }));

  show(title + title);

  const values = [...document.querySelectorAll<HTMLInputElement>("[name=title]")].map((one) => one.value);
  expect(values).toEqual(["", "dòng hai"]);
});

test("after sending, a page that says accepted makes the device forget", () => {
  const form = show(title);
  type("title", "Quyết định 431");
  send(form);

  document.body.innerHTML = '<p role="status" data-accepted>Đã gửi người kiểm tra.</p>';
  settle();

  expect(read(key)).toBeNull();
});

test("a redirect to the log-in page accepts nothing, and the words are still there afterwards", () => {
  const form = show(title);
  type("title", "Quyết định 431");
  send(form);

  document.body.innerHTML = "<h1>Đăng nhập</h1>";
  settle();
  show(title);

  expect(field("title").value).toBe("Quyết định 431");
});

test("an htmx answer that says accepted makes the device forget too", () => {
  const form = show(title);
  type("title", "Quyết định 431");
  send(form);

  document.body.innerHTML = "<p data-accepted>Đã gửi.</p>";
  document.dispatchEvent(new Event("htmx:afterSettle"));

  expect(read(key)).toBeNull();
});

test("an answer to an earlier act does not count for this one", () => {
  const form = show(title, { body: "<p data-accepted>Việc trước đã xong.</p>" });
  type("title", "Quyết định 431");
  send(form);

  document.dispatchEvent(new Event("htmx:afterSettle"));

  expect(read(key)).not.toBeNull();
});

test("another form that was accepted does not cost the draft", () => {
  const form = show(title);
  type("title", "Quyết định 431");
  send(form);
  document.body.insertAdjacentHTML("beforeend", '<form id="search"><input name="q"></form>');
  send(document.querySelector<HTMLFormElement>("#search")!);

  document.body.innerHTML = "<p data-accepted>Đã xong.</p>";
  settle();

  expect(read(key)).not.toBeNull();
});

test("a form with data-private keeps nothing, and loses what was kept before", () => {
  show(title);
  type("title", "nháp cũ");

  show(title, { form: "data-private" });
  type("title", "tố cáo ông A");

  expect(field("title").value).toBe("tố cáo ông A");
  expect(localStorage.length).toBe(0);
  expect(note()).toBe("");
});

test("inside data-private, as on a shared phone, nothing is kept either", () => {
  document.body.innerHTML = `<div data-private><keep-draft key="${key}"><form>${title}</form></keep-draft></div>`;
  type("title", "không giữ");

  expect(localStorage.length).toBe(0);
});

test("without a key nothing is kept: two people may share a phone", () => {
  show(title, { wrap: "" });
  type("title", "không giữ");

  expect(localStorage.length).toBe(0);
});

test("secrets, files and hidden fields are never kept", () => {
  show(`
    <input name="password" type="password"><input name="pin" autocomplete="one-time-code">
    <input name="card" autocomplete="off"><input name="csrf" type="hidden" value="a"><input name="file" type="file">`);
  for (const name of ["password", "pin", "card", "csrf"]) type(name, "123456");

  expect(localStorage.length).toBe(0);
});

test("the person can throw the draft away, and the page is as the server sent it", () => {
  show('<input name="title" value="cũ">');
  type("title", "mới");

  document.querySelector<HTMLButtonElement>(".draft-note button")!.click();

  expect(field("title").value).toBe("cũ");
  expect(read(key)).toBeNull();
  expect(note()).toContain("Đã xóa nháp trên máy này");
});

test("taking the words back by hand leaves no draft", () => {
  show(title);
  type("title", "a");
  type("title", "");

  expect(read(key)).toBeNull();
  expect(note()).toBe("");
});

test("a store that refuses is told, not thrown", () => {
  show(title);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  try {
    type("title", "dài");
  } finally {
    Storage.prototype.setItem = setItem;
  }

  expect(note()).toContain("Máy này không giữ được bản nháp");
});

test("a broken store entry is as good as none", () => {
  localStorage.setItem(`draft:${key}`, "{");

  show(title);

  expect(field("title").value).toBe("");
});

test.each([
  [DAYS_KEPT, true],
  [DAYS_KEPT + 1, false],
])("a draft nobody came back to: after %i days kept is %s", (days, kept) => {
  write(key, { at: 0, fields: {} });

  sweep(days * 24 * 3600 * 1000);

  expect(read(key) !== null).toBe(kept);
});
