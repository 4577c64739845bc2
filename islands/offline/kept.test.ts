import { expect, test } from "vitest";
import { clock, keptAt, mayKeep, stamped, told } from "./kept";

function answer(headers: Record<string, string>, status = 200): Response {
  return new Response("<main id=\"main\"><h1>x</h1></main>", { status, headers });
}

test("only what the server marked is kept", () => {
  expect(mayKeep(answer({ "X-Offline": "keep" }))).toBe(true);
  expect(mayKeep(answer({}))).toBe(false);
  expect(mayKeep(answer({ "X-Offline": "no" }))).toBe(false);
  expect(mayKeep(answer({ "X-Offline": "keep" }, 404))).toBe(false);
});

test("a kept page knows when it was read", async () => {
  const at = new Date("2026-11-18T02:12:00Z");
  const kept = await stamped(answer({ "Content-Type": "text/html" }), at);
  expect(keptAt(kept)).toEqual(at);
  expect(kept.headers.get("Content-Type")).toBe("text/html");
  expect(keptAt(answer({}))).toBeNull();
});

test("a kept page says so at the top of its main part, once", () => {
  const at = new Date(2026, 10, 18, 9, 5);
  const page = told('<main id="main"><h1>x</h1></main>', at);
  expect(page).toContain("Đây là bản đọc lúc 09:05 ngày 18/11/2026.");
  expect(page.indexOf("Máy đang không có mạng")).toBeLessThan(page.indexOf("<h1>"));
  expect(told("<p>no main</p>", at)).toBe("<p>no main</p>");
});

test("a moment is said as people say it", () => {
  expect(clock(new Date(2026, 0, 2, 3, 4))).toBe("03:04 ngày 02/01/2026");
});
