"""Anybody finds their commune, and learns what a place was on any day."""

from datetime import date

import pytest

from danchu.places.models import Belonging, Kind, Title, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province_units")]


def text(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_list_has_every_commune_of_today(client):
    page = text(client, "/don-vi/")

    assert "tỉnh Thái Nguyên có 92 xã, phường" in page
    assert page.count('href="/xa/') == 92
    assert 'href="/xa/phuong-duc-xuan/"' in page


@pytest.mark.parametrize("day", ["2025-06-01", "01/06/2025"])
def test_the_list_of_a_former_day_has_its_units(client, day):
    page = text(client, f"/don-vi/?ngay={day}")

    assert "Ngày ấy có 280 đơn vị cấp xã" in page
    assert (
        'href="/don-vi/xa-hoang-nong-huyen-dai-tu-cu/">Hoàng Nông <small>xã, huyện Đại Từ' in page
    )


def test_a_former_name_leads_to_the_commune_of_today(client):
    page = text(client, "/don-vi/?q=hoang+nong")

    assert '<a class="ledger__a" href="/xa/xa-la-bang/">Xã La Bằng</a>' in page
    assert "Xã Hoàng Nông nhập vào xã La Bằng từ 01/07/2025." in page


def test_a_name_nobody_bears_says_what_to_do(client):
    page = text(client, "/don-vi/?q=atlantis")

    assert "Chưa thấy nơi nào tên “atlantis”" in page
    assert "chọn trong danh sách bên dưới" in page


def test_what_was_typed_is_shown_as_text(client):
    assert "<script>x" not in text(client, "/don-vi/?q=<script>x</script>")


@pytest.mark.parametrize("day", ["hôm qua", "2025-02-30", "", "99999-01-01"])
def test_a_day_that_cannot_be_read_is_explained(client, day):
    page = text(client, f"/don-vi/?ngay={day}", status=422)

    assert "01/06/2025" in page
    assert "Còn một chỗ cần xem lại" in page


def test_a_former_commune_says_what_became_of_it(client):
    page = text(client, "/don-vi/xa-hoang-nong-huyen-dai-tu-cu/")

    assert "Nhập vào xã La Bằng từ 01/07/2025." in page
    assert 'href="/xa/xa-la-bang/"' in page
    assert "Nghị quyết 1683/NQ-UBTVQH15" in page
    assert 'href="/don-vi/huyen-dai-tu-cu/"' in page


def test_a_divided_commune_names_both_heirs(client):
    page = text(client, "/don-vi/phuong-cam-gia-thanh-pho-thai-nguyen-cu/")

    assert "Chia về phường Gia Sàng và phường Tích Lương từ 01/07/2025." in page
    assert page.count("nhận một phần") == 2


def test_a_former_district_lists_its_27_communes(client):
    page = text(client, "/don-vi/huyen-dai-tu-cu/")

    assert "Khi ấy gồm 27 đơn vị" in page
    assert "Từ hôm sau không còn cấp huyện" in page


def test_the_province_of_today_says_what_it_was_made_of(client):
    page = text(client, "/don-vi/tinh-thai-nguyen/")

    assert "Gồm 92 đơn vị" in page
    assert "Nghị quyết 202/2025/QH15" in page
    assert 'href="/don-vi/tinh-bac-kan-cu/"' in page


def test_a_commune_of_today_lives_at_its_own_address(client):
    answer = client.get("/don-vi/xa-la-bang/")

    assert (answer.status_code, answer["Location"]) == (302, "/xa/xa-la-bang/")


def test_an_unknown_unit_is_not_found(client):
    assert client.get("/don-vi/xa-khong-co/").status_code == 404
    assert client.get("/don-vi/xa-khong-co/lich-su/").status_code == 404


def test_a_community_shows_its_commune_and_since_when(client):
    commune = Unit.objects.get(slug="xa-la-bang")
    xom = Unit.objects.create(
        kind=Kind.COMMUNITY,
        title=Title.XOM,
        name="Đồng Tâm",
        folded="xom dong tam",
        slug="xom-dong-tam-xa-la-bang",
        valid_from=date(2025, 9, 1),
        commune=commune,
        province=commune.province,
    )
    Belonging.objects.create(unit=xom, parent=commune, since=date(2025, 9, 1))

    page = text(client, xom.get_absolute_url())

    assert "<h1>Xóm Đồng Tâm</h1>" in page
    assert 'href="/xa/xa-la-bang/"' in page
    assert "01/09/2025" in page


@pytest.mark.parametrize(
    ("slug", "day", "says"),
    [
        ("xa-la-bang", "2025-06-01", "chưa có xã La Bằng này; nơi đây là 3 đơn vị"),
        ("xa-la-bang", "2025-07-01", "Khi ấy vẫn là xã La Bằng này"),
        ("xa-hoang-nong-huyen-dai-tu-cu", "2025-06-30", "Khi ấy vẫn là xã Hoàng Nông này"),
        ("xa-hoang-nong-huyen-dai-tu-cu", "2025-07-01", "Khi ấy không còn xã Hoàng Nông cũ"),
    ],
)
def test_which_unit_was_this_on_a_day(client, slug, day, says):
    assert says in text(client, f"/don-vi/{slug}/lich-su/?ngay={day}")


def test_the_former_day_shows_district_province_and_code(client):
    page = text(client, "/don-vi/xa-la-bang/lich-su/?ngay=2025-06-01")

    assert "thuộc huyện Đại Từ, tỉnh Thái Nguyên" in page
    assert "mã 05818" in page
    assert 'href="/don-vi/xa-hoang-nong-huyen-dai-tu-cu/"' in page


def test_a_commune_of_the_demo_is_marked(client):
    Unit.objects.filter(slug="xa-la-bang").update(demo=True)

    page = text(client, "/don-vi/?q=la+bang")

    assert "có 92 xã, phường" in page
    assert "La Bằng <small>xã (minh họa)</small>" in page
    assert '<span class="tag tag--demo">minh họa</span>' in page


def test_92_communes_and_280_take_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as one:
        client.get("/don-vi/?ngay=2026-12-02")
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/don-vi/?ngay=2025-06-01")
