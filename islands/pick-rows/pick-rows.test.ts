import { beforeEach, expect, test } from "vitest";
import "./pick-rows";

beforeEach(() => {
  const boxes = Array.from({ length: 5 }, (_, n) => `<label><input type="checkbox" name="cases" value="${n}"></label>`).join("");
  document.body.innerHTML = `<pick-rows><p data-tools hidden><button type="button" data-all>Cả trang</button> <output></output></p>
    ${boxes}<input type="checkbox" name="sure"></pick-rows>`;
});

const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("[name=cases]")];
const ticked = (): string => boxes().filter((one) => one.checked).map((one) => one.value).join("");
const told = (): string => document.querySelector("output")!.textContent!;

function press(on: Element, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  on.dispatchEvent(event);
  return event.defaultPrevented;
}

test("arrows walk from box to box, with shift they take both, and stop at the end", () => {
  boxes()[0]!.focus();
  press(boxes()[0]!, "ArrowDown");
  expect(document.activeElement).toBe(boxes()[1]);
  expect(ticked()).toBe("");
  press(boxes()[1]!, "ArrowDown", { shiftKey: true });
  press(boxes()[2]!, "ArrowDown", { shiftKey: true });
  expect(ticked()).toBe("123");
  expect(press(boxes()[4]!, "ArrowDown", { shiftKey: true })).toBe(true);
  expect(ticked()).toBe("123");
  expect(told()).toBe("Đã đánh dấu 3 trên 5 đơn.");
});

test("control and A on a box takes the page; elsewhere it selects text as ever", () => {
  expect(press(document.querySelector("[name=sure]")!, "a", { ctrlKey: true })).toBe(false);
  expect(press(boxes()[2]!, "a", { ctrlKey: true })).toBe(true);
  expect(ticked()).toBe("01234");
});

test("a click with shift takes everything between, and the button all or none", () => {
  boxes()[1]!.click();
  boxes()[3]!.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
  expect(ticked()).toBe("123");
  const all = document.querySelector<HTMLButtonElement>("[data-all]")!;
  all.click();
  expect(ticked()).toBe("01234");
  all.click();
  expect(told()).toBe("Chưa đánh dấu đơn nào.");
});

test("Enter does the act of its own field, and nothing on a box", () => {
  document.querySelector("pick-rows")!.insertAdjacentHTML("beforeend", `<button type="button" formaction="a"></button>
    <details><input name="to"><button type="button" formaction="b"></button></details>`);
  const pressed: string[] = [];
  document.addEventListener("click", (event) => pressed.push((event.target as Element).getAttribute("formaction") ?? ""));
  expect(press(document.querySelector("[name=to]")!, "Enter")).toBe(true);
  expect(press(boxes()[0]!, "Enter")).toBe(true);
  expect(pressed).toEqual(["b"]);
});

test("the tools stand there with a script alone", () => {
  expect(document.querySelector("[data-tools]")!.hasAttribute("hidden")).toBe(false);
});
