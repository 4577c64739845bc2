import { boxOf, inPercent, type Box, type Point } from "./box";

const MOVED = 6; // pixels on the screen; less is a tap, which the form takes as a corner

/**
 * <mask-photo most="30">…<form class="mask"><input type="image"></form>…<form data-boxes>…</form></mask-photo>
 *
 * Boxes dragged over the photo with a finger or a mouse, several, the last one taken back. They ride
 * as hidden fields `o` in every form inside that has `data-boxes`; the pixels are painted over on the
 * server. Taps and numbers go on working as without a script.
 */
export class MaskPhoto extends HTMLElement {
  private readonly boxes: Box[] = [];
  private readonly sheet = document.createElement("div");
  private from: Point | null = null;
  private dragged = false;
  private readonly drawing = document.createElement("i");

  connectedCallback(): void {
    const photo = this.photo;
    if (!photo || this.contains(this.sheet)) return;
    this.sheet.className = "mask__sheet";
    this.drawing.className = "mask__box";
    photo.replaceWith(this.sheet);
    this.sheet.append(photo);
    photo.addEventListener("pointerdown", (event) => this.down(event, photo));
    photo.addEventListener("pointermove", (event) => this.move(event));
    photo.addEventListener("pointerup", (event) => this.up(event));
    photo.addEventListener("pointercancel", () => this.stop());
    photo.addEventListener("dragstart", (event) => event.preventDefault());
    photo.addEventListener("click", (event) => this.dragged && event.preventDefault());
    this.undo?.addEventListener("click", () => this.takeBack());
  }

  private get photo(): HTMLInputElement | null {
    return this.querySelector("input[type=image]");
  }

  private get undo(): HTMLElement | null {
    return this.querySelector("[data-undo]");
  }

  private at(event: PointerEvent): Point {
    const around = this.photo!.getBoundingClientRect();
    return {
      x: (event.clientX - around.left) / around.width,
      y: (event.clientY - around.top) / around.height,
    };
  }

  private down(event: PointerEvent, photo: HTMLInputElement): void {
    this.dragged = false;
    if (event.button !== 0 || !event.isPrimary) return;
    this.from = this.at(event);
    photo.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    if (!this.from) return;
    const { x, y } = this.at(event);
    const { width, height } = this.photo!.getBoundingClientRect();
    if (!this.dragged && Math.hypot((x - this.from.x) * width, (y - this.from.y) * height) < MOVED) return;
    this.dragged = true;
    this.lay(this.drawing, boxOf(this.from, { x, y }));
  }

  private up(event: PointerEvent): void {
    if (this.from && this.dragged) this.add(boxOf(this.from, this.at(event)));
    this.stop();
  }

  private stop(): void {
    this.from = null;
    this.drawing.remove();
  }

  private add(box: Box): void {
    const most = Number(this.getAttribute("most")) || 1;
    if (this.count >= most) {
      this.say(`Nhiều nhất ${most} ô. Hãy bỏ bớt, hoặc dùng ô to hơn.`);
      return;
    }
    this.boxes.push(box);
    this.paint();
  }

  private takeBack(): void {
    this.boxes.pop();
    this.paint();
  }

  /** Those the server knows already, and those dragged here. */
  private get count(): number {
    return Number(this.getAttribute("known")) + this.boxes.length;
  }

  private paint(): void {
    for (const one of this.querySelectorAll("[data-dragged]")) one.remove();
    for (const box of this.boxes) {
      const cover = document.createElement("i");
      cover.className = "mask__box";
      cover.dataset.dragged = "";
      this.lay(cover, box);
      for (const form of this.querySelectorAll("form[data-boxes]")) form.prepend(hidden(box));
    }
    if (this.undo) this.undo.hidden = this.boxes.length === 0;
    for (const one of this.querySelectorAll<HTMLElement>("[data-by-address]")) one.hidden = this.boxes.length > 0;
    this.say(`${this.count} ô che`);
  }

  private lay(cover: HTMLElement, box: Box): void {
    Object.assign(cover.style, inPercent(box));
    this.sheet.append(cover);
  }

  private say(words: string): void {
    this.querySelector("[data-count]")!.textContent = words;
  }
}

function hidden(box: Box): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "o";
  field.value = box.join(",");
  field.dataset.dragged = "";
  return field;
}

customElements.define("mask-photo", MaskPhoto);
