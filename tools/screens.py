"""just screens: every public page at 360 and 1280 px into docs/screens/, from a fresh demo.

Starts its own server in a temporary folder and stops it. Pictures are cut to what a reader scrolls
through first, and to few colours, so that the folder stays small.
"""

import io
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from setting_up import PYTHON, ROOT, quiet_environment, say, stop, which

SCREENS = ROOT / "docs" / "screens"
WIDTHS = {360: 2600, 1280: 1900}  # width → how far down a picture goes
COLOURS = (64, 32, 16, 8)
MOST_BYTES = 120 * 1024
COMMUNE = "xa-la-bang"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_house() -> Iterator[str]:
    """A server on a demo of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="danchu-screens-") as var:
        environment = quiet_environment() | {"DANCHU_LOCAL": "1", "DANCHU_VAR": var}
        environment.pop("DATABASE_URL", None)
        subprocess.run([PYTHON, "tools/prepare.py"], cwd=ROOT, env=environment, check=True)
        port = free_port()
        command = [PYTHON, "-m", "granian", "danchu.wsgi:application", "--interface", "wsgi"]
        command += ["--port", str(port), "--log-level", "error"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def answering(house: str) -> str:
    waited = 0
    while waited < 200:
        try:
            fetch(f"{house}/healthz")
            break
        except OSError:
            time.sleep(0.1)
            waited += 1
    return house


def fetch(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310  our own server
        return str(answer.read().decode())


def items(house: str, status: str) -> list[dict[str, object]]:
    said = json.loads(fetch(f"{house}/api/v1/items?unit={COMMUNE}&status={status}"))
    return list(said["items"])


def pages(house: str) -> dict[str, str]:
    """Name of the picture → address."""
    here = f"/xa/{COMMUNE}/"
    public = {str(one["number"]): one["id"] for one in items(house, "published")}
    one, mended = public["118/QĐ-UBND"], public["131/TB-UBND"]
    year = str(max(re.findall(rf"{here}ke-hoach/(\d+)/", fetch(house + here))))
    return {
        "home": "/",
        "home-found": "/?q=hoang+nong",
        "commune": here,
        "group": f"{here}nhom-7/",
        "item": f"/cong-khai/{one}/",
        "item-corrected": f"/cong-khai/{mended}/",
        "item-withdrawn": f"/cong-khai/{items(house, 'withdrawn')[0]['id']}/",
        "item-removed": f"/cong-khai/{items(house, 'removed')[0]['id']}/",
        "version": f"/cong-khai/{mended}/ban/1/",
        "notice": f"/cong-khai/{one}/to-niem-yet/",
        "plan": f"{here}ke-hoach/{year}/",
        "late": "/cong-khai/tre-han/",
        "late-commune": f"{here}tre-han/",
        "search": "/tim/?q=ho+ngheo",
        "search-nothing": "/tim/?q=khongcogi",
        "law": "/luat/",
        "rule": "/luat/disclosure.publish/",
        "units": "/don-vi/",
        "unit-history": f"/don-vi/{COMMUNE}/lich-su/",
        "unit-former": former(house),
        "point": f"{here}chi-van-ban/",
        "sign-in": "/dang-nhap/",
        "not-found": "/khong-co-trang-nay/",
        "kit": "/kit/",
    }


def former(house: str) -> str:
    """The page of a commune that was merged away."""
    said = json.loads(fetch(f"{house}/api/v1/units?kind=commune&on=2025-06-30&limit=500"))
    return str(next(one["address"] for one in said["items"] if one["name"] == "Hoàng Nông"))


def shoot(page: Page, width: int, tallest: int) -> bytes:
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, tallest)}
    return page.screenshot(full_page=True, clip=clip)


def small(picture: bytes) -> bytes:
    """The same picture in as many colours as fit the budget."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        reduced = image.quantize(colours, dither=Image.Dither.NONE)
        reduced.save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or which("chromium", "chromium-browser", "google-chrome")
    if not chromium:
        stop("Không tìm thấy Chromium (đặt CHROMIUM). No Chromium found.")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with demo_house() as house, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=SWITCHES)
        wanted = pages(house)
        for width, tallest in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": 780})
            page = context.new_page()
            for name, address in wanted.items():
                page.goto(house + address)
                (SCREENS / f"{name}-{width}.png").write_bytes(small(shoot(page, width, tallest)))
            context.close()
        browser.close()
    taken = sorted(SCREENS.glob("*.png"))
    for file in taken:
        if file.stem.rpartition("-")[0] not in wanted:
            file.unlink()  # of a page that is gone
    say(f"{len(taken)} ảnh, {sum(file.stat().st_size for file in taken) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
