"""The small map: names at their places, a tap without a script, what the office sees."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from danchu.petitions import spots
from danchu.petitions.models import Case
from danchu.petitions.small_map import drawing, labelling, telling
from danchu.petitions.small_map.projecting import SIZE, Frame, Place
from danchu.petitions.spots import Spot
from danchu.petitions.tests.factories import send
from danchu.places.models import Unit
from danchu.places.points import known_around

NOW = date(2026, 11, 27)
ROOT = Path(__file__).parents[4]
MAP = "/don-thu/ban-do/phuong-duc-xuan/"
FORM = "/don-thu/gui/phuong-duc-xuan/"


@pytest.fixture
def units(db):
    call_command("load_units", verbosity=0)
    return {unit.slug: unit for unit in Unit.objects.communes().standing(on=NOW)}


def picture(unit, **asked) -> str:
    found = drawing.of(unit, on=NOW, **asked)
    return render_to_string("petitions/_small_map.svg", {"map": found}).strip()


def at(pair: str) -> Spot:
    return spots.read(pair)


# ── there and back ────────────────────────────────────────────────────────────────────────────


def test_a_place_on_the_map_leads_to_its_degrees_and_back():
    frame = Frame(22.1658, 105.85, 7_200)  # fifty metres a unit

    assert frame.place(22.1658, 105.85) == Place(144, 144)
    assert frame.pair(Place(144, 144)) == "22.1658, 105.8500"
    for x, y in ((0, 0), (288, 0), (10, 277), (150.5, 99.5)):
        spot = at(frame.pair(Place(x, y)))
        back = frame.place(float(spot.latitude), float(spot.longitude))
        assert abs(back.x - x) < 0.3
        assert abs(back.y - y) < 0.3
    north = Spot(Decimal("22.1658") + Decimal("0.01"), Decimal("105.85"))
    assert spots.metres(north, at("22.1658, 105.85")) == 1112
    assert frame.place(22.1758, 105.85) == Place(144, 121.8)  # 1112 m are 22.2 units


def test_words_are_those_of_the_phone():
    told = json.loads((ROOT / "islands/point-place/sentences.json").read_text())
    names = [telling.Name(**name) for name in told["names"]]

    for point in told["points"]:
        said = telling.where(point["x"], point["y"], names, unit_metres=told["metres"])
        assert said == point["said"]
    assert telling.where(1, 1, [], unit_metres=50) == ""


# ── names ─────────────────────────────────────────────────────────────────────────────────────


def test_no_name_covers_another_or_a_point_and_hardly_one_finds_no_room(units):
    shown = wanted = 0
    for unit in units.values():
        found = drawing.of(unit, on=NOW)
        boxes = [mark.label.box for mark in found.marks]
        points = [labelling.dot(mark.label.at) for mark in found.marks]
        assert all(box.fits for box in boxes), unit
        for n, box in enumerate(boxes):
            others = [*boxes[:n], *points[:n], *points[n + 1 :], *drawing.FURNITURE]
            assert not [other for other in others if box.meets(other)], unit
        assert found.neighbours, unit
        shown += len(found.former)
        wanted += len([x for x in found.known if x.commune == unit.pk and x.former])
    assert (shown, wanted) == (257, 258)  # in the middle of Thái Nguyên one name is too many


def test_names_that_lie_on_each_other_give_way_in_their_order():
    near = [("Tân Thành", Place(100, 100)), ("Tân Lập", Place(101, 100)), ("Bắc", Place(280, 3))]

    found = labelling.place(near, first=1, taken=drawing.FURNITURE)

    assert [label.name for label in found] == ["Tân Thành"]


def test_a_picture_is_small_whole_and_asks_nothing_from_outside(units):
    sizes = [len(picture(unit).encode()) for unit in units.values()]
    drawn = picture(units["xa-la-bang"], spot=at("21.6200, 105.6000"))

    assert max(sizes) < 6 * 1024
    whole = ET.fromstring(drawn)  # noqa: S314 - drawn here, by nobody else
    assert whole.get("viewBox") == f"0 0 {SIZE} {SIZE}"
    assert "url(" not in drawn
    assert drawn.count("http") == 1  # the name of its language
    assert "style" not in drawn  # the policy of the house forbids it
    assert all(name in drawn for name in ("Hoàng Nông", "Xã Đại Từ", "giữa xã", "Bắc", " km"))


# ── without a script ──────────────────────────────────────────────────────────────────────────


def test_a_tap_shows_the_pin_the_words_and_leads_into_the_form(client, units):
    page = client.get(MAP, {"cham.x": "144", "cham.y": "144"})

    told = page.content.decode()
    assert "Gần giữa phường" in told
    assert "22.1658, 105.8500" in told
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    form = client.get(f"{FORM}?vi-tri=22.1658%2C+105.8500")
    assert form.context["form"]["spot"].value() == "22.1658, 105.8500"
    drawn = client.get(f"{MAP}hinh.svg?vi-tri=22.1658%2C+105.8500")
    assert drawn["Content-Type"].startswith("image/svg+xml")
    assert 'data-pin="" transform="translate(144 144)"' in drawn.content.decode()
    assert not Case.objects.exists()


def test_a_tap_on_the_near_map_is_read_around_the_pin_it_showed(client, units):
    whole = drawing.of(units["phuong-duc-xuan"], on=NOW).whole
    pin = whole.pair(Place(100, 100))
    asked = {"vi-tri": pin, "gan": "1", "cham.x": "144", "cham.y": "0"}

    asked = client.get(MAP, asked).context["asked"]

    moved = whole.place(float(asked.map.spot.latitude), float(asked.map.spot.longitude))
    assert abs(moved.x - 100) < 0.3
    assert abs(moved.y - (100 - SIZE / 4)) < 0.3


def test_the_map_inside_the_form_shows_the_pin_that_came_along(client, units):
    pin = 'data-pin="" transform="translate(144 144)"'
    pair = "22.1658, 105.8500"

    assert pin in client.get(FORM, {"vi-tri": pair}).content.decode()
    assert 'data-pin="" display="none"' in client.get(FORM).content.decode()
    assert pin in client.post(FORM, {"track": "feedback", "spot": pair}).content.decode()
    spoilt = client.post(FORM, {"track": "feedback", "spot": "gần chợ"}).content.decode()
    assert 'data-pin="" display="none"' in spoilt
    accusing = {"track": "denunciation", "text": "Chuyện", "spot": pair}
    stopped = client.post(FORM, accusing).content.decode()
    assert pin in stopped
    assert "petitions/small_map.css" in stopped


@pytest.mark.parametrize(
    "asked",
    [
        {"cham.x": "x", "cham.y": "9"},
        {"cham.x": "-4", "cham.y": "9"},
        {"cham.x": "9"},
        {"cham.x": "289", "cham.y": "9"},
        {"cham.x": "99999999999", "cham.y": "9"},
        {"cham.x": "٣", "cham.y": "9"},
    ],
)
def test_what_is_no_tap_is_said_kindly_and_the_pin_stays(client, units, asked):
    page = client.get(MAP, {**asked, "vi-tri": "22.1658, 105.8500"})

    assert page.status_code == 422
    assert "Chưa đọc được chỗ chạm" in page.content.decode()
    assert page.context["asked"].pair == "22.1658, 105.8500"


@pytest.mark.parametrize("kept", ["", "22.1658, 105.8500"])
def test_enter_on_the_picture_is_no_tap_on_its_corner(client, units, kept):
    page = client.get(MAP, {"cham.x": "0", "cham.y": "0", "vi-tri": kept})

    assert page.status_code == 422
    assert "Dùng bàn phím thì gõ hai số" in page.content.decode()
    assert page.context["asked"].pair == kept


def test_a_tap_outside_of_the_province_says_so_and_a_spoilt_spot_is_none(client, units):
    edge = client.get("/don-thu/ban-do/xa-bang-thanh/", {"cham.x": "144", "cham.y": "0"})
    assert "ở ngoài tỉnh" in edge.content.decode()
    for spoilt in ("gần chợ", "10.77, 106.70", "<script>"):
        assert client.get(MAP, {"vi-tri": spoilt}).context["asked"].pair == ""
        assert client.get(FORM, {"vi-tri": spoilt}).context["form"]["spot"].value() == ""


def test_a_commune_that_nobody_placed_has_a_form_as_ever_and_no_map(client, commune):
    form = client.get(f"/don-thu/gui/{commune.slug}/").content.decode()

    assert "Vị trí chính xác" in form
    assert "point-place" not in form
    assert client.get(f"/don-thu/ban-do/{commune.slug}/").status_code == 404
    assert client.get(f"/don-thu/ban-do/{commune.slug}/hinh.svg").status_code == 404
    assert client.get("/don-thu/ban-do/khong-co/").status_code == 404


# ── the office ────────────────────────────────────────────────────────────────────────────────


def placed(unit, latitude="22.1658", longitude="105.8500", area="34.46") -> None:
    unit.latitude, unit.longitude = Decimal(latitude), Decimal(longitude)
    unit.area_km2 = Decimal(area)
    unit.save()


def test_the_office_sees_where_and_how_far_and_another_commune_sees_nothing(
    commune, elsewhere, lan, mai, desk_of
):
    placed(commune)
    placed(elsewhere, "22.3000", "105.8500")
    case = send(commune, spot=at("22.1748, 105.8500")).case
    address = f"/don-thu/ban/{case.pk}/"

    page = desk_of(lan).get(address).content.decode()

    assert "Cách giữa xã khoảng 1 km về phía bắc" in page
    assert 'data-pin="" transform=' in page
    assert "xem có phải chuyển" not in page
    assert 'href="geo:22.17480,105.85000"' in page
    assert desk_of(mai).get(address).status_code == 404


def test_the_sender_reads_again_which_place_was_sent(client, commune):
    def own(**told) -> str:
        told |= {"track": "feedback", "text": "Cống vỡ"}
        client.post(f"/don-thu/gui/{commune.slug}/", told)
        case = Case.objects.latest("pk")
        return client.get(f"/don-thu/cua-toi/{case.code}/").content.decode()

    assert "Chỗ đã gửi: 22.17480, 105.85000" in own(spot="22.1748, 105.8500")
    placed(commune)
    told = own(spot="22.1748, 105.8500")
    assert "Chỗ đã gửi: cách giữa xã khoảng 1 km về phía bắc, 22.17480, 105.85000" in told
    assert "Chỗ đã gửi" not in own()


def test_a_point_clearly_in_another_commune_is_a_hint_to_the_office_alone(
    client, commune, elsewhere, lan, desk_of
):
    placed(commune)
    placed(elsewhere, "22.3000", "105.8500")
    told = {"track": "feedback", "text": "Cống vỡ", "spot": "22.2900, 105.8500"}

    answer = client.post(f"/don-thu/gui/{commune.slug}/", told)

    assert answer.status_code == 200  # nothing is asked, nothing is refused
    case = Case.objects.get()
    page = desk_of(lan).get(f"/don-thu/ban/{case.pk}/").content.decode()
    assert f"Gần <b>{elsewhere.spoken_name}</b> hơn: xem có phải chuyển." in page


def test_a_point_beyond_all_known_names_is_said_to_be_far_and_nobody_is_named(
    commune, elsewhere, lan, desk_of
):
    placed(commune, "21.6000", "105.8500")
    placed(elsewhere, "22.0900", "105.8500")
    found = drawing.of(commune, on=NOW, spot=at("22.1001, 105.8500"))
    assert (found.words, found.elsewhere) == ("cách xa xã này", "")
    near = drawing.of(commune, on=NOW, spot=at("22.1000, 105.8500"))
    assert (near.afar, near.elsewhere) == (False, elsewhere.spoken_name)

    case = send(commune, spot=at("22.5600, 105.8500")).case
    page = desk_of(lan).get(f"/don-thu/ban/{case.pk}/").content.decode()

    assert "Cách xa xã này: xem có phải chuyển." in page
    assert "giữa xã khoảng" not in page


def test_no_former_commune_is_taken_for_anothers_when_it_is_left_out(units):
    """The rule of the hint, tried on all that is known: each name once as if nobody knew it."""
    taken = []
    for unit in units.values():
        known = known_around(unit, on=NOW)
        for one in known:
            if one.commune == unit.pk and one.former:
                others = [x for x in known if (x.name, x.former) != (one.name, True)]
                spot = Spot(one.latitude, one.longitude)
                if telling.elsewhere(spot, others, unit):
                    taken.append((unit.name, one.name))
    assert taken == []


def test_a_call_is_entered_with_the_same_map(lan, commune, desk_of):
    assert "point-place" not in desk_of(lan).get("/don-thu/ban/ghi/").content.decode()

    placed(commune)
    page = desk_of(lan).get("/don-thu/ban/ghi/").content.decode()
    assert "<point-place" in page
    assert "take-place" not in page  # the desk is not the place
    assert "take-place" in desk_of(lan).get(f"/don-thu/gui/{commune.slug}/").content.decode()


def test_a_case_without_a_point_or_without_a_map_is_shown_as_ever(commune, lan, desk_of):
    bare = send(commune).case
    pointed = send(commune, spot=at("22.1748, 105.8500")).case

    assert "Ở đâu" not in desk_of(lan).get(f"/don-thu/ban/{bare.pk}/").content.decode()
    page = desk_of(lan).get(f"/don-thu/ban/{pointed.pk}/").content.decode()
    assert "22.17480, 105.85000" in page
    assert "Bản đồ chỉ ghi" not in page
