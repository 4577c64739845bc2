/** What lies on this phone, in words: tickets to write down, drafts, and one tap that erases all. */
import { clock } from "../post-queue/show";
import { said, type Stop } from "./form";
import type { Stopped } from "./send";
import type { Story, Ticket } from "./store";

export interface Acts {
  open: (one: Story) => void;
  send: (one: Story) => void;
  drop: (one: Story) => void;
  putAway: (number: string) => void;
  eraseAll: () => void;
}

const WHY: Record<Stopped, string> = {
  "": "chờ gửi",
  offline: "chưa có mạng, có mạng thì máy tự gửi",
  later: "máy chủ đang bận, máy sẽ tự gửi lại",
};

export function show(box: HTMLElement, stories: Story[], tickets: Ticket[], why: Stopped, acts: Acts, byPhone = false): void {
  const parts = tickets.map((one) => ticket(one, acts, byPhone));
  if (stories.length) parts.push(drafts(stories, why, acts));
  if (parts.length) {
    const erase = button("Xóa hết nháp, phiếu trên máy này", acts.eraseAll, "btn--plain");
    parts.push(made("div", "btn-row", erase));
  }
  box.replaceChildren(...parts);
  box.hidden = parts.length === 0;
}

function ticket(one: Ticket, acts: Acts, byPhone: boolean): HTMLElement {
  const facts = made("dl", "facts");
  for (const [name, value] of [["Số theo dõi", one.number], ["Mã bí mật", one.secret], ["Nơi nhận", one.to], ["Ngày nhận", one.on]]) {
    facts.append(made("dt", "", name!), made("dd", /mã|số/i.test(name!) ? "mono" : "", value!));
  }
  const open = made("a", "btn", "Xem việc vừa gửi") as HTMLAnchorElement;
  open.href = one.at;
  const again = byPhone ? "; đã gắn số điện thoại thì số ấy mở lại được" : "";
  return made(
    "section",
    "sheet sheet--tint stack-2 measure",
    made("h2", "", "Văn phòng đã nhận. Giữ phiếu này"),
    facts,
    made("p", "", `Chụp màn hình, hoặc chép ra giấy. Mã chỉ nằm trên máy này: cất đi rồi thì không ai lấy lại được, kể cả văn phòng${again}.`),
    made("div", "btn-row", open, button("Đã chép, cất đi", () => acts.putAway(one.number))),
  );
}

function drafts(stories: Story[], why: Stopped, acts: Acts): HTMLElement {
  const list = made("ul", "ledger", ...stories.map((one) => row(one, why, acts)));
  return made("section", "stack-2 measure", made("h2", "", `${stories.length} bản nháp trên máy này`), list);
}

function row(one: Story, why: Stopped, acts: Acts): HTMLElement {
  const photos = one.files.filter(({ name }) => name === "pictures").length;
  const told = [one.unit, clock(one.at), photos ? `${photos} ảnh` : "", one.state === "waiting" ? WHY[why] : "chưa gửi"];
  const meta = told.filter(Boolean).map((words) => made("span", "", words));
  const item = made("li", "stack-2", made("b", "ledger__t", title(one)), made("div", "ledger__m", ...meta));
  if (one.refused) {
    item.classList.add("is-late");
    item.append(strip({ title: "Chưa nhận", words: one.refused.words, lead: "Xem phải làm gì", at: one.refused.lead }));
  }
  const name = `bản ${title(one)}`;
  const open = one.refused ? "Mở ra sửa" : "Mở";
  const acting = [button(open, () => acts.open(one), one.refused ? "" : "btn--second", name)];
  if (one.state === "draft" && !one.refused) acting.unshift(button("Gửi", () => acts.send(one), "", name));
  if (one.state === "waiting") acting.unshift(button("Gửi ngay", () => acts.send(one), "btn--second", name));
  acting.push(button("Xóa", () => acts.drop(one), "btn--plain", name));
  item.append(made("div", "btn-row", ...acting));
  return item;
}

function title(one: Story): string {
  const words = said(one.fields, "text").replace(/\s+/g, " ").trim();
  if (!words) return one.files.some(({ name }) => name === "spoken") ? "Ghi âm" : "Ảnh, chưa viết lời";
  return words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words;
}

function strip(one: Stop): HTMLElement {
  const bar = made("div", "banner banner--late", made("b", "", one.title), made("p", "", one.words));
  bar.setAttribute("role", "alert");
  if (one.at) {
    const link = made("a", "", one.lead ?? "") as HTMLAnchorElement;
    link.href = one.at;
    bar.append(made("p", "", link));
  }
  return bar;
}

/** Under the form's buttons why it was not taken; null: nothing stands against it. */
export function tell(host: HTMLElement, stop: Stop | null): void {
  const place = host.querySelector<HTMLElement>("[data-stop]");
  place?.replaceChildren(...(stop ? [strip(stop)] : []));
  if (place) place.hidden = !stop;
}

/** Scrolled to, and the keyboard with it: what was pressed may be gone by now. */
export function goTo(part: HTMLElement): void {
  part.tabIndex = -1;
  part.scrollIntoView({ block: "start" });
  part.focus({ preventScroll: true });
}

function button(words: string, act: () => void, kind = "btn--second", name = ""): HTMLElement {
  const it = made("button", `btn btn--sm ${kind}`, words) as HTMLButtonElement;
  it.type = "button";
  if (name) it.setAttribute("aria-label", `${words} ${name}`);
  it.addEventListener("click", act);
  return it;
}

function made(tag: string, looks: string, ...inside: (string | HTMLElement)[]): HTMLElement {
  const it = document.createElement(tag);
  if (looks) it.className = looks;
  it.append(...inside);
  return it;
}
