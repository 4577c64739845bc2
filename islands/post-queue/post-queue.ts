import { KEPT, NOT_KEPT, read } from "./kept";
import { sendAll, type Sent } from "./send";
import { show, strip } from "./show";
import { missing, postings, titlesOf, uuid, withoutToken } from "./tap";
import { add, comesIn, drop, keepPage, keptPage, lastAccount, waitingOf, type Waiting } from "./store";

const TOKEN_AT = "/niem-yet/hom-nay/gui/";
const TODAY = "/niem-yet/hom-nay/";
const AGAIN_MS = 30_000;
const NOTHING: Sent = { receipts: [], stop: "" };

/**
 * <post-queue account="12" receiver="Xã"><div data-queue></div><div data-keep>…<form>…</form></div></post-queue>
 *
 * Keeps each tap with its photo on this phone before anything is sent, and sends it when there is
 * a network: a cut line, a closed tab, a restarted phone lose nothing. Without the attribute
 * `account` (shared phone, practice) it does nothing and the form is an ordinary one. With
 * `without-network` it shows today's list as it was last read here.
 */
export class PostQueue extends HTMLElement {
  private account = "";
  private fresh = ""; // the list as the server sent it
  private receiver = "Nơi nhận"; // "Xã", "Phường": whom what is done here is told to
  private last = NOTHING;
  private readonly kept = document.createElement("p");

  connectedCallback(): void {
    if (this.account || this.closest("[data-private]")) return;
    this.fresh = this.content.innerHTML; // before other elements lay out theirs
    void this.wake().catch(() => undefined); // a private window: the form goes as it is
  }

  private async wake(): Promise<void> {
    if (this.hasAttribute("without-network")) {
      this.account = (await lastAccount()) ?? "";
      const kept = this.account && ((await keptPage(location.pathname)) ?? (await keptPage(TODAY)));
      if (kept) this.content.innerHTML = this.fresh = kept;
    } else {
      this.account = this.getAttribute("account") ?? "";
      if (this.account) await comesIn(this.account, this.getAttribute("receiver") ?? "");
    }
    if (!this.account) return;
    this.receiver = (await keptPage("receiver")) || this.receiver;
    this.addEventListener("submit", (event) => this.taken(event));
    window.addEventListener("online", () => void this.send());
    window.setInterval(() => void this.send(), AGAIN_MS);
    await this.paint();
    await this.remember();
    await this.send();
  }

  private get content(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-keep]")!;
  }

  /** This page and the screens behind it, and says when the person may walk to a board without a signal. */
  private async remember(): Promise<void> {
    if (this.hasAttribute("without-network") || this.querySelector(".errors, [aria-invalid]")) return;
    this.kept.className = "queue__kept";
    this.kept.setAttribute("role", "status");
    this.box.after(this.kept);
    const all = await this.keepAll().catch(() => false);
    this.kept.textContent = all ? KEPT : NOT_KEPT;
  }

  private async keepAll(): Promise<boolean> {
    await keepPage(location.pathname, withoutToken(this.fresh));
    for (const link of this.querySelectorAll<HTMLAnchorElement>("a.today__a")) {
      const part = await read(link.href);
      if (part === null) return false;
      await keepPage(new URL(link.href).pathname, withoutToken(part));
    }
    return true;
  }

  private taken(event: Event): void {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.dataset.plain || !form.querySelector("[name=giay]")) return;
    event.preventDefault();
    void this.keep(form).catch(() => {
      form.dataset.plain = "yes"; // the phone keeps nothing: then at once, as without a script
      form.submit();
    });
  }

  private async keep(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const photo = data.getAll("photos").find((one): one is File => one instanceof File && one.size > 0);
    const wrong = missing(form, data, photo);
    if (wrong) {
      this.box.replaceChildren(strip("late", "Chưa gửi được", wrong));
      this.box.hidden = false;
      this.box.scrollIntoView({ block: "start" });
      return;
    }
    const one: Waiting = {
      id: uuid(),
      account: this.account,
      action: new URL(form.action).pathname,
      fields: [...data].filter((field): field is [string, string] => {
        return typeof field[1] === "string" && field[0] !== "csrfmiddlewaretoken";
      }),
      titles: titlesOf(form),
      photo: photo ? { name: photo.name, type: photo.type, bytes: await photo.arrayBuffer() } : null,
      doneAt: Date.now(),
    };
    await add(one);
    this.content.innerHTML = this.fresh; // an empty form for the next board
    await this.paint();
    this.box.scrollIntoView({ block: "start" });
    await this.send();
  }

  private get box(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-queue]")!;
  }

  private async send(): Promise<void> {
    const sent = await sendAll(this.account, this.getAttribute("token-at") ?? TOKEN_AT);
    this.last = { receipts: [...this.last.receipts, ...sent.receipts], stop: sent.stop };
    if (sent.receipts.length) await this.renew().catch(() => undefined);
    await this.paint();
  }

  /** The list as it stands now; never under the hand of somebody who is ticking. */
  private async renew(): Promise<void> {
    if (this.hasAttribute("without-network") || this.querySelector(".tick :checked")) return;
    if ([...this.querySelectorAll<HTMLInputElement>("[name=photos]")].some((one) => one.files?.length)) return;
    const part = await read(location.href);
    if (part === null) return;
    this.content.innerHTML = this.fresh = part;
    await this.remember();
  }

  /** The queue above, and what waits or was taken no longer among the lines to tick. */
  private async paint(): Promise<void> {
    const waiting = await waitingOf(this.account);
    const away = new Set(waiting.filter((one) => !one.refused).flatMap(postings));
    for (const receipt of this.last.receipts) {
      for (const line of receipt.lines) if (line.took) away.add(String(line.posting));
    }
    for (const tick of this.querySelectorAll<HTMLElement>(".tick[data-posting]")) {
      tick.hidden = away.has(tick.dataset.posting ?? "");
    }
    const drops = (id: string): void => void drop(id).then(() => this.paint());
    show(this.box, waiting, this.last, { send: () => void this.send(), drop: drops }, this.receiver);
  }
}

customElements.define("post-queue", PostQueue);
