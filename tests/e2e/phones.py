"""A phone that is closed and started again, with and without a network."""

import os
import shutil
from typing import Any


class Phone:
    """A phone with its own disk: closed and started again it is the same phone."""

    def __init__(self, chromium: Any, house: str, disk: Any) -> None:
        self.chromium, self.house, self.disk = chromium, house, disk
        self.start()

    def start(self, *, offline: bool = False) -> None:
        """Offline, all that the browser asks, its worker too, ends at a port nobody listens on."""
        cut = ["--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>"]
        self.context = self.chromium.browser_type.launch_persistent_context(
            str(self.disk),
            executable_path=self.chromium_path(),
            args=["--no-sandbox", "--disable-gpu", *(cut if offline else [])],
            base_url=self.house,
            viewport={"width": 360, "height": 780},
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()

    @staticmethod
    def chromium_path() -> str | None:
        return os.environ.get("CHROMIUM") or shutil.which("chromium")

    def restart(self, *, offline: bool) -> None:
        self.context.close()
        self.start(offline=offline)


def choose(page: Any, colour: str, tmp_path: Any) -> None:
    """A large photo of one colour, with what a camera writes into it, out of the phone's folder."""
    from danchu.disclosure.tests.boards import jpeg

    file = tmp_path / f"ảnh {colour}.jpg"
    file.write_bytes(jpeg(colour, size=(3000, 2000), exif=b"Exif\0\0secret place"))
    with page.expect_file_chooser() as choosing:
        page.locator("[data-choose]").click()
    choosing.value.set_files(file)
    page.get_by_text("1 ảnh sẽ gửi kèm").wait_for()
