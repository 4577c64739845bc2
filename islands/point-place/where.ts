/** Where a point of the small map lies, in words, as the server says it: `small_map/telling.py`. */
export interface Name {
  said: string;
  x: number;
  y: number;
}

const ROSE = ["bắc", "đông bắc", "đông", "đông nam", "nam", "tây nam", "tây", "tây bắc"];
const BESIDE = 150; // metres

/** `metres`: of one unit of the drawing. */
export function where(x: number, y: number, names: Name[], metres: number): string {
  let name: Name | null = null;
  let away = Infinity;
  for (const one of names) {
    const far = Math.hypot(x - one.x, y - one.y) * metres;
    if (far < away) [name, away] = [one, far];
  }
  if (!name) return "";
  if (away < BESIDE) return `gần ${name.said}`;
  const turned = (Math.atan2(x - name.x, name.y - y) * 180) / Math.PI + 22.5;
  const side = ROSE[(Math.floor(turned / 45) + 8) % 8]!;
  return `cách ${name.said} khoảng ${far(away)} về phía ${side}`;
}

function far(away: number): string {
  if (away < 975) return `${Math.floor(away / 50 + 0.5) * 50} m`;
  const tenths = Math.floor(away / 100 + 0.5);
  if (tenths % 10 === 0 || tenths >= 100) return `${Math.floor(away / 1000 + 0.5)} km`;
  return `${Math.floor(tenths / 10)},${tenths % 10} km`;
}
