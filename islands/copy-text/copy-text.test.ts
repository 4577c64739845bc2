import { beforeEach, expect, test, vi } from "vitest";
import "./copy-text";

const link = "https://danchu.example/cong-khai/na-che/12/";

function show(): { button: HTMLButtonElement; answer: () => string } {
  document.body.innerHTML = `<copy-text text="${link}"><button type="button" hidden>Chép liên kết</button></copy-text>`;
  const button = document.querySelector("button")!;
  return { button, answer: () => document.querySelector("[role=status]")?.textContent ?? "" };
}

function clipboard(writeText: unknown): void {
  Object.defineProperty(navigator, "clipboard", { value: writeText && { writeText }, configurable: true });
}

beforeEach(() => clipboard(undefined));

test("the button is shown only where a script runs", () => {
  expect(show().button.hidden).toBe(false);
});

test("pressing it copies the text and says so", async () => {
  const write = vi.fn().mockResolvedValue(undefined);
  clipboard(write);
  const { button, answer } = show();

  button.click();

  await vi.waitFor(() => expect(answer()).toBe("Đã chép"));
  expect(write).toHaveBeenCalledExactlyOnceWith(link);
});

test("without the clipboard it copies through a selection", async () => {
  let selected = "";
  document.execCommand = () => {
    selected = document.querySelector("textarea")?.value ?? "";
    return true;
  };
  const { button, answer } = show();

  button.click();

  await vi.waitFor(() => expect(answer()).toBe("Đã chép"));
  expect(selected).toBe(link);
  expect(document.querySelector("textarea")).toBeNull();
});

test("when nothing works the text stands there chosen, once", async () => {
  document.execCommand = () => false;
  const { button, answer } = show();

  button.click();
  await vi.waitFor(() => expect(answer()).toContain("giữ ngón tay"));
  button.click();

  const areas = document.querySelectorAll("textarea");
  await vi.waitFor(() => expect(document.activeElement).toBe(areas[0]));
  expect(areas).toHaveLength(1);
  expect(areas[0]!.value.slice(areas[0]!.selectionStart, areas[0]!.selectionEnd)).toBe(link);
});
