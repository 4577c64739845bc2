/**
 * <scan-keys><a rel="prev" href="…">Tệp trước</a> <a rel="next" …> <form>… <select name="group"> …</form></scan-keys>
 *
 * Alt + 1 … 9 chooses group 1 … 9, Alt + 0 group 10, Alt + Shift + 1 … 4 groups 11 … 14; the arrows
 * up and down open the file before and after (links anywhere on the page). Enter is the form's own.
 */
const LATER = 10;

export class ScanKeys extends HTMLElement {
  private readonly listen = (event: KeyboardEvent): void => this.pressed(event);

  connectedCallback(): void {
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.listen);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const done = event.altKey ? this.choose(event) : this.walk(event);
    if (done) event.preventDefault();
  }

  private choose(event: KeyboardEvent): boolean {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const groups = this.querySelector<HTMLSelectElement>("select[name=group]");
    if (!digit || !groups) return false;
    const number = event.shiftKey ? LATER + Number(digit) : Number(digit) || LATER;
    if (![...groups.options].some((one) => one.value === String(number))) return false;
    groups.value = String(number);
    groups.dispatchEvent(new Event("input", { bubbles: true })); // whoever keeps drafts listens
    groups.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  /** Where an arrow means something of its own (a list, lines of text, choices), it keeps it. */
  private walk(event: KeyboardEvent): boolean {
    if (event.shiftKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return false;
    if ((event.target as Element).closest?.("select, textarea, [type=radio], iframe, summary")) return false;
    const link = document.querySelector<HTMLAnchorElement>(`a[rel=${event.key === "ArrowUp" ? "prev" : "next"}]`);
    link?.click();
    return link !== null;
  }
}

customElements.define("scan-keys", ScanKeys);
