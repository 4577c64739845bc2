import { beforeEach, expect, test } from "vitest";
import "./point-place";
import sentences from "./sentences.json";
import { where } from "./where";

const MAP = `<input id="spot"><point-place for="spot" north="21.7" west="105.5" down="0.0005" across="0.00054" metres="55.6" bar="4000" size="288">
  <p data-help hidden></p><div><svg viewBox="0 0 288 288" aria-label="Bản đồ nhỏ xã La Bằng">
    <g data-name="giữa xã" transform="translate(144 144)"><text>giữa xã</text></g>
    <g data-name="Tân Thành" transform="translate(100 200)"><text>Tân Thành</text></g>
    <g data-fixed><text>4 km</text></g><g data-pin display="none"></g></svg></div>
  <p role="status"></p><div data-tools hidden><button type="button" data-near></button><button type="button" data-clear hidden></button></div>
  <p data-without></p></point-place>`;

beforeEach(() => {
  document.body.innerHTML = MAP;
  svg().getBoundingClientRect = () => new DOMRect(10, 20, 576, 576); // twice its size, beside the edge
});

const part = (which: string): HTMLElement => document.querySelector<HTMLElement>(which)!;
const svg = (): SVGSVGElement => document.querySelector("svg")!;
const line = (): HTMLInputElement => document.querySelector("input")!;
const said = (): string => part("[role=status]").textContent!;
const tap = (x: number, y: number): boolean => svg().dispatchEvent(new MouseEvent("click", { clientX: 10 + x * 2, clientY: 20 + y * 2, bubbles: true }));
const press = (key: string): boolean => part("[role=application]").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
function type(pair: string): void {
  line().value = pair;
  line().dispatchEvent(new Event("change"));
}

test("the phone says where a point lies as the server does", () => {
  for (const { x, y, said } of sentences.points) expect(where(x, y, sentences.names, sentences.metres)).toBe(said);
  expect(where(1, 1, [], 50)).toBe("");
});

test("a tap writes two numbers of four decimals and says where; another tap moves the pin", () => {
  tap(100, 180);
  expect(line().value).toBe("21.6100, 105.5540");
  expect(said()).toBe("Đã ghim: cách Tân Thành khoảng 1,1 km về phía bắc.");
  expect(part("[data-pin]").getAttribute("display")).toBe("inline");
  tap(144, 144);
  expect(line().value).toBe("21.6280, 105.5778");
  expect(said()).toBe("Đã ghim: gần giữa xã.");
});

test("arrow keys put the pin in the middle, move it, and stop at the edge; Delete takes it away", () => {
  expect(press("ArrowUp")).toBe(false); // the page does not scroll
  expect(line().value).toBe("21.6280, 105.5778");
  press("ArrowUp");
  expect(line().value).toBe("21.6310, 105.5778");
  for (let n = 0; n < 60; n++) press("ArrowLeft");
  expect(line().value).toBe("21.6310, 105.5000");
  press("Delete");
  expect([line().value, said()]).toEqual(["", ""]);
  expect(part("[data-pin]").getAttribute("display")).toBe("none");
  expect(press("Tab")).toBe(true);
});

test("the pin follows what is typed, and says when that is off the map", () => {
  type("21,6280 ; 105,5778");
  expect(said()).toBe("Đã ghim: gần giữa xã.");
  type("22.5, 105.9");
  expect(said()).toBe("Vị trí đang ghi ở ngoài bản đồ nhỏ này.");
  expect(part("[data-clear]").hidden).toBe(false);
  type("gần chợ");
  expect(said()).toBe("");
});

test("the near scale shows half around the pin, and a tap there is twice as fine", () => {
  tap(100, 180);
  part("[data-near]").click();
  expect(svg().getAttribute("viewBox")).toBe("28 108 144 144");
  expect(part("[data-fixed] text").textContent).toBe("2 km");
  expect(part("[data-near]").textContent).toBe("Xem rộng ra");
  tap(0, 0);
  expect(line().value).toBe("21.6460, 105.5151");
  expect(part("[data-name='Tân Thành']").getAttribute("transform")).toBe("translate(100 200) scale(0.5)");
  part("[data-near]").click();
  expect(svg().getAttribute("viewBox")).toBe("0 0 288 288");
  expect(part("[data-fixed] text").textContent).toBe("4 km");
});

test("the button takes the pin away and leaves the keyboard on the map", () => {
  tap(100, 180);
  part("[data-clear]").click();
  expect(line().value).toBe("");
  expect(document.activeElement).toBe(part("[role=application]"));
  expect(part("[data-without]").hidden).toBe(true);
});
