/** One story read from its form and put back into it; what stops it on this phone already. */
import type { TakePhoto } from "../take-photo/take-photo";
import type { Kept, Story } from "./store";
import { accuses, type Lists } from "./words";

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "once"]);
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const HEAVY = 6 * 1024 * 1024; // a voice note of three minutes is far below
export interface Stop {
  title: string;
  words: string;
  lead?: string; // where to go, and its words
  at?: string;
}

export const FULL: Stop = { title: "Đã đủ 20 bản nháp", words: "Hãy gửi hoặc xóa bớt một bản trên máy này." };
export const EMPTIED: Stop = {
  title: "Máy này vừa được dọn sạch",
  words: "Phiếu, nháp trên máy đã xóa ở một trang khác. Lời ở đây còn nguyên, chưa giữ, chưa gửi: muốn gửi thì bấm lại.",
};

export const said = (fields: [string, string][], name: string): string =>
  fields.find(([one]) => one === name)?.[1] ?? "";

export async function collect(form: HTMLFormElement): Promise<Pick<Story, "fields" | "files">> {
  const fields: [string, string][] = [];
  const files: Kept[] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") {
      if (value.size) files.push({ name, file: value.name, type: value.type, bytes: await value.arrayBuffer() });
    } else if (value && !NOT_KEPT.has(name)) fields.push([name, value]);
  }
  return { fields, files };
}

/** Asked before anything is kept; null: nothing stands against it. `later`: words may still be missing. */
export function stopped(form: HTMLFormElement, lists: Lists, later = false): Stop | null {
  const data = new FormData(form);
  const files = [...data].filter((one): one is [string, File] => one[1] instanceof File && one[1].size > 0);
  const text = (name: string): string => String(data.get(name) ?? "");
  const words = ["text", "place", "name", "about"].map(text).join("\n");
  if (text("track") === "denunciation" || accuses(words, lists)) {
    return {
      title: "Tố cáo không nhận qua mạng",
      words: "Lời này giống tố cáo một người. Máy này chưa giữ, chưa gửi chữ nào. Nếu chỉ kể chuyện hỏng, chậm: bỏ phần nói ai vi phạm rồi gửi.",
      lead: "Tố cáo gửi ở đâu",
      at: `/don-thu/to-cao/?xa=${new URL(form.action).pathname.split("/").slice(-2)[0]}`,
    };
  }
  if (text("track") === "complaint") {
    return {
      title: "Khiếu nại cần đơn có chữ ký",
      words: "Có mạng thì bấm Gửi: máy giúp làm đơn để in, ký. Máy không giữ nháp khiếu nại.",
    };
  }
  if (files.some(([, one]) => one.size > HEAVY)) return { title: "Tệp quá nặng", words: "Ghi âm nhiều nhất 3 phút, 6 MB. Hãy nói ngắn lại hoặc viết." };
  if (!text("text").trim() && !files.some(([name]) => later || name === "spoken")) {
    return { title: "Chưa có chuyện gì để gửi", words: "Hãy viết một câu, hoặc chọn ghi âm." };
  }
  return null;
}

/** Everything as it was, photos and voice note too; a map with its pin to be seen. */
export async function putBack(form: HTMLFormElement, story: Story): Promise<void> {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("[name]")) {
    if (NOT_KEPT.has(field.name)) continue;
    const values = story.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) {
      field.checked = values.includes(field.value);
    } else if (!(field instanceof HTMLInputElement && field.type === "file")) {
      field.value = values[0] ?? "";
      field.dispatchEvent(new Event("change", { bubbles: true })); // the small map shows its pin
    }
  }
  if (said(story.fields, "spot")) form.querySelector("point-place")?.closest("details")?.setAttribute("open", "");
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    const files = story.files.filter((one) => one.name === input.name).map(asFile);
    const camera = input.closest<TakePhoto>("take-photo");
    if (camera) await camera.putBack(files);
    else if (files.length) {
      const carrier = new DataTransfer();
      for (const one of files) carrier.items.add(one);
      input.files = carrier.files;
    }
  }
}

export function asFile(one: Kept): File {
  return new File([one.bytes], one.file, { type: one.type });
}

/** Sixteen letters that nobody guesses: 79 bits, as the server makes them. */
export function secret(): string {
  let made = "";
  while (made.length < 16) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < 248) made += LETTERS[byte! % 31]; // 248 = 8 × 31: no letter comes more often
  }
  return made;
}
