import { expect, test } from "vitest";
import { boxOf, inPercent } from "./box";

test("a box holds every pixel it touches, whichever corner came first", () => {
  expect(boxOf({ x: 0.1004, y: 0.2 }, { x: 0.3001, y: 0.4 })).toEqual([100, 200, 201, 200]);
  expect(boxOf({ x: 0.3001, y: 0.4 }, { x: 0.1004, y: 0.2 })).toEqual([100, 200, 201, 200]);
});

test("a finger that left the photo makes a box inside it", () => {
  expect(boxOf({ x: 0.9, y: -0.5 }, { x: 1.4, y: 0.1 })).toEqual([900, 0, 100, 100]);
  expect(boxOf({ x: 1.2, y: 1.2 }, { x: 1.4, y: 1.1 })).toEqual([999, 999, 1, 1]);
  expect(inPercent([100, 0, 250, 1000])).toEqual({ left: "10%", top: "0%", width: "25%", height: "100%" });
});
