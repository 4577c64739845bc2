"""Pages opened inside Zalo on an old phone: narrow, no downloads, and a clipboard that refuses."""

import pytest

from danchu.disclosure.models import Item

pytestmark = pytest.mark.browser

ZALO = (
    "Mozilla/5.0 (Linux; Android 8.1.0; SM-J260G Build/M1AJB; wv) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Version/4.0 Chrome/109.0.5414.117 Mobile Safari/537.36 Zalo android/12120527 "
    "ZaloTheme/light ZaloLanguage/vi"
)
WIDTHS = (320, 360, 412)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REFUSES = """
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: () => Promise.reject(new Error("refused")) },
  });
  document.execCommand = () => false;
"""
CHOSEN = "e => e.value.slice(e.selectionStart, e.selectionEnd)"


def pages() -> list[str]:
    item = Item.objects.published().filter(versions__personal_list="").latest("pk")
    commune = f"/xa/{item.unit.slug}/"
    return [
        commune,
        f"{commune}nhom-{item.group}/",
        f"{commune}tre-han/",
        f"{commune}ke-hoach/{item.decided_on.year}/",
        f"{commune}nhung/?tre=1",
        f"{commune}nhung/ma/",
        f"/cong-khai/{item.pk}/",
        f"/cong-khai/{item.pk}/to-niem-yet/",
        "/cong-khai/tre-han/",
        "/tim/?q=quy",
        "/don-vi/",
        "/api/",
    ]


@pytest.fixture
def zalo(somebody):
    return somebody(user_agent=ZALO, viewport={"width": 360, "height": 740}, locale="vi-VN")


def test_no_page_is_wider_than_the_phone(zalo):
    wide = []
    for address in pages():
        zalo.goto(address)
        for width in WIDTHS:
            zalo.set_viewport_size({"width": width, "height": 740})
            if (over := zalo.evaluate(WIDER)) > 0:
                wide.append((address, width, over))

    assert wide == []


def test_where_the_clipboard_refuses_the_text_stands_there_chosen(zalo):
    address = next(one for one in pages() if one.startswith("/cong-khai/"))
    zalo.add_init_script(REFUSES)
    zalo.goto(address)

    zalo.get_by_role("button", name="Sao chép để gửi nhóm Zalo").click()
    area = zalo.get_by_label("Chữ để chép bằng tay")
    area.wait_for()

    chosen = area.evaluate(CHOSEN)
    assert chosen == zalo.locator("copy-text").first.get_attribute("text")
    assert chosen.endswith(address)
    assert zalo.evaluate(WIDER) <= 0


def test_the_picture_to_send_along_opens_in_the_page(zalo):
    zalo.goto(next(one for one in pages() if one.startswith("/cong-khai/")))
    zalo.get_by_text("Ảnh để gửi kèm").click()
    picture = zalo.get_by_role("img", name="Ảnh:")
    picture.scroll_into_view_if_needed()

    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1200
    assert picture.bounding_box()["width"] <= 360
