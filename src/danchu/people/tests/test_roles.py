"""Who may write down which role where, and let whom in."""

from datetime import date

import pytest

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.folding import fold
from danchu.kit.models import AuditEntry
from danchu.people import actions, codes
from danchu.people.models import CIVIL_SERVANTS, OneTimePassword, Role, Term, User
from danchu.people.roles import COMMUNE_OFFICE, MAY_APPOINT, PART_TIME, SEATS
from danchu.people.tests.factories import START, in_office, signed_in, xom_named
from danchu.places.models import Kind, Unit

TODAY = clock.today()
LIST = "/tai-khoan/nguoi-va-may/"


@pytest.fixture
def province(commune, elsewhere) -> Unit:
    unit = Unit.objects.create(
        kind=Kind.PROVINCE, title="tinh", name="Thái Nguyên", folded="", slug="tinh-thai-nguyen"
    )
    Unit.objects.filter(pk__in=[commune.pk, elsewhere.pk]).update(province=unit)
    for one in (commune, elsewhere):
        one.refresh_from_db()
    return unit


@pytest.fixture
def dung(province) -> Term:
    return in_office("dung", Role.PROVINCE, province, full_name="Trần Văn Dũng").terms.get()


@pytest.fixture
def binh(commune) -> Term:
    return in_office("binh", Role.CHAIR, commune, full_name="Nông Văn Bình").terms.get()


def appoint(person: User, role: Role, unit: Unit, by: Term | None) -> Term:
    return actions.appoint(
        person, role, unit, since=START, until=None, document="QĐ 1", by=by, on=TODAY
    )


def test_every_role_has_a_seat_and_a_way_in():
    assert set(SEATS) == set(Role)
    assert {Role.JUSTICE_OFFICER, Role.ONE_STOP_OFFICER} <= CIVIL_SERVANTS
    assert Role.DIGITAL_HELPER in PART_TIME


def test_nobody_lets_in_somebody_of_their_own_rank_or_above():
    """Whoever writes down a term prints its way in: a clerk must not become the chair."""
    assert Role.CLERK not in MAY_APPOINT[Role.CLERK]
    assert Role.CHAIR not in MAY_APPOINT[Role.CHAIR] | MAY_APPOINT[Role.CLERK]
    assert Role.FRONT not in MAY_APPOINT[Role.CHAIR]
    top = {Role.PROVINCE, Role.INSPECTOR, Role.JURIST}
    assert not top & frozenset().union(*MAY_APPOINT.values())


@pytest.mark.parametrize("role", sorted(COMMUNE_OFFICE))
def test_the_chair_writes_down_the_civil_servants_of_the_commune(binh, commune, role):
    term = appoint(User.objects.create_user("moi", full_name="Vi Văn Mới"), role, commune, binh)

    assert AuditEntry.objects.get(act="people.appoint", key=term.pk).term_id == binh.pk


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CLERK, Role.FRONT])
def test_the_province_writes_down_the_first_officials_of_a_commune(dung, commune, role):
    moi = User.objects.create_user("moi", full_name="Vi Văn Mới")

    assert appoint(moi, role, commune, dung).unit == commune


@pytest.mark.parametrize("role", [Role.COMMUNITY_HEAD, Role.PROVINCE, Role.INSPECTOR, Role.JURIST])
def test_the_province_leaves_hamlets_to_the_commune_and_itself_to_the_machine(dung, xom, role):
    moi = User.objects.create_user("moi", full_name="Vi Văn Mới")

    with pytest.raises(Refused, match="do văn phòng xã, phường hoặc người quản trị"):
        appoint(moi, role, xom, dung)


@pytest.mark.parametrize(
    ("role", "at", "says"),
    [
        (Role.COMMUNITY_HEAD, "commune", "giữ tại thôn, xóm, tổ dân phố"),
        (Role.CLERK, "xom", "giữ tại xã, phường"),
        (Role.JURIST, "commune", "giữ tại tỉnh"),
        (Role.DIGITAL_HELPER, "province", "giữ tại xã, phường hoặc thôn"),
    ],
)
def test_a_role_sits_only_where_the_law_seats_it(request, province, xom, role, at, says):
    moi = User.objects.create_user("moi", full_name="Vi Văn Mới")

    with pytest.raises(Refused, match=says):
        appoint(moi, role, request.getfixturevalue(at), None)


# ── one-time passwords ────────────────────────────────────────────────────────────────────────


def print_for(client, by: Term, person: User, **data):
    return signed_in(client, by.person).post(f"/tai-khoan/mat-khau-mot-lan/{person.pk}/", data)


