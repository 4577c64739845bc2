/** Longer side in pixels and weight in bytes: what a screen needs to read a notice on a board. */
export const MAX_SIDE = 1600;
export const MAX_BYTES = 500_000;
export const MAX_INPUT_BYTES = 40 * 1024 * 1024;
const PREVIEW_SIDE = 320;
const QUALITIES = [0.82, 0.72, 0.62, 0.5];

/** A refusal in words for the person, with what to do next. */
export class Unfit extends Error {}

export interface Shrunk {
  file: File;
  preview: HTMLCanvasElement; // small: an old phone holds several
}

/**
 * Redraws a photo upright, small and as JPEG. Drawing it again is what removes where, when and on
 * which phone it was taken. Throws Unfit.
 */
export async function shrink(file: File): Promise<Shrunk> {
  refuse(file);
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Unfit(unreadable(file));
  }
  let side = MAX_SIDE;
  for (;;) {
    const canvas = drawn(picture, side);
    for (const quality of QUALITIES) {
      const blob = await encoded(canvas, quality);
      if (blob.size > MAX_BYTES) continue;
      const small = new File([blob], `${stem(file.name)}.jpg`, { type: "image/jpeg" });
      const preview = drawn(picture, PREVIEW_SIDE);
      canvas.width = canvas.height = 0; // gives its memory back at once
      picture.close();
      return { file: small, preview };
    }
    side = Math.floor(side * 0.75);
  }
}

/** One that came out of `shrink` before: as it is, with its preview. */
export async function asItIs(file: File): Promise<Shrunk> {
  const picture = await createImageBitmap(file);
  const preview = drawn(picture, PREVIEW_SIDE);
  picture.close();
  return { file, preview };
}

function refuse(file: File): void {
  if (file.size === 0) throw new Unfit(`Ảnh ${file.name} rỗng. Hãy mở thử trên máy rồi chọn lại.`);
  if (file.size > MAX_INPUT_BYTES) {
    const heavy = Math.round(file.size / 1048576);
    throw new Unfit(`Ảnh ${file.name} nặng ${heavy} MB, nhiều hơn 40 MB. Hãy chụp lại với cỡ nhỏ hơn.`);
  }
  if (file.type === "image/svg+xml" || /\.svg$/i.test(file.name)) {
    throw new Unfit(`Tệp ${file.name} là hình vẽ SVG, không phải ảnh chụp. Hãy gửi ảnh JPG hoặc PNG.`);
  }
  if (file.type.startsWith("video/")) {
    throw new Unfit(`Tệp ${file.name} là đoạn phim. Ở đây chỉ nhận ảnh; hãy chụp một tấm.`);
  }
}

function unreadable(file: File): string {
  if (/hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name)) {
    return (
      `Máy này không đọc được ảnh HEIC ${file.name}. Hãy chụp màn hình tấm ảnh rồi gửi ảnh ấy, ` +
      "hoặc vào Cài đặt, Camera, Định dạng, chọn Tương thích nhất rồi chụp lại."
    );
  }
  return `Máy này không mở được ${file.name}. Hãy chụp lại, hoặc chọn ảnh JPG, PNG.`;
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Unfit("Máy hết bộ nhớ. Hãy đóng bớt ứng dụng rồi chụp lại.");
  pen.fillStyle = "#fff"; // what is see-through becomes paper, not black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(blob) : reject(new Unfit("Máy hết bộ nhớ. Hãy đóng bớt ứng dụng rồi chụp lại.")),
      "image/jpeg",
      quality,
    );
  });
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, "") || "anh";
}
