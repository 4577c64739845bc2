/** What is kept for a board without a signal: how a page is read for it, and whether all of it is here. */
export const KEPT = "Đã lưu trên máy: ra bảng tin không có mạng vẫn làm được.";
export const NOT_KEPT = "Máy chưa lưu hết danh sách. Hãy mở lại trang này khi có mạng, rồi mới ra bảng tin.";

/** The part of that page that this element shows; null when it is not to be had as this person. */
export async function read(address: string): Promise<string | null> {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("post-queue[account] [data-keep]")?.innerHTML ?? null;
}
