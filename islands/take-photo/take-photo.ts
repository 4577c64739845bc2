import { button, nameAfter } from "./buttons";
import { asItIs, shrink, Unfit, type Shrunk } from "./shrink";

const CHOOSE = "image/jpeg,image/png,image/webp"; // an iPhone then hands over JPEG by itself
const TAKE = "image/*"; // older Android opens the camera for exactly this

/**
 * <take-photo most="4"><input type="file" name="photos" …>…</take-photo>, from kit/_camera.html
 *
 * Takes or chooses photos, shrinks them on the device, shows them before they are sent. The photos
 * stand in the ordinary input's `files`, so the form sends them as it would without a script, and
 * the input tells of each change by a `change` event.
 */
export class TakePhoto extends HTMLElement {
  private readonly picker = document.createElement("input");
  private readonly taken: Shrunk[] = [];
  private replaces = -1;
  private busy = 0;
  private woken = false;

  connectedCallback(): void {
    const input = this.input;
    if (this.woken || !input || !canShrink()) return;
    this.woken = true;
    this.picker.type = "file";
    this.picker.addEventListener("change", () => void this.picked());
    this.layOut(input);
    input.form?.addEventListener("submit", (event) => this.waitForIt(event), { capture: true });
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector("input[type=file]");
  }

  private get most(): number {
    return Number(this.getAttribute("most")) || 1;
  }

  private layOut(input: HTMLInputElement): void {
    const take = this.querySelector<HTMLButtonElement>("[data-take]")!;
    const choose = this.querySelector<HTMLButtonElement>("[data-choose]")!;
    nameAfter(input, take, choose);
    input.required = false; // a hidden field may not stop the form without a word
    input.hidden = true;
    take.addEventListener("click", () => this.open(true));
    choose.addEventListener("click", () => this.open(false));
    this.querySelector<HTMLElement>("[data-do]")!.hidden = false;
  }

  private open(camera: boolean, replaces = -1): void {
    this.replaces = replaces;
    this.picker.accept = camera ? TAKE : CHOOSE;
    this.picker.multiple = !camera && replaces < 0 && this.most > 1;
    this.picker.toggleAttribute("capture", camera);
    if (camera) this.picker.setAttribute("capture", "environment");
    this.picker.value = "";
    this.picker.click();
  }

  private async picked(): Promise<void> {
    const files = [...(this.picker.files ?? [])];
    const at = this.replaces;
    const wrong: string[] = [];
    this.busy += 1;
    this.say("Đang thu nhỏ ảnh…");
    for (const file of files) {
      if (at < 0 && this.taken.length >= this.most) {
        wrong.push(`Đã đủ ${this.most} ảnh, chưa nhận thêm. Bỏ bớt một ảnh rồi chụp tiếp.`);
        break;
      }
      try {
        const photo = await shrink(file);
        if (at >= 0 && at < this.taken.length) this.taken[at] = photo;
        else this.taken.push(photo);
      } catch (problem) {
        if (!(problem instanceof Unfit)) throw problem;
        wrong.push(problem.message);
      }
    }
    this.busy -= 1;
    this.show(wrong);
  }

  /** Photos that were taken and shrunk on this phone before, instead of what stands here. */
  async putBack(files: File[]): Promise<void> {
    this.taken.splice(0, Infinity, ...(await Promise.all(files.map(asItIs))));
    this.show([]);
  }

  private drop(at: number): void {
    this.taken.splice(at, 1);
    this.show([]);
    this.querySelector<HTMLElement>("[data-take]")!.focus();
  }

  private show(wrong: string[]): void {
    const carrier = new DataTransfer();
    for (const { file } of this.taken) carrier.items.add(file);
    const input = this.input!;
    input.files = carrier.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const list = this.querySelector(".camera__list")!;
    list.replaceChildren(...this.taken.map((photo, at) => this.row(photo, at)));
    this.say(wrong.join(" ") || (this.taken.length ? `${this.taken.length} ảnh sẽ gửi kèm.` : ""));
    this.classList.toggle("camera--bad", wrong.length > 0);
  }

  private row({ file, preview }: Shrunk, at: number): HTMLLIElement {
    const row = document.createElement("li");
    const words = document.createElement("span");
    const name = `Ảnh ${at + 1}`;
    preview.setAttribute("role", "img");
    preview.setAttribute("aria-label", name);
    words.textContent = `${name}, ${Math.max(1, Math.round(file.size / 1000))} KB`;
    const again = button("Chụp lại", name, () => this.open(true, at));
    row.append(preview, words, again, button("Bỏ", name, () => this.drop(at)));
    return row;
  }

  private waitForIt(event: Event): void {
    if (this.busy === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.say("Ảnh sắp xong. Chờ một chút rồi bấm gửi lại.");
  }

  private say(words: string): void {
    this.querySelector(".camera__says")!.textContent = words;
  }
}

function canShrink(): boolean {
  try {
    return typeof createImageBitmap === "function" && !!new DataTransfer().items;
  } catch {
    return false; // older phones keep the ordinary input; the server shrinks
  }
}

customElements.define("take-photo", TakePhoto);
