/**
 * <pick-rows><p data-tools hidden>… <button type="button" data-all>…</button> <output></output></p> … <input type="checkbox" name="cases"> …</pick-rows>
 *
 * Many boxes by keyboard: on a box the arrows up and down go to the next one, with Shift they take it
 * along, Ctrl + A takes the whole page; a click with Shift takes everything between. `output` says how
 * many. Enter in a field presses the button of its own <details>, never the first of the form. Without
 * a script Tab and the space bar do the same, one by one, and a disabled first button takes the Enter.
 */
export class PickRows extends HTMLElement {
  private last: HTMLInputElement | null = null;

  connectedCallback(): void {
    this.querySelector("[data-tools]")?.removeAttribute("hidden");
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("click", this.clicked);
    this.addEventListener("change", this.count);
    this.count();
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("input[type=checkbox][name=cases]")];
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      return event.target.closest("details")?.querySelector<HTMLButtonElement>("button[formaction]")?.click();
    }
    const boxes = this.boxes;
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (at < 0 || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") this.take(boxes, true);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = boxes[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (event.shiftKey && next) this.take([boxes[at]!, next], true);
      next?.focus();
    } else return;
    event.preventDefault();
  };

  private readonly clicked = (event: MouseEvent): void => {
    const target = event.target as Element;
    const boxes = this.boxes;
    if (target.closest("[data-all]")) this.take(boxes, boxes.some((one) => !one.checked));
    const box = target as HTMLInputElement;
    const [from, to] = [this.last ? boxes.indexOf(this.last) : -1, boxes.indexOf(box)];
    if (to < 0) return;
    if (event.shiftKey && from >= 0) this.take(boxes.slice(Math.min(from, to), Math.max(from, to) + 1), box.checked);
    this.last = box;
  };

  private take(boxes: HTMLInputElement[], checked: boolean): void {
    for (const one of boxes) one.checked = checked;
    this.count();
  }

  private readonly count = (): void => {
    const boxes = this.boxes;
    const ticked = boxes.filter((one) => one.checked).length;
    const told = this.querySelector("output");
    if (told) told.textContent = ticked ? `Đã đánh dấu ${ticked} trên ${boxes.length} đơn.` : "Chưa đánh dấu đơn nào.";
  };
}

customElements.define("pick-rows", PickRows);
