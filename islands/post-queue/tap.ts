/** One tap read from its form: what is ticked, what is missing, under which name it travels. */
import type { Waiting } from "./store";

export const postings = (one: Waiting): string[] => one.fields.filter(([name]) => name === "giay").map(([, value]) => value);

export function titlesOf(form: HTMLFormElement): string[] {
  const ticked = [...form.querySelectorAll<HTMLElement>(".tick")].filter((one) => one.querySelector(":checked"));
  return ticked.map((one) => one.querySelector(".tick__n")?.textContent ?? "");
}

export function missing(form: HTMLFormElement, data: FormData, photo: File | undefined): string {
  if (!data.has("giay")) return "Chưa đánh dấu tờ nào. Hãy chạm vào từng tờ đã làm.";
  const wantsPhoto = form.querySelector("[name=photos]") !== null;
  if (wantsPhoto && !photo && data.get("happened")) {
    return "Chưa có ảnh. Ghi ngày dán từ hôm trước thì phải có ảnh tờ giấy trên bảng.";
  }
  if (wantsPhoto && !photo && !data.get("note")) {
    return "Chưa có ảnh. Hãy chụp một ảnh cả bảng; máy không chụp được thì ghi một câu vì sao.";
  }
  const ways = form.querySelectorAll("input[type=radio][name=note]").length;
  return ways && !data.get("note") ? "Chưa chọn cách đã báo cho bà con." : "";
}

export function withoutToken(html: string): string {
  const copy = document.createElement("template");
  copy.innerHTML = html;
  for (const secret of copy.content.querySelectorAll("[name=csrfmiddlewaretoken]")) secret.remove();
  return copy.innerHTML;
}

/** Old phones know random bytes, not `randomUUID`. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
