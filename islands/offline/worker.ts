/**
 * The service worker: pages read once can be read again without a network.
 *
 * The network always comes first, so that what was withdrawn or removed is never shown while there
 * is one. Only pages that the server marks are kept. A new version waits until every page of the
 * old one is closed, or until the reader presses "Tải lại".
 */
import { keptAt, mayKeep, MOST_PAGES, stamped, STALE_MS, told } from "./kept";

interface Worker {
  readonly DANCHU: { version: string; shell: string[]; offline: string; standIns: [string, string][] };
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(name: string, act: (event: Life) => void): void;
}
interface Life extends Event {
  readonly request: Request;
  readonly data?: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}
const worker = self as unknown as Worker;
const { version, shell, offline, standIns } = worker.DANCHU;
const SHELL = `danchu-shell-${version}`;
const PAGES = "danchu-pages";

worker.addEventListener("install", (event) => {
  const pages = [...new Set([offline, ...standIns.map(([, page]) => page)])];
  const asNobody = pages.map((one) => new Request(one, { credentials: "omit" })); // no name of whoever is signed in
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...asNobody, ...shell])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(asset(request));
});

function isOld(name: string): boolean {
  return name.startsWith("danchu-shell-") && name !== SHELL;
}

/** Parts of pages never change under one address (their names hold a hash): the kept one first. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function page(event: Life): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(remember(event.request.url, answer.clone()).then(refresh));
    return answer;
  } catch {
    return withoutNetwork(event.request.url);
  }
}

/** Keep what may be kept; forget what may not any more, such as a page that was removed. */
async function remember(address: string, answer: Response): Promise<void> {
  if (answer.status >= 500) return; // the server is unwell: what was kept is still the last word
  const pages = await caches.open(PAGES);
  await pages.delete(address); // put again it counts as the newest
  if (!mayKeep(answer)) return;
  await pages.put(address, await stamped(answer, new Date()));
  const all = await pages.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PAGES)).map((one) => pages.delete(one)));
}

/** One kept page that has grown old is asked for again: it may have been corrected or removed. */
async function refresh(): Promise<void> {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const kept = await pages.match(request);
    const at = kept && keptAt(kept);
    if (!at || Date.now() - at.getTime() < STALE_MS) continue;
    try {
      await remember(request.url, await fetch(request.url, { credentials: "omit" }));
    } catch {
      // the network went again: the next page tries
    }
    return;
  }
}

async function withoutNetwork(address: string): Promise<Response> {
  const kept = await (await caches.open(PAGES)).match(address);
  const { pathname, search } = new URL(address);
  const path = pathname + search;
  const instead = standIns.find(([under]) => path.startsWith(under))?.[1] ?? offline;
  const shown = kept ?? (await (await caches.open(SHELL)).match(instead));
  if (!shown) return Response.error();
  const html = await shown.text();
  return new Response(kept ? told(html, keptAt(kept)) : html, {
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
