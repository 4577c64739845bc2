"""Passing an item on: the text for a Zalo group, the preview of a link, its picture."""

import io
import re

import pytest
from PIL import Image

from danchu.disclosure.actions import mending
from danchu.disclosure.tests.factories import note, publish
from danchu.kit.clock import today
from danchu.kit.models import SearchEntry

pytestmark = pytest.mark.django_db
LIST = "Bàn Văn Kín, xóm Đồng Tâm: 60 triệu đồng"


@pytest.fixture
def item(lan, thang):
    words = {"title": "Hỗ trợ sửa nhà", "body": "Có 12 hộ. " * 40, "personal_list": LIST}
    noted = note(lan, group=7, decided_on=today(), on=today())  # the list is still posted
    return publish(noted, lan, thang, on=today(), **words)


def named(page: str, name: str) -> str:
    return re.search(f'<meta (?:property|name)="{name}" content="([^"]*)"', page)[1]


def test_the_text_for_a_group_is_the_fact_a_few_words_and_the_link(client, item):
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()

    message = re.search(r'<copy-text class="[^"]*" text="([^"]*)"', page)[1]
    first, lead, link = message.split("\n")
    assert first == "Xã La Bằng công khai: Hỗ trợ sửa nhà"
    assert lead.startswith("Có 12 hộ. Có 12 hộ.")
    assert lead.endswith("Có 12 hộ …")
    assert len(lead) <= 182
    assert link == f"http://testserver/cong-khai/{item.pk}/"


def test_a_chat_that_reads_the_link_shows_title_text_and_picture(client, item):
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()

    assert named(page, "og:title") == "Xã La Bằng công khai: Hỗ trợ sửa nhà"
    assert named(page, "og:url") == f"http://testserver/cong-khai/{item.pk}/"
    assert named(page, "og:image") == f"http://testserver/cong-khai/{item.pk}/anh.png?ban=1"
    picture = client.get(f"/cong-khai/{item.pk}/anh.png")
    assert picture["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)


def test_the_personal_list_never_travels(client, item):
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    head = page[: page.index("</head>")]
    shared = page[page.index('id="h-share"') :]

    assert LIST in page  # it stands on the page, for as long as it is posted
    assert "Bàn Văn Kín" not in head + shared
    assert not SearchEntry.objects.filter(plain__contains="bàn văn kín").exists()


def test_what_was_removed_has_no_picture_and_no_preview(client, item, lan):
    before = client.get(f"/cong-khai/{item.pk}/anh.png")
    mending.remove_urgently(item, ground="personal_data", by=lan, on=today())

    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert before.status_code == 200
    assert client.get(f"/cong-khai/{item.pk}/anh.png").status_code == 404
    assert "og:" not in page
    assert "Hỗ trợ sửa nhà" not in page


def test_a_draft_has_no_picture(client, lan):
    assert client.get(f"/cong-khai/{note(lan).pk}/anh.png").status_code == 404


def test_a_title_of_any_length_and_with_any_sign_becomes_a_picture(client, lan, thang):
    words = {"title": '"#[$]{}\\ *_`<@>' + "Ưỡ " * 60, "body": "x"}
    item = publish(note(lan, number='9"#/QĐ'), lan, thang, **words)

    assert client.get(f"/cong-khai/{item.pk}/anh.png").status_code == 200
