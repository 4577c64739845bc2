/**
 * <ask-first><a href="#id" id="id-mo">…</a><dialog id="id">… <a href="#id-mo" data-close>…</a></dialog></ask-first>
 *
 * Opens the question as a real dialog: focus stays inside, Esc leaves, and focus goes back to what
 * opened it. Without a script the link leads to the same question standing in the page (`:target`).
 */
export class AskFirst extends HTMLElement {
  connectedCallback(): void {
    const dialog = this.querySelector("dialog");
    const opener = this.querySelector<HTMLAnchorElement>(":scope > a");
    if (!dialog?.showModal || !opener) return;
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
      // the harmless way out first: two quick taps in one place do nothing
      dialog.querySelector<HTMLElement>("[data-close]")?.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("[data-close]")) return;
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("close", () => opener.focus());
    if (location.hash !== `#${dialog.id}`) return;
    location.replace(`#${opener.id}`); // came by the address: it points at the way back again
    dialog.showModal();
  }
}

customElements.define("ask-first", AskFirst);
