import { eraseAll } from "../send-later/emptying";

/**
 * <leave-phone><form method="post">…</form></leave-phone>
 *
 * Before its form goes, stories, tickets with their secrets and forms leave this phone: whoever has
 * it next finds nothing. Without a script nothing was ever kept, and the form goes by itself.
 */
export class LeavePhone extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", this.leave);
  }

  private readonly leave = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    const erased = eraseAll().catch(() => undefined); // a private window: nothing was kept
    void erased.then(() => form.submit());
  };
}

customElements.define("leave-phone", LeavePhone);
