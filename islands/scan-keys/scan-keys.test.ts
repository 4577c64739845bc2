import { beforeEach, expect, test } from "vitest";
import "./scan-keys";

let opened: string[] = [];

beforeEach(() => {
  opened = [];
  const options = Array.from({ length: 14 }, (_, n) => `<option value="${n + 1}">Nhóm ${n + 1}</option>`).join("");
  document.body.innerHTML = `<a rel="prev" href="#truoc">Trước</a><a rel="next" href="#sau">Sau</a>
    <scan-keys><form><input name="title"><textarea name="body"></textarea><select name="group"><option value=""></option>${options}</select></form></scan-keys>`;
  for (const link of document.querySelectorAll("a"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      opened.push(link.rel);
    });
});

function press(name: string, init: KeyboardEventInit): boolean {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  document.querySelector(`[name=${name}]`)!.dispatchEvent(event);
  return event.defaultPrevented;
}

const group = (): string => document.querySelector<HTMLSelectElement>("select")!.value;

test.each([
  [{ code: "Digit7", altKey: true }, "7"],
  [{ code: "Digit0", altKey: true }, "10"],
  [{ code: "Numpad9", altKey: true }, "9"],
  [{ code: "Digit1", altKey: true, shiftKey: true }, "11"],
  [{ code: "Digit4", altKey: true, shiftKey: true }, "14"],
])("alt and a digit choose the group: %o", (keys, chosen) => {
  expect(press("title", keys)).toBe(true);
  expect(group()).toBe(chosen);
});

test("a group that is not there is not chosen, and a digit alone is only typed", () => {
  expect(press("title", { code: "Digit5", altKey: true, shiftKey: true })).toBe(false);
  expect(press("title", { code: "Digit7" })).toBe(false);
  expect(group()).toBe("");
});

test("whoever keeps drafts hears of the choice", () => {
  const heard: string[] = [];
  document.addEventListener("input", (event) => heard.push((event.target as HTMLSelectElement).name), { once: true });
  press("title", { code: "Digit3", altKey: true });
  expect(heard).toEqual(["group"]);
});

test("arrows open the file before and after", () => {
  press("title", { key: "ArrowDown" });
  press("title", { key: "ArrowUp" });
  expect(opened).toEqual(["next", "prev"]);
});

test("in a list and in lines of text an arrow stays what it is", () => {
  expect(press("group", { key: "ArrowDown" })).toBe(false);
  expect(press("body", { key: "ArrowUp" })).toBe(false);
  expect(opened).toEqual([]);
});

test("an element taken away listens no more", () => {
  const title = document.querySelector("[name=title]")!;
  const keys = document.querySelector("scan-keys")!;
  keys.remove();
  document.body.append(title);
  press("title", { key: "ArrowDown" });
  expect(opened).toEqual([]);
});
