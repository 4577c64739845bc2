/**
 * Stories that wait on this phone, tickets whose secret nobody wrote down yet, and the form of each
 * commune as it was last read. All of it goes in one tap; nothing on a shared phone (`shared.ts`).
 */
import { disk } from "../disk";

export interface Kept {
  name: string; // of the field
  file: string; // of the file
  type: string;
  bytes: ArrayBuffer;
}
export interface Story {
  id: string;
  once: string; // secret of its ticket, made here: sent twice it is one case
  path: string; // of the form: the commune
  unit: string;
  account: string; // who was signed in while it was written; "" nobody
  fields: [string, string][];
  files: Kept[];
  at: number; // by the clock of this phone
  state: "draft" | "waiting"; // waiting: goes by itself when there is a network
  tried?: boolean; // it left this phone; whether it came is not known
  changed?: boolean; // after it had left
  refused?: { words: string; lead: string }; // the server's last word
}
export interface Ticket {
  number: string;
  secret: string;
  to: string;
  on: string;
  at: string; // address of the case
  came?: number; // by the clock of this phone
  account?: string; // who was signed in while its story was written
}
export interface Form {
  path: string;
  html: string; // without the form's token
  unit: string;
  account: string; // who was last seen signed in on this phone
  at: number;
}

export const MOST = 20;
export const DAYS_KEPT = 60; // a draft nobody came back to
export const run = disk("danchu-stories", { stories: "id", tickets: "number", forms: "path" });

export async function put(one: Story): Promise<void> {
  await run("stories", "readwrite", (store) => store.put(one));
  void navigator.storage?.persist?.();
}

/** From now on it goes by itself. */
export async function wait(id: string): Promise<void> {
  const now = await story(id);
  if (now) await mend(now, { state: "waiting" });
}

/** What still lies here as it was read, changed in one act of the disk; what was erased stays so. */
export async function mend(read: Story, change: Partial<Story>): Promise<void> {
  await run("stories", "readwrite", (store) => {
    const asked = store.get(read.id) as IDBRequest<Story | undefined>;
    asked.onsuccess = () => void (asked.result?.at === read.at && store.put({ ...asked.result, ...change }));
    return asked;
  });
}

export async function drop(id: string): Promise<void> {
  await run("stories", "readwrite", (store) => store.delete(id));
}

/** Oldest first. What nobody came back to is thrown away here. */
export async function stories(): Promise<Story[]> {
  const all = (await run("stories", "readonly", (store) => store.getAll())) as Story[];
  const old = (one: Story): boolean => Date.now() - one.at > DAYS_KEPT * 24 * 3600 * 1000;
  for (const one of all.filter(old)) await drop(one.id);
  return all.filter((one) => !old(one)).sort((a, b) => a.at - b.at);
}

export async function story(id: string): Promise<Story | undefined> {
  return (await run("stories", "readonly", (store) => store.get(id))) as Story | undefined;
}

/** Of one account; "" of nobody signed in: in a family one phone has many hands. */
export async function storiesOf(account: string): Promise<Story[]> {
  return (await stories()).filter((one) => one.account === account);
}

/** Still waiting, and as it was read: not deleted, put away or changed since. */
function asRead(one: Story, now: Story | undefined): now is Story {
  return now?.state === "waiting" && now.at === one.at;
}

export async function stands(one: Story): Promise<boolean> {
  return asRead(one, await story(one.id));
}

/** It leaves this phone: looked at again and marked in one act of the disk. False: it stays. */
export async function leaves(one: Story): Promise<boolean> {
  let left = false;
  await run("stories", "readwrite", (store) => {
    const asked = store.get(one.id) as IDBRequest<Story | undefined>;
    asked.onsuccess = () => {
      const now = asked.result;
      left = asRead(one, now);
      if (left) store.put({ ...now, tried: true });
    };
    return asked;
  });
  return left;
}

export async function putAway(number: string): Promise<void> {
  await run("tickets", "readwrite", (store) => store.delete(number));
}

/** Of one account, the last one first. */
export async function ticketsOf(account: string): Promise<Ticket[]> {
  const all = (await run("tickets", "readonly", (store) => store.getAll())) as Ticket[];
  return all.filter((one) => one.number && (one.account ?? "") === account).sort((a, b) => (b.came ?? 0) - (a.came ?? 0));
}

export async function keepForm(form: Form): Promise<void> {
  await run("forms", "readwrite", (store) => store.put(form));
}

/** Whoever opens a kept form without a network is taken for whom the server named last. */
export async function seenAs(account: string): Promise<void> {
  const all = (await run("forms", "readonly", (store) => store.getAll())) as Form[];
  for (const one of all) if (one.account !== account) await keepForm({ ...one, account });
}

/** Of this path, else the one read last. */
export async function keptForm(path: string): Promise<Form | undefined> {
  const all = (await run("forms", "readonly", (store) => store.getAll())) as Form[];
  return all.find((one) => one.path === path) ?? all.sort((a, b) => b.at - a.at)[0];
}
