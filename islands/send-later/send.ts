/** Sending what waits, one after the other; what the answer means for each. */
import { arrived, emptied, putSince } from "./emptying";
import { asFile } from "./form";
import { isShared } from "./shared";
import { drop, leaves, mend, stands, stories, story, type Story, type Ticket } from "./store";

export type Stopped = "" | "offline" | "later"; // why the rest still waits
export type Verdict =
  | { kind: "ticket"; ticket: Ticket; before: boolean }
  | { kind: "refused"; words: string; lead: string }
  | { kind: "later" };

const GONE = "Nơi này không còn nhận ở đây. Hãy mở lại trang, chọn xã, phường rồi chép lời sang.";
const HEAVY = "Ảnh, ghi âm nặng quá, máy chủ không nhận. Hãy bớt một tấm hoặc nói ngắn lại.";
const CHANGED = "đã đến văn phòng ở lần gửi trước. Chỗ sửa sau đó chưa đến: mở phiếu, chép vào ô Nói thêm với văn phòng.";

/** 200 is a ticket, 422 a last word; a server that is unwell or busy is asked again later. */
export function judge(status: number, body: unknown): Verdict {
  const said = (body ?? {}) as Ticket & { before?: boolean; refused?: string; lead?: string };
  if (status === 200 && said.number && said.secret) {
    const { number, secret, to, on, at } = said;
    return { kind: "ticket", ticket: { number, secret, to, on, at }, before: said.before === true };
  }
  if (status === 422 && said.refused) return { kind: "refused", words: said.refused, lead: said.lead ?? "" };
  if (status === 404) return { kind: "refused", words: GONE, lead: "" };
  if (status === 400 || status === 413) return { kind: "refused", words: HEAVY, lead: "" };
  return { kind: "later" };
}

const QUIET_MS = 5 * 60_000; // a server that is busy is not asked all the time
let busy = false;
let quietUntil = 0;

/** Everything that waits. A second call while one runs does nothing. `tapped`: by the person, now. */
export async function sendAll(tapped: boolean): Promise<Stopped> {
  if (busy) return "";
  if (!tapped && Date.now() < quietUntil) return "later";
  busy = true;
  try {
    for (const one of await stories()) {
      if (one.state !== "waiting") continue;
      const since = await emptied();
      const verdict = await post(one);
      if (!verdict) continue;
      if (verdict.kind === "later") {
        quietUntil = Date.now() + QUIET_MS;
        return "later";
      }
      await settle(one, verdict, since);
    }
    return "";
  } catch {
    return "offline";
  } finally {
    busy = false;
  }
}

async function settle(one: Story, verdict: Exclude<Verdict, { kind: "later" }>, since: number): Promise<void> {
  if (isShared()) return drop(one.id); // marked while it was under way
  const now = await story(one.id); // deleted or changed while it was under way
  const changed = now !== undefined && now.at !== one.at;
  if (verdict.kind === "refused") {
    const { words, lead } = verdict;
    if (now && !changed) await mend(now, { state: "draft", refused: { words, lead } });
    return;
  }
  await arrived(one, verdict.ticket, since);
  if (now && (changed || (verdict.before && now.changed))) {
    const words = `${verdict.ticket.number} ${CHANGED}`;
    await putSince(since, { ...now, state: "draft", changed: true, refused: { words, lead: verdict.ticket.at } });
  }
}

/** Null: it was deleted, put away or changed since it was read, and this copy goes nowhere. */
async function post(one: Story): Promise<Verdict | null> {
  if (!(await stands(one))) return null;
  const page = await fetch(one.path, { cache: "no-store" });
  if (page.status === 404) return judge(404, null);
  const read = new DOMParser().parseFromString(page.ok ? await page.text() : "", "text/html");
  const token = read.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return { kind: "later" };
  const body = new FormData();
  for (const [name, value] of one.fields) body.append(name, value);
  body.set("once", one.once);
  body.set("account", one.account);
  for (const file of one.files) body.append(file.name, asFile(file));
  if (!(await leaves(one))) return null; // from here on it may have come
  const answer = await fetch(`${one.path}ban-nhap/`, { method: "POST", headers: { "X-CSRFToken": token }, body });
  return judge(answer.status, await answer.json().catch(() => null));
}
