import { beforeEach, expect, test, vi } from "vitest";
import "./read-aloud";

type Said = { text: string; voice?: { name: string }; onend?: () => void; onerror?: () => void };
let said: Said[];
let voices: { name: string; lang: string; localService: boolean }[];
let tell: (() => void)[];

beforeEach(() => {
  said = [];
  tell = [];
  voices = [
    { name: "English", lang: "en-US", localService: true },
    { name: "An (mạng)", lang: "vi-VN", localService: false },
    { name: "Linh", lang: "vi_VN", localService: true },
  ];
  const speech = {
    getVoices: () => voices,
    speak: (one: Said) => said.push(one),
    cancel: vi.fn(),
    addEventListener: (_: string, act: () => void) => tell.push(act),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  vi.stubGlobal("SpeechSynthesisUtterance", class { constructor(public text: string) {} });
});

function show(): { read: HTMLButtonElement; stop: HTMLButtonElement } {
  document.body.innerHTML = `<read-aloud for="t"><button data-read hidden>Nghe</button><button data-stop hidden>Dừng</button></read-aloud><div id="t"><p>Câu một.</p><p>Câu hai.</p></div>`;
  return { read: document.querySelector("[data-read]")!, stop: document.querySelector("[data-stop]")! };
}

test("it reads sentence by sentence with a Vietnamese voice of the device, and stops by itself", () => {
  const { read, stop } = show();
  expect([read.hidden, stop.hidden]).toEqual([false, true]);

  read.click();
  expect(said.map((one) => [one.text, one.voice?.name])).toEqual([["Câu một.", "Linh"]]);
  expect([read.hidden, stop.hidden]).toEqual([true, false]);
  expect(document.activeElement).toBe(stop);
  said[0]!.onend!();
  expect(said[1]!.text).toBe("Câu hai.");
  said[1]!.onend!();
  expect([read.hidden, stop.hidden]).toEqual([false, true]);
});

test("pressing stop ends it and gives the focus back", () => {
  const { read, stop } = show();
  read.click();
  stop.click();
  expect(speechSynthesis.cancel).toHaveBeenCalled();
  expect(document.activeElement).toBe(read);
  said[0]!.onend!();
  expect(said).toHaveLength(1);
});

test("without a Vietnamese voice nothing is offered, until one is known", () => {
  const known = voices;
  voices = [known[0]!];
  const { read } = show();
  expect(read.hidden).toBe(true);
  voices = known;
  tell.forEach((one) => one());
  expect(read.hidden).toBe(false);
});
