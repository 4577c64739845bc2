/** Whether several people use this phone or computer: then nothing is kept on it but this mark. */
import { eraseAll } from "./emptying";

const MARK = "danchu-shared";
let told = false; // for a browser that takes no mark

export function isShared(): boolean {
  try {
    return told || localStorage.getItem(MARK) !== null;
  } catch {
    return told;
  }
}

export function markShared(yes: boolean): void {
  told = yes;
  try {
    if (yes) localStorage.setItem(MARK, "1");
    else localStorage.removeItem(MARK);
  } catch {
    // a closed store: the mark holds as long as the page
  }
}

/** What stands only where something is kept, and what only on a shared phone. */
export function layOut(host: HTMLElement): void {
  const shared = isShared();
  for (const one of host.querySelectorAll<HTMLElement>("[data-hold], [data-when-kept]")) one.hidden = shared;
  for (const one of host.querySelectorAll<HTMLElement>("[data-when-shared]")) one.hidden = !shared;
  if (shared) for (const one of host.querySelectorAll<HTMLElement>("[data-queue]")) one.hidden = true;
}

/** The box on the form: whoever is not signed in ticks it; a mark that stands may be taken off. */
export function askShared(host: HTMLElement, changed: () => Promise<void>): void {
  const choice = host.querySelector<HTMLElement>("[data-shared]");
  const box = choice?.querySelector("input");
  if (!choice || !box || (host.getAttribute("account") && !isShared())) return;
  box.checked = isShared();
  choice.hidden = false;
  box.addEventListener("change", () => {
    markShared(box.checked);
    layOut(host);
    const erased = box.checked ? eraseAll() : Promise.resolve();
    void erased.then(changed).catch(() => undefined); // a private window: there is nothing to erase
  });
}
