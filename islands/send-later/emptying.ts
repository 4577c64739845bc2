/**
 * This phone is emptied: stories, tickets and forms go, and what is under way in another tab leaves
 * nothing behind. How often that happened lies among the tickets, under no number, so that a ticket
 * is written and the phone emptied one after the other, never at once.
 */
import { drop, put, run, type Story, type Ticket } from "./store";

const MARK = "";
let channel: BroadcastChannel | null = null;

const others = (): BroadcastChannel | null =>
  typeof BroadcastChannel === "undefined" ? null : (channel ??= new BroadcastChannel("danchu-emptied"));

/** How often it was emptied; read before something is begun that will be written later. */
export async function emptied(): Promise<number> {
  const mark = (await run("tickets", "readonly", (store) => store.get(MARK))) as Ticket | undefined;
  return mark?.came ?? 0;
}

export async function eraseAll(): Promise<void> {
  await run("tickets", "readwrite", (store) => {
    const asked = store.get(MARK) as IDBRequest<Ticket | undefined>;
    asked.onsuccess = () => {
      store.clear();
      store.put({ number: MARK, came: (asked.result?.came ?? 0) + 1 });
    };
    return asked;
  });
  for (const name of ["stories", "forms"]) await run(name, "readwrite", (store) => store.clear());
  others()?.postMessage("");
}

/** In every other tab of this phone. */
export function whenEmptied(then: () => void): void {
  others()?.addEventListener("message", then);
}

/** The ticket is on the disk before the story leaves it; no ticket once the phone was emptied. */
export async function arrived(one: Story, ticket: Ticket, since: number): Promise<void> {
  const kept = { ...ticket, came: Date.now(), account: one.account };
  await run("tickets", "readwrite", (store) => {
    const asked = store.get(MARK) as IDBRequest<Ticket | undefined>;
    asked.onsuccess = () => void ((asked.result?.came ?? 0) === since && store.put(kept));
    return asked;
  });
  await drop(one.id);
}

/** False: the phone was emptied meanwhile, and the story does not lie here. */
export async function putSince(since: number, one: Story): Promise<boolean> {
  await put(one);
  if ((await emptied()) === since) return true;
  await drop(one.id);
  return false;
}
