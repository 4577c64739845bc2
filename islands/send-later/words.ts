/**
 * Whether words read like a denunciation, asked on the phone before it keeps any of them: the same
 * question as `rulebook/telling_apart.py`, with the lists the page brings. Both answer alike for
 * every line of `sentences.json`. The server asks again.
 */
export interface Lists {
  accusing: string[]; // said of anybody
  wrongs: string[]; // said of somebody who holds an office
  offices: string[];
  about_the_law: string[]; // no accusation
}

/** As they came with the page. */
export function listsOf(host: HTMLElement): Lists {
  return JSON.parse(host.querySelector("#accusing")!.textContent!) as Lists;
}

export function accuses(text: string, lists: Lists): boolean {
  let said = plain(text);
  for (const words of lists.about_the_law) said = said.replaceAll(plain(words), " ");
  const bare = !/[\u0300-\u036f]/.test(text.normalize("NFD")); // typed without any accents
  if (any(lists.accusing, said, bare)) return true;
  return said.split(/[.!?\n;]+/).some((one) => any(lists.wrongs, one, bare) && any(lists.offices, one, bare));
}

/** Whole words, with their accents; without them only where the whole text has none. */
function any(phrases: string[], text: string, bare: boolean): boolean {
  return phrases.some((one) => ` ${text} `.includes(` ${bare ? folded(one) : plain(one)} `));
}

function folded(text: string): string {
  return plain(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");
}

/** Small letters, one space between words, signs apart from sentence ends gone. */
function plain(text: string): string {
  const kept = text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}.!?\n;]/gu, " ");
  return kept.replace(/[.!?;]/g, " $& ").replace(/[^\S\n]+/g, " ");
}