def test_an_official_without_an_app_gets_a_printed_password_and_comes_in(client, binh, commune):
    moi = User.objects.create_user("vi.van.moi", full_name="Vi Văn Mới")
    appoint(moi, Role.JUSTICE_OFFICER, commune, binh)

    answer = print_for(client, binh, moi)

    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert "Công chức Tư pháp - Hộ tịch, xã Nà Chè" in page
    password = page.split("mật khẩu một lần <b>")[1].split("</b>")[0]
    client.post("/dang-xuat/")
    door = client.post("/dang-nhap/", {"username": "vi.van.moi", "password": password})
    assert door["Location"].startswith("/tai-khoan/ma-xac-thuc/")  # on to enrolling the app
    assert OneTimePassword.objects.filter(person=moi).exists()
    entry = AuditEntry.objects.get(act="people.set_password", key=moi.pk)
    assert (entry.account_id, entry.unit_id) == (binh.person_id, commune.pk)


def test_printing_again_voids_the_earlier_password(client, binh, commune):
    moi = User.objects.create_user("moi", full_name="Vi Văn Mới")
    appoint(moi, Role.CLERK, commune, binh)
    first = actions.set_one_time_password(moi, by=binh, on=TODAY)

    print_for(client, binh, moi)

    moi.refresh_from_db()
    assert not moi.check_password(first)


def test_a_lost_app_is_forgotten_only_when_asked(client, binh, lan):
    print_for(client, binh, lan)
    assert codes.enrolled(lan)

    print_for(client, binh, lan, forget_app="on")
    assert not codes.enrolled(lan)


def test_a_clerk_prints_no_password_for_the_chair_nor_for_the_other_clerk(client, lan, binh):
    other = in_office("hai", Role.CLERK, binh.unit)

    for person in (binh.person, other, lan):
        assert print_for(client, lan.terms.get(), person).status_code == 404
        person.refresh_from_db()
        assert not OneTimePassword.objects.filter(person=person).exists()


def test_a_chair_cannot_take_over_a_clerk_who_also_serves_the_province(binh, lan, province):
    Term.objects.create(person=lan, role=Role.JURIST, unit=province, since=START)

    with pytest.raises(Refused, match="không phải công chức do bạn ghi nhận"):
        actions.set_one_time_password(lan, by=binh, on=TODAY)


def test_mai_of_another_commune_prints_nothing(client, mai, lan):
    assert print_for(client, mai.terms.get(), lan).status_code == 404


# ── the province's list ───────────────────────────────────────────────────────────────────────


def test_the_province_sees_the_officials_of_its_communes_and_no_hamlet(client, dung, lan, tam, mai):
    page = signed_in(client, dung.person).get(LIST).content.decode()

    assert "Lường Thị Lan" in page
    assert "Hoàng Thị Mai" in page
    assert "Nông Thị Tâm" not in page
    assert client.get(f"{LIST}{tam.pk}/").status_code == 404


def test_the_list_is_searched_without_marks(client, dung, lan, mai):
    page = signed_in(client, dung.person).get(f"{LIST}?q={fold('Bản Luông')}").content.decode()

    assert "Hoàng Thị Mai" in page
    assert "Lường Thị Lan" not in page


def test_the_province_appoints_by_page(client, dung, commune, xom):
    form = {"full_name": "Vi Văn Mới", "role": "clerk", "unit": commune.pk, "document": "QĐ 1"}
    answer = signed_in(client, dung.person).post(
        f"{LIST}them/", {**form, "since": date(2026, 11, 1).isoformat()}
    )

    assert Term.objects.get(person__full_name="Vi Văn Mới").role == "clerk"
    assert answer.status_code == 302
    there = {**form, "unit": xom.pk, "since": date(2026, 11, 1).isoformat()}
    assert client.post(f"{LIST}them/", there).status_code == 422


def test_an_official_of_an_ended_term_lets_nobody_in(client, binh, lan):
    Term.objects.filter(pk=binh.pk).update(until=date(2026, 6, 30))

    assert print_for(client, binh, lan).status_code == 403


def test_the_hamlet_of_another_commune_is_not_the_chairs(binh, elsewhere):
    there = xom_named("Khuổi Lừa", "xom-khuoi-lua", elsewhere)
    moi = User.objects.create_user("moi", full_name="Vi Văn Mới")

    with pytest.raises(Refused, match="không thuộc xã Nà Chè"):
        appoint(moi, Role.COMMUNITY_HEAD, there, binh)
