"""Draws the icons of the installed house from kit/brand.svg: on its own ground, and with room for
a phone that cuts a circle out of it. Run it again when the brand changes."""

from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parents[1]
BRAND = ROOT / "src/danchu/kit/static/kit/brand.svg"
TARGET = ROOT / "src/danchu/front/static/front/icons"
SAFE = 0.74  # of the width: what stays inside the circle of a maskable icon


def drawn(size: int, *, part: float, ground: str) -> bytes:
    picture = f'image(bytes(sys.inputs.brand), format: "svg", width: {size * part}pt)'
    source = (
        f"#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: {ground})\n"
        f"#place(center + horizon, {picture})"
    )
    made = typst.compile(
        source.encode(), format="png", ppi=72, sys_inputs={"brand": BRAND.read_text()}
    )
    assert isinstance(made, bytes)
    return made


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for size in (192, 512):
        (TARGET / f"any-{size}.png").write_bytes(drawn(size, part=1, ground="none"))
    (TARGET / "maskable-512.png").write_bytes(drawn(512, part=SAFE, ground='rgb("#131f3f")'))


if __name__ == "__main__":
    main()
