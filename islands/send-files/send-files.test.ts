import { beforeEach, expect, test, vi } from "vitest";
import "./send-files";

const kept = (name: string): Response => Response.json({ name, kept: true, why: "", at: "" });

function show(...names: string[]): { send: () => void; note: () => string; rows: () => string[] } {
  document.body.innerHTML = `<send-files><form action="/cong-khai/ban-quet/"><input name="don-vi" value="na-che"><input type="file" name="scans" multiple><button>Gửi</button></form></send-files>`;
  choose(names);
  const form = document.querySelector("form")!;
  return {
    send: () => form.requestSubmit(),
    note: () => document.querySelector("[role=status]")!.textContent ?? "",
    rows: () => [...document.querySelectorAll("li")].map((one) => one.textContent ?? ""),
  };
}

function choose(names: string[]): void {
  const files = names.map((name) => new File(["x"], name));
  const input = document.querySelector<HTMLInputElement>("[type=file]")!;
  Object.defineProperty(input, "files", { value: files, configurable: true });
  Object.defineProperty(input, "value", { set: () => choose([]), get: () => "", configurable: true });
}

function sentNames(): string[] {
  return vi.mocked(fetch).mock.calls.map(([, init]) => ((init!.body as FormData).get("scans") as File).name);
}

beforeEach(() => vi.stubGlobal("fetch", vi.fn()));

test("each file goes by itself, with the form's other fields", async () => {
  vi.mocked(fetch).mockImplementation(async () => kept("a"));
  const page = show("1.pdf", "2.pdf");

  page.send();

  await vi.waitFor(() => expect(page.note()).toContain("Đã nhận 2 trên 2 tệp"));
  expect(sentNames()).toEqual(["1.pdf", "2.pdf"]);
  expect((vi.mocked(fetch).mock.calls[0]![1]!.body as FormData).get("don-vi")).toBe("na-che");
});

test("when the line breaks, what arrived is not sent again", async () => {
  vi.mocked(fetch).mockResolvedValueOnce(kept("1.pdf")).mockRejectedValueOnce(new TypeError("offline"));
  const page = show("1.pdf", "2.pdf", "3.pdf");
  page.send();
  await vi.waitFor(() => expect(page.note()).toContain("đã đến 1 tệp, còn 2 tệp"));
  vi.mocked(fetch).mockClear();
  vi.mocked(fetch).mockImplementation(async () => kept("x"));

  page.send();

  await vi.waitFor(() => expect(page.note()).toContain("Đã nhận 2 trên 2 tệp"));
  expect(sentNames()).toEqual(["2.pdf", "3.pdf"]);
});

test("a file that is not taken is told with its reason, and the others go on", async () => {
  const known = { name: "1.pdf", kept: false, why: "Tệp này đang chờ trong hàng.", at: "/cong-khai/ban-quet/4/" };
  vi.mocked(fetch)
    .mockResolvedValueOnce(Response.json(known))
    .mockResolvedValueOnce(new Response("", { status: 413 }))
    .mockResolvedValueOnce(kept("3.pdf"));
  const page = show("1.pdf", "2.pdf", "3.pdf");

  page.send();

  await vi.waitFor(() => expect(page.note()).toContain("Đã nhận 1 trên 3 tệp"));
  expect(page.rows()[0]).toContain("đang chờ trong hàng");
  expect(page.rows()[1]).toContain("2.pdf Tệp quá nặng");
  expect(document.querySelector("li a")!.getAttribute("href")).toBe("/cong-khai/ban-quet/4/");
});

test("with nothing chosen the form goes its ordinary way", () => {
  const page = show();
  const form = document.querySelector("form")!;
  let stopped = true;
  form.addEventListener("submit", (event) => {
    stopped = event.defaultPrevented;
    event.preventDefault();
  });

  page.send();

  expect(stopped).toBe(false);
});
