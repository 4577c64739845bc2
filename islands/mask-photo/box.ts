/** A box as the server reads it: x, y, width, height in thousandths of the photo, rounded outwards. */
export type Box = [number, number, number, number];
export interface Point {
  x: number; // parts of the width, 0 to 1 inside the photo
  y: number;
}

const WHOLE = 1000;

/** Of two opposite corners, whichever came first; a finger may leave the photo. */
export function boxOf(one: Point, other: Point): Box {
  const [left, width] = span(one.x, other.x);
  const [top, height] = span(one.y, other.y);
  return [left, top, width, height];
}

function span(one: number, other: number): [number, number] {
  const low = Math.min(WHOLE - 1, inside(Math.floor(Math.min(one, other) * WHOLE)));
  const high = inside(Math.ceil(Math.max(one, other) * WHOLE));
  return [low, Math.max(1, high - low)];
}

const inside = (at: number): number => Math.max(0, Math.min(WHOLE, at));

/** Where it lies over the photo on the screen. */
export function inPercent([x, y, width, height]: Box): Record<"left" | "top" | "width" | "height", string> {
  const part = (of: number): string => `${of / 10}%`;
  return { left: part(x), top: part(y), width: part(width), height: part(height) };
}
