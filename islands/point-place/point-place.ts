import { where, type Name } from "./where";

const NEARER = 2; // the near scale shows half of the whole each way, as on the server
const STEP = 6; // units of the whole map that an arrow key moves the pin
const PAIR = /^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/;
const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const OUTSIDE = "Vị trí đang ghi ở ngoài bản đồ nhỏ này.";

/**
 * <point-place for="id_spot" north west down across metres bar size><div><svg>…</svg></div>
 *   <p role="status"></p><div data-tools hidden><button data-near><button data-clear></div></point-place>
 *
 * A tap on the small map writes two numbers into the line `for`, to four decimals, and says in words
 * where that is. Arrow keys move the pin; the line may be typed into, or filled by a draft or by
 * `take-place`, and the pin follows. Nothing is asked of the network: the map came with the page.
 */
export class PointPlace extends HTMLElement {
  private pin: [number, number] | null = null; // in units of the whole map
  private near = false;

  connectedCallback(): void {
    const { svg, input } = this;
    const sheet = svg?.parentElement;
    if (!svg || !sheet || !input || sheet.tabIndex === 0) return;
    sheet.tabIndex = 0;
    sheet.setAttribute("role", "application");
    sheet.setAttribute("aria-label", `${svg.getAttribute("aria-label") ?? ""}: bấm phím mũi tên để đặt và dời ghim, phím Xóa để bỏ ghim`);
    for (const one of this.querySelectorAll<HTMLElement>("[data-tools], [data-help]")) one.hidden = false;
    this.piece("[data-without]").hidden = true;
    svg.addEventListener("click", (event) => this.tap(event, svg));
    sheet.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("change", () => this.follow(input.value));
    this.piece("[data-near]").addEventListener("click", () => this.scale(!this.near));
    this.piece("[data-clear]").addEventListener("click", () => this.clear());
    this.follow(input.value);
  }

  private get svg(): SVGSVGElement | null {
    return this.querySelector("svg");
  }

  private get input(): HTMLInputElement | null {
    return document.getElementById(this.getAttribute("for") ?? "") as HTMLInputElement | null;
  }

  private piece(which: string): HTMLElement {
    return this.querySelector<HTMLElement>(which)!;
  }

  private number(name: string): number {
    return Number(this.getAttribute(name));
  }

  private get names(): Name[] {
    return [...this.querySelectorAll<SVGElement>("[data-name]")].map((one) => {
      const [x, y] = placeOf(one);
      return { said: one.dataset.name ?? "", x, y };
    });
  }

  private tap(event: MouseEvent, svg: SVGSVGElement): void {
    const shown = svg.getBoundingClientRect();
    const [left, top, side] = this.view;
    this.put(left + ((event.clientX - shown.left) / shown.width) * side, top + ((event.clientY - shown.top) / shown.height) * side);
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = WAYS[event.key];
    const middle = this.number("size") / 2;
    if (event.key === "Delete" || event.key === "Backspace") this.clear();
    else if (!this.pin && (way || event.key === "Enter" || event.key === " ")) this.put(middle, middle);
    else if (way) {
      const step = STEP / (this.near ? NEARER : 1);
      this.put(this.pin![0] + way[0] * step, this.pin![1] + way[1] * step);
      if (this.near) this.scale(true); // the map goes along with the pin
    } else return;
    event.preventDefault();
  }

  /** The pin, the numbers, and everybody who listens to the line. */
  private put(x: number, y: number): void {
    const within = (at: number): number => Math.min(Math.max(at, 0), this.number("size"));
    const [latitude, longitude] = [this.number("north") - within(y) * this.number("down"), this.number("west") + within(x) * this.number("across")];
    this.write(`${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
  }

  private clear(): void {
    this.write("");
    this.piece("[tabindex]").focus(); // the button goes: whoever types on stays here
  }

  private write(pair: string): void {
    const input = this.input!;
    input.value = pair;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Whatever stands in the line now. */
  private follow(typed: string): void {
    const [latitude, longitude] = (PAIR.exec(typed)?.slice(1) ?? []).map((one) => Number(one.replace(",", ".")));
    const [x, y] = [((longitude ?? NaN) - this.number("west")) / this.number("across"), (this.number("north") - (latitude ?? NaN)) / this.number("down")];
    const inside = Math.min(x, y) >= -0.5 && Math.max(x, y) <= this.number("size") + 0.5;
    this.pin = inside ? [x, y] : null;
    this.piece("[data-clear]").hidden = !typed.trim();
    const words = inside ? where(x, y, this.names, this.number("metres")) : "";
    this.piece("[role=status]").textContent = inside ? `Đã ghim${words && `: ${words}`}.` : Number.isNaN(x + y) ? "" : OUTSIDE;
    this.paint();
  }

  /** Left, top and side of what is shown, in units of the whole map. */
  private get view(): [number, number, number] {
    const [left, top, side] = (this.svg!.getAttribute("viewBox") ?? "").split(" ").map(Number);
    return [left!, top!, side!];
  }

  private scale(near: boolean): void {
    this.near = near;
    const size = this.number("size");
    const side = near ? size / NEARER : size;
    const [x, y] = this.pin ?? [size / 2, size / 2];
    const from = (at: number): number => (near ? Math.round(Math.min(Math.max(at - side / 2, 0), size - side)) : 0);
    this.svg!.setAttribute("viewBox", `${from(x)} ${from(y)} ${side} ${side}`);
    this.piece("[data-near]").textContent = near ? "Xem rộng ra" : "Xem gần hơn";
    const metres = this.number("bar") / (near ? NEARER : 1);
    this.piece("[data-fixed] text").textContent = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
    this.paint();
  }

  /** Names, pin and scale keep their size; only the ground between them grows. */
  private paint(): void {
    const [left, top, side] = this.view;
    const k = side / this.number("size");
    for (const one of this.querySelectorAll<SVGElement>("[data-name]")) {
      const [x, y] = placeOf(one);
      one.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    }
    this.piece("[data-fixed]").setAttribute("transform", `translate(${left} ${top}) scale(${k})`);
    const pin = this.piece("[data-pin]");
    pin.setAttribute("display", this.pin ? "inline" : "none");
    if (this.pin) pin.setAttribute("transform", `translate(${this.pin.join(" ")}) scale(${k})`);
  }
}

function placeOf(one: Element): [number, number] {
  const [x, y] = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(one.getAttribute("transform") ?? "")!.slice(1).map(Number);
  return [x!, y!];
}

customElements.define("point-place", PointPlace);
