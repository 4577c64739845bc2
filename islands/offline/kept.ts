/** Which pages a phone keeps to read again without a network, and how a kept page says so. */

export const KEEP = "X-Offline"; // the server says "keep": public, nothing personal, nobody signed in
export const KEPT_AT = "X-Kept-At";
export const MOST_PAGES = 40;
export const STALE_MS = 60 * 60 * 1000; // what is older is asked for again when there is a network

/** Default deny: only what the server itself marked. */
export function mayKeep(response: Response): boolean {
  return response.ok && !response.redirected && response.headers.get(KEEP) === "keep";
}

/** The same page with the moment it was read. */
export async function stamped(response: Response, at: Date): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, at.toISOString());
  return new Response(await response.blob(), { status: response.status, headers });
}

export function keptAt(response: Response): Date | null {
  const written = response.headers.get(KEPT_AT);
  return written ? new Date(written) : null;
}

/** `html` with a line at the top of its main part: this is a copy, of such a moment. */
export function told(html: string, at: Date | null): string {
  const moment = at ? ` lúc ${clock(at)}` : "";
  const line = `<div class="banner banner--soon" role="status"><b>Máy đang không có mạng</b><p>Đây là bản đọc${moment}. Có mạng thì mở lại trang để đọc bản mới.</p></div>`;
  return html.replace(/<main id="main">/, (main) => `${main}<div class="wrap">${line}</div>`);
}

/** 09:12 ngày 18/11/2026 */
export function clock(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())} ngày ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}
