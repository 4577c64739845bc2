/**
 * <copy-text text="https://…"><button type="button" hidden>Chép liên kết</button></copy-text>
 *
 * Shows its button and copies `text` when pressed; where the device refuses, the text appears chosen.
 * Without JavaScript the button stays hidden: print the text itself beside it.
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
    this.answer.textContent = copied ? "Đã chép" : "Máy này không cho chép. Chữ đã chọn sẵn ở dưới: giữ ngón tay rồi bấm Sao chép.";
    if (!copied) this.offer(text);
  }

  /** Pages inside Zalo or Facebook may refuse both ways: the text stands there, chosen already. */
  private offer(text: string): void {
    const area = this.querySelector("textarea") ?? document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.rows = Math.min(8, text.split("\n").length + 3);
    area.className = "input copy-text__text";
    area.setAttribute("aria-label", "Chữ để chép bằng tay");
    this.append(area);
    area.focus();
    area.select();
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
