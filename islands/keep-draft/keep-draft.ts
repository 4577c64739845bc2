import { forget, markSent, read, settle, sweep, write, type Draft } from "./store";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const KEPT = new Set(
  ["text", "search", "tel", "url", "email", "number", "date", "textarea", "select-one"],
);

/**
 * <keep-draft key="tai-khoan-12-muc-moi"><form method="post">…</form></keep-draft>
 *
 * Keeps what was typed when the line drops or the tab closes, on this device only, and says so.
 * It never overwrites what the server sent, and forgets once a page shows `[data-accepted]` after
 * the form was sent. `key` names the account and the form: two people may share a phone.
 *
 * Refused inside `[data-private]` (a denunciation, a PIN, a shared phone's whole body) and without a key.
 */
export class KeepDraft extends HTMLElement {
  private readonly note = document.createElement("p");
  private readonly says = document.createElement("span");
  private readonly clock = document.createElement("span");

  connectedCallback(): void {
    const { key } = this;
    if (key === null || this.contains(this.note)) return;
    if (this.closest("[data-private]") || this.querySelector("form[data-private]")) {
      forget(key);
      return;
    }
    this.layOutNote();
    this.putBack(key);
    this.addEventListener("input", () => this.keep(key));
    this.addEventListener("change", () => this.keep(key));
  }

  get key(): string | null {
    return this.getAttribute("key") || null;
  }

  /** Fields by a name that stays the same when the page is rendered again. */
  private get fields(): Map<string, Field> {
    const found = new Map<string, Field>();
    for (const field of this.querySelectorAll<Field>("input, textarea, select")) {
      if (!mayBeKept(field)) continue;
      let name = field.name;
      while (found.has(name)) name += "+";
      found.set(name, field);
    }
    return found;
  }

  private keep(key: string): void {
    const draft: Draft = { at: Date.now(), fields: {} };
    for (const [name, field] of this.fields) {
      const sent = asSent(field);
      if (field.value !== sent) draft.fields[name] = { typed: field.value, sent };
    }
    if (Object.keys(draft.fields).length === 0) {
      forget(key);
      this.note.hidden = true;
    } else if (write(key, draft)) {
      this.say("Đã giữ bản nháp trên máy này", draft.at);
    } else {
      this.say("Máy này không giữ được bản nháp. Hãy gửi trước khi đóng trang.");
    }
  }

  private putBack(key: string): void {
    const draft = read(key);
    if (!draft) return;
    let restored = false;
    for (const [name, field] of this.fields) {
      const kept = draft.fields[name];
      // The server says something else by now, or the browser has already put its own copy back.
      if (!kept || kept.sent !== asSent(field) || field.value !== kept.sent) continue;
      if (field instanceof HTMLSelectElement && !offers(field, kept.typed)) continue;
      field.value = kept.typed;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      restored = true;
    }
    if (restored) this.say("Đã đưa lại phần viết dở, giữ trên máy này", draft.at);
  }

  private throwAway(key: string): void {
    for (const field of this.fields.values()) field.value = asSent(field);
    forget(key);
    this.say("Đã xóa nháp trên máy này");
  }

  private layOutNote(): void {
    this.querySelector(".draft-note")?.remove(); // left in a page taken from the history
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--plain btn--sm";
    button.textContent = "Xóa nháp";
    button.addEventListener("click", () => this.key && this.throwAway(this.key));
    this.says.setAttribute("role", "status");
    this.note.className = "draft-note";
    this.note.append(this.says, this.clock, button);
    this.note.hidden = true;
    this.append(this.note);
  }

  /** The clock stands outside the live region: it is seen, not read aloud at every key. */
  private say(words: string, at?: number): void {
    if (this.says.textContent !== words) this.says.textContent = words;
    this.clock.textContent = at === undefined ? "" : `, ${clockTime(new Date(at))}`;
    this.note.querySelector("button")!.hidden = at === undefined;
    this.note.hidden = false;
  }
}

function mayBeKept(field: Field): boolean {
  const hint = field.getAttribute("autocomplete");
  return field.name !== "" && KEPT.has(field.type) && hint !== "off" && hint !== "one-time-code";
}

/** The value that came with the page. */
function asSent(field: Field): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

function offers(select: HTMLSelectElement, value: string): boolean {
  return [...select.options].some((option) => option.value === value);
}

/** "07:12, 22/11" */
function clockTime(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}, ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
}

document.addEventListener("submit", (event) => {
  markSent((event.target as Element).closest<KeepDraft>("keep-draft")?.key ?? null);
});
document.addEventListener("htmx:afterSettle", settle);
sweep(Date.now());
settle(); // before the elements wake up, so that an accepted draft is not put back
customElements.define("keep-draft", KeepDraft);
