/** Starts the service worker, says when a new version waits, and lists kept pages when offline. */
import { clock, keptAt } from "./kept";

const PAGES = "danchu-pages";

async function start(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/sw.js");
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && navigator.serviceWorker.controller) offer(coming);
    });
  });
}

/** A new version is never forced on somebody in the middle of a form. */
function offer(waiting: ServiceWorker): void {
  const bar = document.createElement("div");
  bar.className = "banner banner--info";
  bar.setAttribute("role", "status");
  const words = document.createElement("b");
  words.textContent = "Có bản mới của trang này.";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--second btn--sm";
  button.textContent = "Tải lại";
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  });
  bar.append(words, button);
  document.querySelector("main")?.prepend(bar);
}

/** `<ul data-kept-pages>` on the offline page: what was read here before, newest first. */
export async function listKept(list: HTMLElement): Promise<void> {
  if (!("caches" in self)) return;
  const pages = await caches.open(PAGES);
  for (const request of [...(await pages.keys())].reverse()) {
    const kept = await pages.match(request);
    if (!kept) continue;
    const at = keptAt(kept);
    const title = /<title>([^<]*)<\/title>/.exec(await kept.text())?.[1] ?? request.url;
    list.append(row(request.url, title.replace(/ · Dân Chủ$/, ""), at ? `đọc lúc ${clock(at)}` : ""));
  }
  list.hidden = !list.childElementCount;
}

function row(address: string, title: string, note: string): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "ledger__a";
  link.href = address;
  // escaped in the page: decoded here, never run
  link.textContent = new DOMParser().parseFromString(title, "text/html").documentElement.textContent;
  const meta = document.createElement("div");
  meta.className = "ledger__m";
  meta.textContent = note;
  item.append(link, meta);
  return item;
}

const list = document.querySelector<HTMLElement>("[data-kept-pages]");
if (list) void listKept(list);
void start().catch(() => undefined); // private windows refuse: the page itself stands
