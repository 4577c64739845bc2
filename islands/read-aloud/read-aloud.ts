const WAIT_FOR_VOICES_MS = 4000;

/**
 * <read-aloud for="bai-doc"><button data-read hidden>Nghe</button><button data-stop hidden>Dừng</button></read-aloud>
 *
 * Reads the paragraphs of the element `for` with a Vietnamese voice of this device, sentence by
 * sentence (some browsers fall silent in a long one). Without a script, or without such a voice,
 * both buttons stay hidden. A voice that needs no network is taken first.
 */
export class ReadAloud extends HTMLElement {
  private waiting: string[] = [];
  private readonly leave = (): void => this.stop();

  connectedCallback(): void {
    if (!("speechSynthesis" in window) || !this.readButton || !this.stopButton) return;
    this.readButton.addEventListener("click", () => this.start());
    this.stopButton.addEventListener("click", () => {
      this.stop();
      this.readButton?.focus();
    });
    window.addEventListener("pagehide", this.leave);
    this.offer();
    // Most browsers know their voices only a moment later.
    speechSynthesis.addEventListener?.("voiceschanged", () => this.offer());
    window.setTimeout(() => this.offer(), WAIT_FOR_VOICES_MS);
  }

  disconnectedCallback(): void {
    window.removeEventListener("pagehide", this.leave);
    if (this.waiting.length) this.stop();
  }

  private get readButton(): HTMLButtonElement | null {
    return this.querySelector("[data-read]");
  }

  private get stopButton(): HTMLButtonElement | null {
    return this.querySelector("[data-stop]");
  }

  private offer(): void {
    if (this.readButton && this.stopButton?.hidden) this.readButton.hidden = !vietnamese();
  }

  private start(): void {
    const text = document.getElementById(this.getAttribute("for") ?? "");
    this.waiting = [...(text?.children ?? [])].map((one) => one.textContent?.trim() ?? "").filter(Boolean);
    speechSynthesis.cancel();
    this.show(true);
    this.stopButton?.focus();
    this.next();
  }

  private next(): void {
    const sentence = this.waiting.shift();
    const voice = vietnamese();
    if (!sentence || !voice) {
      this.stop();
      return;
    }
    const said = new SpeechSynthesisUtterance(sentence);
    said.lang = "vi-VN";
    said.voice = voice;
    said.rate = 0.95;
    said.onend = () => this.next();
    said.onerror = () => this.stop();
    speechSynthesis.speak(said);
  }

  private stop(): void {
    this.waiting = [];
    speechSynthesis.cancel();
    this.show(false);
  }

  private show(reading: boolean): void {
    const focused = document.activeElement === this.stopButton;
    if (this.readButton) this.readButton.hidden = reading || !vietnamese();
    if (this.stopButton) this.stopButton.hidden = !reading;
    if (!reading && focused) this.readButton?.focus();
  }
}

/** A Vietnamese voice of this device, one that works without a network before any other. */
function vietnamese(): SpeechSynthesisVoice | undefined {
  const voices = speechSynthesis.getVoices().filter((one) => /^vi\b|^vi[-_]/i.test(one.lang));
  return voices.find((one) => one.localService) ?? voices[0];
}

customElements.define("read-aloud", ReadAloud);
