/** The form as the server sent it, for the next time without a network; there, the one read last. */
import { keepForm, keptForm, seenAs } from "./store";

export interface Page {
  path: string;
  unit: string;
  account: string;
  html: string;
}

/** `html`: the form's part before any element laid out its own. Null: this phone knows no form. */
export async function pageOf(host: HTMLElement, html: string): Promise<Page | null> {
  const content = host.querySelector("[data-keep]");
  if (host.hasAttribute("without-network")) {
    const asked = new URLSearchParams(location.search).get("xa");
    const kept = await keptForm(asked ? `/don-thu/gui/${asked}/` : location.pathname);
    if (!kept || !content) return null;
    content.innerHTML = kept.html;
    host.querySelector("[data-unit]")!.textContent = kept.unit;
    return kept;
  }
  const named = { unit: host.getAttribute("unit") ?? "", account: host.getAttribute("account") ?? "" };
  if (content || navigator.onLine) await seenAs(named.account); // the door may come from the phone
  if (!content) return null;
  const page = { path: location.pathname, ...named, html: unpinned(html) };
  const asSent = !host.querySelector(".errors, [aria-invalid]"); // not with somebody's words in it
  if (asSent) await keepForm({ ...page, html: pristine(page.html), at: Date.now() });
  return page;
}

/** Without the form's token and the secret made for it. */
export function pristine(html: string): string {
  const copy = document.createElement("template");
  copy.innerHTML = html;
  copy.content.querySelector("[name=csrfmiddlewaretoken]")?.remove();
  copy.content.querySelector("[name=once]")?.removeAttribute("value");
  return copy.innerHTML;
}

/** Without the place that the address brought along: it belongs to this story alone. */
export function unpinned(html: string): string {
  const copy = document.createElement("template");
  copy.innerHTML = html;
  copy.content.querySelector("[name=spot]")?.removeAttribute("value");
  copy.content.querySelector("point-place")?.closest("details")?.removeAttribute("open");
  const pin = copy.content.querySelector("point-place [data-pin]");
  pin?.removeAttribute("transform");
  pin?.setAttribute("display", "none"); // as the server draws a map without one
  return copy.innerHTML;
}
