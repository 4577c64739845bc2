// Where drafts lie: this device's localStorage. Every access may be refused (a full or closed store);
// a draft is a comfort, so a refusal is answered, never thrown.

/** `typed` by the person; `sent` is what the server had put there when typing began. */
export type Draft = { at: number; fields: Record<string, { typed: string; sent: string }> };

const PREFIX = "draft:";
const SENT = "draft-sent";
export const DAYS_KEPT = 30;

export function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

export function write(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  quietly(() => localStorage.removeItem(PREFIX + key));
}

/** Remember which draft is on its way; null when another form of the page was sent. */
export function markSent(key: string | null): void {
  // What the page says now answers an earlier act, not this one.
  for (const earlier of document.querySelectorAll("[data-accepted]")) earlier.removeAttribute("data-accepted");
  quietly(() => (key === null ? sessionStorage.removeItem(SENT) : sessionStorage.setItem(SENT, key)));
}

/**
 * Forget the draft that was sent, if this page says that the server accepted it.
 *
 * A redirect proves nothing (it may lead to the log-in page), so the page must carry `[data-accepted]`.
 */
export function settle(): void {
  if (!document.querySelector("[data-accepted]")) return;
  quietly(() => {
    const key = sessionStorage.getItem(SENT);
    if (key === null) return;
    forget(key);
    sessionStorage.removeItem(SENT);
  });
}

/** Throw away drafts nobody came back to. */
export function sweep(now: number): void {
  quietly(() => {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const key = name.slice(PREFIX.length);
      const at = read(key)?.at ?? 0;
      if (now - at > DAYS_KEPT * 24 * 3600 * 1000) forget(key);
    }
  });
}

function quietly(step: () => void): void {
  try {
    step();
  } catch {
    // the store is closed to us
  }
}
