import { uuid } from "../post-queue/tap";
import { emptied, eraseAll, putSince, whenEmptied } from "./emptying";
import { collect, EMPTIED, FULL, putBack, secret, stopped } from "./form";
import { pageOf, type Page } from "./page";
import { sendAll, type Stopped } from "./send";
import { askShared, isShared, layOut, markShared } from "./shared";
import { goTo, show, tell, type Acts } from "./show";
import { drop, MOST, putAway, storiesOf, story, ticketsOf, wait, type Story } from "./store";
import { listsOf } from "./words";

const AGAIN_MS = 30_000;

/**
 * <send-later keeps account="" unit="Xã La Bằng"><div data-queue></div><div data-keep><form>…</form></div></send-later>
 *
 * Keeps stories with their photos on this phone, several of them, and sends each when there is a
 * network: a cut line, a closed tab, a restarted phone lose nothing. Words that accuse somebody are
 * kept neither here nor there. Without `keeps`, and on a phone marked as shared (`shared`, or a tick
 * in `[data-shared]`), it does nothing and the form is an ordinary one; without a form it only shows
 * what lies here. `without-network`: the form as last read here. `by-phone`: a tied number opens a case.
 */
export class SendLater extends HTMLElement {
  private page: Page | null = null; // the form as it came; null: there is none here
  private woken = false;
  private opened: Story | null = null; // the draft that stands in the form now
  private why: Stopped = "";

  connectedCallback(): void {
    if (this.hasAttribute("shared")) markShared(true);
    if (this.woken || !this.hasAttribute("keeps")) return;
    this.woken = true;
    const html = this.content?.innerHTML ?? ""; // before other elements lay out theirs
    void this.wake(html).catch(() => undefined); // a private window: the form goes as it is
  }

  private get content(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-keep]");
  }

  private get form(): HTMLFormElement | null {
    return this.content?.querySelector("form") ?? null;
  }

  private async wake(html: string): Promise<void> {
    this.addEventListener("submit", (event) => this.taken(event));
    this.addEventListener("change", () => this.warn());
    window.addEventListener("online", () => void this.send());
    window.addEventListener("pageshow", (event) => void (event.persisted && this.paint())); // erased by then
    window.setInterval(() => void this.send(), AGAIN_MS);
    whenEmptied(() => (this.opened && this.renew(), void this.paint()));
    askShared(this, () => this.begin(html));
    await this.begin(html);
  }

  private async begin(html: string): Promise<void> {
    this.opened = null;
    if (isShared()) return layOut(this);
    this.page = await pageOf(this, html);
    const asked = /^#nhap-(.+)$/.exec(location.hash)?.[1];
    const wanted = asked && this.form ? await story(asked) : undefined;
    layOut(this);
    if (wanted?.account === this.account) await this.open(wanted);
    await this.paint();
    await this.send();
  }

  private get account(): string {
    return this.page?.account ?? this.getAttribute("account") ?? "";
  }

  /** As soon as a field is left. Told below the buttons: what moves under a finger is not pressed. */
  private warn(): void {
    const stop = isShared() || !this.form ? null : stopped(this.form, listsOf(this));
    tell(this, stop?.at ? stop : null);
  }

  private taken(event: SubmitEvent): void {
    const form = this.form;
    if (!form || event.target !== form || event.defaultPrevented || form.dataset.plain) return;
    if (!this.page || isShared()) return;
    const later = event.submitter?.hasAttribute("data-hold") ?? false;
    const onPaper = new FormData(form).get("track") === "complaint";
    const stop = stopped(form, listsOf(this), later);
    if (onPaper && !stop?.at && !later && navigator.onLine) return; // the server makes the paper of it
    event.preventDefault();
    tell(this, stop);
    if (stop) return;
    void this.keep(form, later ? "draft" : "waiting").catch(() => {
      form.dataset.plain = "yes"; // the phone keeps nothing: then at once, as without a script
      form.submit();
    });
  }

  private async keep(form: HTMLFormElement, state: Story["state"]): Promise<void> {
    const since = await emptied();
    const was = this.opened && (await story(this.opened.id));
    if (!was && (await storiesOf(this.account)).length >= MOST) return tell(this, FULL);
    const { path, unit, account } = this.page!;
    const names = was ? { id: was.id, once: was.once } : { id: uuid(), once: secret() };
    const left = was?.tried ? { tried: true, changed: true } : {};
    const told = { ...names, path, unit, account, ...(await collect(form)), ...left, at: Date.now(), state };
    if (!(await putSince(since, told))) return tell(this, EMPTIED);
    this.renew();
    await this.paint();
    goTo(this.box);
    if (state === "waiting") await this.send(true);
  }

  /** An empty form for the next story. */
  private renew(): void {
    this.opened = null;
    if (!this.content || !this.page) return;
    this.content.innerHTML = this.page.html;
    layOut(this);
  }

  private async open(one: Story): Promise<void> {
    if (!this.form || one.path !== this.page?.path) return void (location.href = `${one.path}#nhap-${one.id}`);
    this.renew();
    this.opened = one;
    await putBack(this.form, one);
    goTo(this.form);
  }

  private get box(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-queue]")!;
  }

  private async send(tapped = false): Promise<void> {
    if (isShared()) return;
    this.why = await sendAll(tapped);
    await this.paint();
  }

  private async paint(): Promise<void> {
    const then = (work: Promise<unknown>): void => void work.then(() => this.paint());
    const [mine, held] = [await storiesOf(this.account), await ticketsOf(this.account)];
    if (isShared()) return layOut(this);
    const acts: Acts = {
      open: (one) => void this.open(one),
      send: (one) => void wait(one.id).then(() => this.send(true)),
      drop: (one) => then(drop(one.id)),
      putAway: (number) => then(putAway(number)),
      eraseAll: () => then(eraseAll().then(() => this.renew())),
    };
    show(this.box, mine, held, this.why, acts, this.hasAttribute("by-phone"));
  }
}

customElements.define("send-later", SendLater);
