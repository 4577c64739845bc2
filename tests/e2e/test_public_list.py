"""A matter for everybody: wished on a phone without scripts, masked by hand, gone at once."""

import io
import os
import re

import pytest
from PIL import Image

from danchu.kit import files
from danchu.petitions.models import PublicCase
from tests.e2e.looking import fits, wider

TITLE = "Cống qua suối vỡ một bên"
SHOTS = os.environ.get("SHOTS", "")


def picture() -> dict:
    kept = io.BytesIO()
    scene = Image.new("RGB", (800, 600), (120, 150, 120))
    scene.paste((230, 180, 150), (300, 200, 420, 340))  # a face
    scene.paste((250, 250, 250), (500, 400, 600, 450))  # a plate
    scene.save(kept, "JPEG")
    return {"name": "cong.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def looked(page, name: str, *, scripts: bool = True) -> None:
    """Without scripts the page is only measured: what axe waits for never comes there."""
    assert (fits(page) if scripts else (wider(page), [])) == (0, [])
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def drag(page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Over the photo, in its own pixels on the screen."""
    photo = page.get_by_role("button", name="Ảnh người gửi").bounding_box()
    page.mouse.move(photo["x"] + start[0], photo["y"] + start[1])
    page.mouse.down()
    page.mouse.move(photo["x"] + end[0], photo["y"] + end[1], steps=4)
    page.mouse.up()


def swipe(page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """The same with a finger."""
    photo = page.get_by_role("button", name="Ảnh người gửi").bounding_box()
    x, y = photo["x"], photo["y"]
    hand = page.context.new_cdp_session(page)
    half = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    steps = [("touchStart", start), ("touchMove", half), ("touchMove", end), ("touchEnd", None)]
    for kind, at in steps:
        points = [{"x": x + at[0], "y": y + at[1]}] if at else []
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def colours_of(found: PublicCase) -> list[tuple[int, ...]]:
    """Of the public picture: on the face, on the plate, on the grass."""
    shown = Image.open(io.BytesIO(files.read(found.photos.get().stored_as)))
    return [shown.getpixel(at) for at in ((360, 270), (550, 425), (100, 100))]


@pytest.mark.browser
def test_told_shown_masked_and_removed(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/gui/xa-la-bang/")
    phone.get_by_label("Kể chuyện").fill("Cống qua suối vỡ một bên, trẻ con phải lội.")
    phone.locator("input[name=pictures]").set_input_files(picture())
    phone.get_by_label("Cho mọi người cùng xem việc này").check()
    looked(phone, "gui-360", scripts=False)
    phone.get_by_role("button", name="Gửi cho xã").click()
    code = re.search(r"PA-([2-9A-Z]{8})", phone.locator("main").inner_text())[1]
    found = PublicCase.objects.get(case__code=code)

    lan = official("lan", viewport={"width": 1280, "height": 800}, has_touch=True)
    lan.goto(f"/don-thu/ban/{found.case_id}/")
    lan.get_by_role("link", name="Xem, quyết định công khai").click()
    looked(lan, "xem-1280")
    lan.get_by_label("Tên việc").fill(TITLE)
    lan.get_by_role("button", name="Công khai", exact=True).click()
    lan.get_by_text("Đã công khai.").wait_for()
    lan.get_by_role("link", name="cong.jpg").click()
    for corner in ((110, 75), (165, 130)):
        lan.get_by_role("button", name="Ảnh người gửi").click(
            position={"x": corner[0], "y": corner[1]}
        )
        lan.wait_for_url("**cham**")
    drag(lan, (185, 148), (233, 175))
    swipe(lan, (40, 160), (60, 20))  # a slip of the finger
    lan.get_by_role("heading", name="3 ô che").wait_for()
    lan.get_by_role("button", name="Bỏ ô cuối").click()
    lan.get_by_role("heading", name="2 ô che").wait_for()
    looked(lan, "che-1280")
    lan.set_viewport_size({"width": 360, "height": 740})
    looked(lan, "che-360")
    assert lan.locator("form[method=post] input[name=o]").count() == 2
    lan.get_by_label("Tôi đã xem kỹ cả ảnh").check()
    lan.get_by_role("button", name="Công khai bản đã che").click()
    lan.get_by_text("Đã công khai bản ảnh đã che").wait_for()
    looked(lan, "xem-360")
    face, plate, grass = colours_of(found)
    assert max(*face, *plate) < 60  # near black, whatever was there
    assert min(grass) > 90

    phone.goto("/don-thu/cong-khai/xa-la-bang/")
    looked(phone, "danh-sach-360", scripts=False)
    phone.get_by_role("link", name=TITLE).click()
    looked(phone, "viec-360", scripts=False)
    assert phone.locator("main img").count() == 1
    phone.goto("/don-thu/cong-khai/xa-la-bang/nhat-ky/")
    looked(phone, "nhat-ky-360", scripts=False)
    phone.goto(f"/don-thu/cua-toi/{code}/")
    looked(phone, "cua-toi-360", scripts=False)
    newer = somebody(
        storage_state=phone.context.storage_state(),
        geolocation={"latitude": 21.594207, "longitude": 105.848171, "accuracy": 12},
        permissions=["geolocation"],
    )
    newer.goto("/don-thu/gui/xa-la-bang/")
    assert newer.get_by_label("Vị trí chính xác").input_value() == ""  # only after the tap
    newer.get_by_role("button", name="Lấy chỗ tôi đang đứng").click()
    newer.get_by_text("Đã ghi chỗ đang đứng, đúng trong khoảng 20 m").wait_for()
    assert newer.get_by_label("Vị trí chính xác").input_value() == "21.5942, 105.8482"
    looked(newer, "gui-moi-360")
    newer.goto(f"/don-thu/cua-toi/{code}/")
    looked(newer, "cua-toi-moi-360")
    newer.goto("/don-thu/cong-khai/xa-la-bang/")
    newer.get_by_role("link", name=TITLE).press("Enter")
    newer.get_by_role("heading", name=TITLE).wait_for()
    looked(newer, "viec-moi-360")
    newer.goto("/don-thu/cong-khai/xa-la-bang/nhat-ky/")
    looked(newer, "nhat-ky-moi-360")
    wide = somebody(viewport={"width": 1280, "height": 800})
    wide.goto("/don-thu/cong-khai/")
    looked(wide, "danh-sach-1280")

    lan.get_by_role("link", name="Gỡ khẩn").click()
    looked(lan, "go-khan-360")
    lan.get_by_label("Nói về một người cụ thể").check()
    lan.get_by_role("button", name="Gỡ ngay").click()
    lan.get_by_text("Việc này đã được gỡ khẩn").wait_for()
    phone.goto("/don-thu/cong-khai/xa-la-bang/")
    assert TITLE not in phone.locator("main").inner_text()
