/** Sending what waits, one after the other; what the answer means for each. */
import { add, drop, waitingOf, type Waiting } from "./store";

export interface Line {
  posting: number;
  took: boolean;
  words: string;
}
export interface Receipt {
  titles: string[];
  lines: Line[];
  clock: string;
}
export interface Sent {
  receipts: Receipt[];
  stop: "" | "offline" | "sign-in" | "other" | "later"; // why the rest still waits
}

export type Verdict = { kind: "receipt"; receipt: Receipt } | { kind: "refused"; words: string } | { kind: "later" };

const GONE = "Máy chủ không nhận việc này của bạn nữa. Hãy mở lại Hôm nay, hoặc gọi văn phòng.";
const HEAVY = "Ảnh nặng quá, máy chủ không nhận. Hãy chụp lại với cỡ nhỏ hơn.";

/** 200 is a receipt, 422 a last word; a server that is unwell is asked again later. */
export function judge(one: Waiting, status: number, body: unknown): Verdict {
  const said = (body ?? {}) as { lines?: Line[]; clock?: string; refused?: string };
  if (status === 200 && Array.isArray(said.lines)) {
    const receipt = { titles: one.titles, lines: said.lines, clock: said.clock ?? "" };
    return { kind: "receipt", receipt };
  }
  if (status === 422 && said.refused) return { kind: "refused", words: said.refused };
  if (status === 404) return { kind: "refused", words: GONE };
  if (status === 400 || status === 413) return { kind: "refused", words: HEAVY };
  return { kind: "later" };
}

let busy = false;

/** Everything of this account. A second call while one runs does nothing. */
export async function sendAll(account: string, tokenAt: string): Promise<Sent> {
  const sent: Sent = { receipts: [], stop: "" };
  if (busy) return sent;
  busy = true;
  try {
    const waiting = (await waitingOf(account)).filter((one) => !one.refused);
    if (waiting.length === 0) return sent;
    const hello = await greeting(tokenAt);
    if (typeof hello === "string") return { ...sent, stop: hello };
    if (String(hello.account) !== account) return { ...sent, stop: "other" };
    for (const one of waiting) {
      const verdict = await post(one, hello.token);
      if (verdict.kind === "later") return { ...sent, stop: "later" };
      if (verdict.kind === "refused") await add({ ...one, refused: verdict.words });
      else {
        await drop(one.id);
        sent.receipts.push(verdict.receipt);
      }
    }
  } catch {
    sent.stop = "offline";
  } finally {
    busy = false;
  }
  return sent;
}

async function greeting(at: string): Promise<{ token: string; account: number } | "sign-in" | "later"> {
  const answer = await fetch(at, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (answer.redirected || answer.status === 403 || answer.status === 404) return "sign-in";
  if (!answer.ok) return "later";
  return (await answer.json()) as { token: string; account: number };
}

async function post(one: Waiting, token: string): Promise<Verdict> {
  const body = new FormData();
  for (const [name, value] of one.fields) body.append(name, value);
  body.set("client_id", one.id);
  body.set("done_at", String(one.doneAt));
  body.set("sent_at", String(Date.now()));
  if (one.photo) body.append("photos", new File([one.photo.bytes], one.photo.name, { type: one.photo.type }));
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(one.action, { method: "POST", headers, body });
  if (answer.redirected) return { kind: "later" };
  return judge(one, answer.status, await answer.json().catch(() => null));
}
