/** The buttons take the input's place: its name for the ear, its notes, its anchor. */
export function nameAfter(input: HTMLInputElement, take: HTMLElement, choose: HTMLElement): void {
  const label = input.labels?.[0];
  const notes = input.getAttribute("aria-describedby");
  if (notes) for (const one of [take, choose]) one.setAttribute("aria-describedby", notes);
  choose.id = `${input.id}_chon`;
  if (label) {
    label.id ||= `${input.id}_ten`;
    take.setAttribute("aria-labelledby", `${input.id} ${label.id}`);
    choose.setAttribute("aria-labelledby", `${choose.id} ${label.id}`);
  }
  take.id = input.id;
  input.removeAttribute("id");
}

export function button(does: string, name: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn--second btn--sm";
  made.textContent = does;
  made.setAttribute("aria-label", `${does} ${name.toLowerCase()}`);
  made.addEventListener("click", act);
  return made;
}
