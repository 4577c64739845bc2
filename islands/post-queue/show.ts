/** The queue in words: what waits, what was taken, what was not and why. */
import type { Receipt, Sent } from "./send";
import type { Waiting } from "./store";

const WHY: Record<Sent["stop"], string> = {
  "": "Máy tự gửi khi có mạng.",
  offline: "Chưa có mạng. Đã lưu trên máy này; có mạng thì máy tự gửi.",
  "sign-in": "Máy đã thoát. Hãy mở trang Hôm nay, vào bằng mã PIN, rồi máy tự gửi.",
  other: "Người khác đang vào máy này. Việc của bạn vẫn giữ, bạn vào lại thì máy gửi.",
  later: "Máy chủ đang bận. Việc vẫn giữ trên máy; máy sẽ tự gửi lại.",
};

export function show(
  box: HTMLElement,
  waiting: Waiting[],
  sent: Sent,
  on: { send: () => void; drop: (id: string) => void },
  receiver: string,
): void {
  const bars: HTMLElement[] = [];
  const still = waiting.filter((one) => !one.refused);
  if (still.length) {
    const bar = strip("", `Đang chờ gửi (${still.length})`, WHY[sent.stop]);
    for (const one of still) bar.append(line(`${one.titles.join("; ")} · ${clock(one.doneAt)}`));
    bar.append(button("Gửi ngay", on.send));
    bars.push(bar);
  }
  for (const one of waiting.filter((it) => it.refused)) {
    const bar = strip("late", "Chưa nhận", one.refused ?? "");
    bar.append(line(one.titles.join("; ")), button("Bỏ, làm lại", () => on.drop(one.id)));
    bars.push(bar);
  }
  for (const receipt of sent.receipts) bars.push(...taken(receipt, receiver));
  box.replaceChildren(...bars);
  box.hidden = bars.length === 0;
}

function taken(receipt: Receipt, receiver: string): HTMLElement[] {
  const ok = receipt.lines.filter((one) => one.took);
  const no = receipt.lines.filter((one) => !one.took);
  const bars: HTMLElement[] = [];
  if (ok.length) {
    const bar = strip("ok", `${receiver} đã nhận ${ok.length} việc`, receipt.clock);
    for (const words of new Set(ok.map((one) => one.words))) bar.append(line(words));
    bars.push(bar);
  }
  for (const one of no) bars.push(strip("late", "Một tờ chưa nhận", one.words));
  return bars;
}

export function strip(kind: "" | "ok" | "late", title: string, text: string): HTMLElement {
  const bar = document.createElement("div");
  bar.className = kind ? `queue__bar queue__bar--${kind}` : "queue__bar";
  bar.setAttribute("role", "status");
  const head = document.createElement("b");
  head.textContent = title;
  bar.append(head);
  if (text) bar.append(line(text));
  return bar;
}

function line(text: string): HTMLElement {
  const row = document.createElement("p");
  row.textContent = text;
  return row;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn--second";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** 09:12 ngày 07/12 */
export function clock(at: number): string {
  const day = new Date(at);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(day.getHours())}:${two(day.getMinutes())} ngày ${two(day.getDate())}/${two(day.getMonth() + 1)}`;
}
