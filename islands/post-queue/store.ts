/**
 * What waits on this phone until the server has it: taps with their photo, and today's list as it
 * was last read. Only the person's own, only until the receipt; nothing on a shared phone.
 */
import { disk } from "../disk";

export interface Waiting {
  id: string; // made here; the server takes the same one only once
  account: string;
  action: string; // path of the form
  fields: [string, string][];
  titles: string[]; // as ticked, for the person
  photo: { name: string; type: string; bytes: ArrayBuffer } | null;
  doneAt: number; // by the clock of this phone
  refused?: string; // the server's last word; kept until the person has read it
}
interface Kept {
  path: string;
  html: string;
}

const run = disk("danchu-board", { waiting: "id", pages: "path" });
const OLDEST = 60 * 24 * 60 * 60 * 1000; // the server believes no longer wait

export async function add(one: Waiting): Promise<void> {
  await run("waiting", "readwrite", (store) => store.put(one));
  void navigator.storage?.persist?.();
}

export async function drop(id: string): Promise<void> {
  await run("waiting", "readwrite", (store) => store.delete(id));
}

/** Of one account, oldest first. */
export async function waitingOf(account: string): Promise<Waiting[]> {
  const all = (await run("waiting", "readonly", (store) => store.getAll())) as Waiting[];
  const mine = all.filter((one) => one.account === account && Date.now() - one.doneAt < OLDEST);
  return mine.sort((a, b) => a.doneAt - b.doneAt);
}

export async function keepPage(path: string, html: string): Promise<void> {
  await run("pages", "readwrite", (store) => store.put({ path, html }));
}

export async function keptPage(path: string): Promise<string | null> {
  const kept = (await run("pages", "readonly", (store) => store.get(path))) as Kept | undefined;
  return kept?.html ?? null;
}

/** Whose lists lie here, told to whom. Somebody else's are thrown away when another person comes in. */
export async function comesIn(account: string, receiver: string): Promise<void> {
  if ((await lastAccount()) !== account) {
    await run("pages", "readwrite", (store) => store.clear());
    await keepPage("account", account);
  }
  await keepPage("receiver", receiver);
}

export async function lastAccount(): Promise<string | null> {
  return keptPage("account");
}
