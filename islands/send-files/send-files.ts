/**
 * <send-files><form method="post" action="…" enctype="multipart/form-data"><input type="file" name="scans" multiple>…</form></send-files>
 *
 * Sends the chosen files one by one and tells what became of each. What arrived stays when the line
 * breaks; the rest waits behind the same button. Without JavaScript the form sends all at once.
 */
interface Answer {
  name: string;
  kept: boolean;
  why: string;
  at: string;
}

export class SendFiles extends HTMLElement {
  private left: File[] = [];
  private readonly told = document.createElement("ul");
  private readonly note = document.createElement("p");

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || this.contains(this.note)) return;
    this.note.setAttribute("role", "status");
    this.told.className = "sending ledger";
    form.append(this.note, this.told);
    for (const one of this.querySelectorAll<HTMLElement>("[data-one-by-one]")) one.hidden = false;
    for (const one of this.querySelectorAll<HTMLElement>("[data-at-once]")) one.hidden = true;
    form.addEventListener("submit", (event) => {
      const input = this.querySelector<HTMLInputElement>("input[type=file]");
      const chosen = [...(input?.files ?? [])];
      if (!chosen.length && !this.left.length) return; // the server says what is missing
      event.preventDefault();
      this.left = [...this.left, ...chosen];
      if (input) input.value = "";
      void this.send(form);
    });
  }

  private async send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector("button")!;
    button.disabled = true;
    let arrived = 0;
    const whole = this.left.length;
    for (let file = this.left[0]; file; file = this.left[0]) {
      this.note.textContent = `Đang gửi tệp ${whole - this.left.length + 1} trên ${whole}: ${file.name}`;
      const answer = await this.one(form, file);
      if (!answer) break;
      this.left.shift();
      if (answer.kept) arrived += 1;
      else this.tell(answer);
    }
    button.disabled = false;
    if (this.left.length) {
      this.note.textContent = `Mất mạng: đã đến ${whole - this.left.length} tệp, còn ${this.left.length} tệp. Bấm gửi để gửi tiếp phần còn lại, không gửi lại từ đầu.`;
      return;
    }
    this.note.textContent = `Đã nhận ${arrived} trên ${whole} tệp. `;
    const link = document.createElement("a");
    link.href = form.action;
    link.textContent = "Xem hàng chờ";
    this.note.append(link);
    link.focus();
  }

  /** What the server said of one file; null when nothing was heard. */
  private async one(form: HTMLFormElement, file: File): Promise<Answer | null> {
    const body = new FormData(form);
    body.delete("scans");
    body.append("scans", file);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Tung-Tep": "1" } });
      if (answer.status === 413 || answer.status === 400) {
        return { name: file.name, kept: false, why: "Tệp quá nặng. Hãy chụp nhỏ hơn hoặc tách tệp.", at: "" };
      }
      return (await answer.json()) as Answer;
    } catch {
      return null; // no network, or a page instead of an answer: signed out meanwhile
    }
  }

  private tell(answer: Answer): void {
    const row = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = answer.name;
    row.append(name, ` ${answer.why} `);
    if (answer.at) {
      const link = document.createElement("a");
      link.href = answer.at;
      link.textContent = "Mở tệp đã có";
      row.append(link);
    }
    this.told.append(row);
  }
}

customElements.define("send-files", SendFiles);
