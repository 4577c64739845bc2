"""just screens: public pages, and the office's of petitions and reception, at 360 and 1280 px.

They go into docs/screens/, from a fresh demo; what is looked for on a desk page is read off it.

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
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, sync_playwright

from setting_up import PYTHON, ROOT, quiet_environment, say, stop, which

SCREENS = ROOT / "docs" / "screens"
WIDTHS = {360: 2600, 1280: 1900}  # width → how far down a picture goes
COLOURS = (64, 32, 16, 8)
MOST_BYTES = 120 * 1024
COMMUNE = "xa-la-bang"
OFFICIAL, PASSWORD = "lan", "minh-hoa-2026"  # of the demo alone
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
        **said_pages(house),
    }


def said_pages(house: str) -> dict[str, str]:
    """Of petitions and reception, for everybody."""
    cases, days = f"/don-thu/cong-khai/{COMMUNE}/", f"/tiep-dan/xa/{COMMUNE}/"
    return {
        "say": "/don-thu/",
        "say-send": f"/don-thu/gui/{COMMUNE}/",
        "say-complaint": "/don-thu/khieu-nai/",
        "say-denunciation": f"/don-thu/to-cao/?xa={COMMUNE}",
        "say-follow": "/don-thu/theo-doi/",
        "say-list": cases,
        "say-case": first(house, cases, r"/don-thu/cong-khai/viec/\d+/"),
        "say-log": f"{cases}nhat-ky/",
        "say-figures": f"/don-thu/so-lieu/{COMMUNE}/",
        "meet": "/tiep-dan/",
        "meet-commune": days,
        "meet-book": first(house, days, r"/tiep-dan/dat/\d+/"),
        "meet-dialogue": first(house, days, r"/tiep-dan/doi-thoai/\d+/"),
    }


DESK = {  # name → page, or the page and the link to follow on it
    "desk-inbox": ("/don-thu/ban/", ""),
    "desk-case": ("/don-thu/ban/", r"/don-thu/ban/\d+/"),
    "desk-enter": ("/don-thu/ban/ghi/", ""),
    "desk-complaint": ("/don-thu/ban/khieu-nai/", ""),
    "desk-figures": ("/don-thu/ban/so-lieu/", ""),
    "desk-reception": ("/tiep-dan/ban/", ""),
    "desk-day": ("/tiep-dan/ban/", r"/tiep-dan/ban/\d+/"),
    "desk-book": ("/tiep-dan/ban/so/", ""),
    "desk-dialogue": ("/tiep-dan/ban/doi-thoai/", r"/tiep-dan/ban/doi-thoai/\d+/"),
}


def first(house: str, page: str, link: str) -> str:
    return found(fetch(house + page), link)


def found(text: str, link: str) -> str:
    met = re.search(f'href="({link})"', text)
    if met is None:
        stop(f"Không thấy liên kết {link}. No such link on the page.")
    return met[1]


def to_the_desk(browser: Browser, house: str) -> StorageState:
    """Signs the office of the commune in, as a person would, with the code the demo shows."""
    shown = fetch(f"{house}/minh-hoa/")
    code = re.search(rf'<code>{OFFICIAL}</code>.*?<code class="n">(\d+)', shown, re.DOTALL)
    page = browser.new_page()
    page.goto(f"{house}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(OFFICIAL)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator("input[name=code]").fill(code[1] if code else "")
    page.locator("main form").last.get_by_role("button").first.click()
    page.wait_for_url("**/viec/")
    return page.context.storage_state()


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


def keep(page: Page, address: str, name: str, tallest: int) -> None:
    page.goto(address)
    width = int(name.rpartition("-")[2])
    (SCREENS / f"{name}.png").write_bytes(small(shoot(page, width, tallest)))


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or which("chromium", "chromium-browser", "google-chrome")
    if not chromium:
        stop("Không tìm thấy Chromium (đặt CHROMIUM). No Chromium found.")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with demo_house() as house, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=SWITCHES)
        wanted, signed_in = pages(house), to_the_desk(browser, house)
        for width, tallest in WIDTHS.items():
            seen: ViewportSize = {"width": width, "height": 780}
            page = browser.new_page(viewport=seen)
            for name, address in wanted.items():
                keep(page, house + address, f"{name}-{width}", tallest)
            page = browser.new_page(viewport=seen, storage_state=signed_in)
            for name, (address, link) in DESK.items():
                page.goto(house + address)
                at = found(page.content(), link) if link else address
                keep(page, house + at, f"{name}-{width}", tallest)
        browser.close()
    taken = sorted(SCREENS.glob("*.png"))
    for file in taken:
        if file.stem.rpartition("-")[0] not in {*wanted, *DESK}:
            file.unlink()  # of a page that is gone
    say(f"{len(taken)} ảnh, {sum(file.stat().st_size for file in taken) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
