"""Which pages a phone may keep, and what it needs to keep them."""

import json
import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from danchu.front.offline import ICONS, SHELL
from danchu.front.tests import factories as make
from danchu.kit.clock import today

pytestmark = pytest.mark.django_db


def test_public_pages_are_marked_and_nothing_else(client):
    unit = make.commune()
    item = make.published(unit, "1/QĐ", "Mức thu quỹ", on=date(2026, 11, 18))

    for address in ("/", "/xa/xa-la-bang/", f"/cong-khai/{item.pk}/", "/luat/", "/ngoai-tuyen/"):
        assert client.get(address).get("X-Offline") == "keep", address
    for address in ("/dang-nhap/", "/khong-co/", "/feed.json", "/xa/xa-la-bang/chi-van-ban/"):
        assert client.get(address).get("X-Offline") is None, address


def test_nothing_that_somebody_signed_in_reads_is_marked(desk_of, lan):
    official = desk_of(lan)

    for address in ("/", "/viec/", "/luat/", "/cong-khai/", "/tai-khoan/"):
        assert official.get(address).get("X-Offline") is None, address


def test_a_page_with_a_personal_list_is_kept_on_no_phone(client, lan, thang):
    from danchu.disclosure.tests.factories import note, publish

    noted = note(lan, group=7, decided_on=today(), on=today())
    item = publish(noted, lan, thang, on=today(), personal_list="Bàn Văn Kín: 60 triệu đồng")

    for address in ("", "ban/1/", "to-niem-yet/"):
        answer = client.get(f"/cong-khai/{item.pk}/{address}")
        assert answer.status_code == 200
        assert answer["X-Offline"] == "no"


def test_the_manifest_names_icons_that_are_as_large_as_it_says(client):
    told = client.get("/manifest.webmanifest")

    assert told["Content-Type"] == "application/manifest+json"
    assert [one["sizes"] for one in told.json()["icons"]] == ["192x192", "512x512", "512x512"]
    for purpose, size in ICONS:
        with Image.open(finders.find(f"front/icons/{purpose}-{size}.png")) as icon:
            assert icon.size == (size, size)


def test_the_worker_knows_its_version_and_only_files_that_exist(client):
    answer = client.get("/sw.js")
    told = json.loads(re.match(rb"self\.DANCHU = (\{.*?\});\n", answer.content)[1])

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert told["offline"] == "/ngoai-tuyen/"
    assert len(told["shell"]) == len(SHELL)
    assert all(finders.find(name) for name in SHELL)
    assert client.get("/sw.js").content == answer.content
