"""The camera field in a browser: shrunk on the device, shown, retaken; whole without a script."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from danchu.kit.tests.test_files import PDF, SECRET, SVG, gps
from danchu.kit.tests.test_kit_page import axe_findings, browser_page  # noqa: F401  a fixture
from danchu.kit.tests.test_photos import box, noise

pytestmark = pytest.mark.browser
SENT = """async () => {
  const files = [...document.querySelector("input[name='a-photos']").files];
  return Promise.all(files.map(async file => ({
    name: file.name, type: file.type, size: file.size,
    bytes: Array.from(new Uint8Array(await file.arrayBuffer())),
  })));
}"""


@pytest.fixture
def form(live_server, browser_page):  # noqa: F811
    page = browser_page(live_server.url + reverse("kit:gallery"))
    return page, page.locator("take-photo").first


def picked(page, button, *files):
    with page.expect_file_chooser() as waiting:
        button.click()
    waiting.value.set_files([{"name": n, "mimeType": m, "buffer": d} for n, m, d in files])


def photo(size=(2400, 1800), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **saved)
    return out.getvalue()


def test_a_photo_is_shrunk_on_the_device_and_says_nothing_about_the_phone(form):
    page, camera = form
    sideways = gps()
    sideways[0x0112] = 6

    picked(
        page,
        camera.get_by_role("button", name="Chụp ảnh"),
        ("IMG 1.JPG", "image/jpeg", photo(exif=sideways)),
    )
    camera.get_by_text("1 ảnh sẽ gửi kèm.").wait_for()

    (sent,) = page.evaluate(SENT)
    data = bytes(sent["bytes"])
    assert (sent["name"], sent["type"]) == ("IMG 1.jpg", "image/jpeg")
    assert Image.open(io.BytesIO(data)).size == (1200, 1600)
    assert SECRET not in data
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {}


def test_the_worst_photo_leaves_the_phone_light(form):
    page, camera = form
    heavy = noise(1900, 1400)

    picked(page, camera.locator("[data-choose]"), ("to.jpg", "image/jpeg", heavy))
    camera.get_by_text("1 ảnh sẽ gửi kèm.").wait_for()

    assert page.evaluate(SENT)[0]["size"] <= 500_000 < len(heavy)


def test_several_photos_one_retaken_one_left_out(form):
    page, camera = form
    three = [(f"{n}.jpg", "image/jpeg", photo((40 * n, 30))) for n in (1, 2, 3)]
    picked(page, camera.locator("[data-choose]"), *three)
    camera.get_by_text("3 ảnh sẽ gửi kèm.").wait_for()
    again = ("lai.jpg", "image/jpeg", photo((500, 30)))

    picked(page, camera.get_by_role("button", name="Chụp lại ảnh 2"), again)
    camera.get_by_role("button", name="Bỏ ảnh 1").click()

    assert [one["name"] for one in page.evaluate(SENT)] == ["lai.jpg", "3.jpg"]
    assert page.evaluate("document.activeElement.textContent") == "Chụp ảnh"
    assert axe_findings(page) == []


def test_what_is_refused_is_said_and_what_is_good_stays(form):
    page, camera = form
    wrong = [
        ("ve.svg", "image/svg+xml", SVG),
        ("IMG.HEIC", "image/heic", box(b"heic")),
        ("don.pdf", "application/pdf", PDF),
        ("tot.jpg", "image/jpeg", photo()),
        ("rong.jpg", "image/jpeg", b""),
    ]

    picked(page, camera.locator("[data-choose]"), *wrong)
    camera.get_by_text("ve.svg là hình vẽ SVG").wait_for()

    says = camera.get_by_role("status").inner_text()
    assert "Tương thích nhất" in says
    assert "không mở được don.pdf" in says
    assert "rong.jpg rỗng" in says
    assert [one["name"] for one in page.evaluate(SENT)] == ["tot.jpg"]
    assert axe_findings(page) == []


def test_a_picture_of_41_mb_is_refused_before_it_is_opened(form, tmp_path):
    page, camera = form
    heavy = tmp_path / "to.jpg"
    with heavy.open("wb") as written:
        written.truncate(41 * 1024 * 1024)

    with page.expect_file_chooser() as waiting:
        camera.locator("[data-choose]").click()
    waiting.value.set_files(heavy)

    camera.get_by_text("to.jpg nặng 41 MB, nhiều hơn 40 MB").wait_for()
    assert page.evaluate(SENT) == []


def test_without_a_script_it_is_an_ordinary_input(live_server, browser_page):  # noqa: F811
    page = browser_page(live_server.url + reverse("kit:gallery"), scripts=False)
    field = page.get_by_label("Ảnh bảng niêm yết").first

    assert field.get_attribute("capture") == "environment"
    assert field.is_visible()
    assert not page.locator("[data-take]").first.is_visible()
