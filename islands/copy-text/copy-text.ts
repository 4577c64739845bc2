/**
 * <copy-text text="https://…"><button type="button" hidden>Chép liên kết</button></copy-text>
 *
 * Shows its button and copies `text` when pressed. Without JavaScript the button stays hidden;
 * print the text itself beside it, so that it can be copied by hand.
 */
export class CopyText extends HTMLElement {
  private readonly answer = document.createElement("span");

  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button || this.contains(this.answer)) return;
    this.answer.setAttribute("role", "status");
    this.answer.className = "copy-text__answer";
    this.append(this.answer);
    button.hidden = false;
    button.addEventListener("click", () => void this.copy());
  }

  private async copy(): Promise<void> {
    const text = this.getAttribute("text") ?? "";
    const copied = (await byClipboard(text)) || bySelection(text, this);
    this.answer.textContent = copied ? "Đã chép" : "Máy này không cho chép. Hãy chọn và chép bằng tay.";
  }
}

async function byClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // absent where the page came without HTTPS, or refused by the person
  }
}

/** The old way, for a page served over plain HTTP in an office network. */
function bySelection(text: string, beside: HTMLElement): boolean {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.readOnly = true;
  area.className = "only-heard";
  beside.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

customElements.define("copy-text", CopyText);
