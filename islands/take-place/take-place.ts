const WORST_METRES = 500; // a point that may be a hamlet further on misleads
const WAIT_MS = 20_000;
const WHY: Record<number, string> = {
  1: "Máy chưa cho trang này xem vị trí. Vào cài đặt của trình duyệt để cho phép, hoặc ghi chỗ bằng lời.",
  2: "Máy chưa bắt được vị trí. Ra chỗ thoáng rồi bấm lại, hoặc ghi chỗ bằng lời.",
  3: "Máy chưa bắt được vị trí. Ra chỗ thoáng rồi bấm lại, hoặc ghi chỗ bằng lời.",
};

/**
 * <take-place><input><button type="button" hidden>…</button><p role="status"></p></take-place>
 *
 * Two numbers of where the person stands, only after the tap, to four decimals (eleven metres: as
 * near as a phone knows it, no nearer). Whether it lies in the province is asked by the server.
 */
export class TakePlace extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button || !button.hidden || !("geolocation" in navigator)) return;
    button.hidden = false;
    button.addEventListener("click", () => this.ask());
  }

  private ask(): void {
    this.say("Đang tìm chỗ đang đứng…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.take(coords),
      ({ code }) => this.say(WHY[code] ?? WHY[2]!),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  }

  private take({ latitude, longitude, accuracy }: GeolocationCoordinates): void {
    const near = Math.max(10, Math.ceil(accuracy / 10) * 10);
    if (accuracy > WORST_METRES) {
      this.say(`Máy chỉ biết chỗ này trong khoảng ${near.toLocaleString("vi")} m, xa quá. Ra chỗ thoáng rồi bấm lại, hoặc ghi bằng lời.`);
      return;
    }
    const input = this.querySelector("input")!;
    input.value = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    this.say(`Đã ghi chỗ đang đứng, đúng trong khoảng ${near} m. Không phải chỗ này thì xóa đi.`);
  }

  private say(words: string): void {
    this.querySelector("[role=status]")!.textContent = words;
  }
}

customElements.define("take-place", TakePlace);
