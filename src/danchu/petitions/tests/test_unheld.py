"""A case that nobody in office may open: never lost, counted where somebody is put in office."""

from datetime import date

import pytest

from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions.actions import handling
from danchu.petitions.models import Case, StepKind
from danchu.petitions.tests.factories import SENT, handed_in_again, send

pytestmark = pytest.mark.django_db
PEOPLE, DUE = "/tai-khoan/nguoi-va-may/", "/viec/"
ABOUT_VIET = "Thanh tra viên Vũ Quốc Việt xác minh không đúng diện tích đất của gia đình."


@pytest.fixture
def dung(province):
    """Anh Dũng, who looks after the accounts of the province."""
    return in_office("dung", Role.PROVINCE, province, full_name="Trần Văn Dũng").terms.get()


def test_a_second_complaint_about_the_whole_inspectorate_is_counted_and_not_told(
    viet, dung, lan, province, desk_of
):
    case = handed_in_again(viet, on=today(), text=ABOUT_VIET).case

    assert case.bars.get().person == viet.person
    assert desk_of(viet).get(f"/don-thu/ban/{case.pk}/").status_code == 404
    office = desk_of(dung)
    assert "1 việc chưa ai mở được" in office.get(DUE).content.decode()
    page = office.get(PEOPLE).content.decode()
    assert "Tỉnh Thái Nguyên: 1 khiếu nại" in page
    assert "người giữ vai ở đó đều có liên quan" in page
    for told in (case.number, case.name, "diện tích", "Vũ Quốc Việt"):
        assert told not in page
    assert office.get(f"/don-thu/ban/{case.pk}/").status_code == 404
    for other in (viet, lan):
        assert "chưa ai mở được" not in desk_of(other).get(DUE).content.decode()
    assert "chưa ai mở được" not in desk_of(lan).get(PEOPLE).content.decode()

    free = in_office("hoa", Role.INSPECTOR, province, full_name="Lê Thị Hoa").terms.get()

    assert desk_of(free).get(f"/don-thu/ban/{case.pk}/").status_code == 200
    assert "chưa ai mở được" not in office.get(PEOPLE).content.decode()
    assert "chưa ai mở được" not in office.get(DUE).content.decode()


def test_it_counts_from_the_day_the_last_one_who_may_open_it_is_gone(viet, dung, province, desk_of):
    free = in_office("hoa", Role.INSPECTOR, province, full_name="Lê Thị Hoa").terms.get()
    handed_in_again(viet, on=today(), text=ABOUT_VIET)
    office = desk_of(dung)
    assert "chưa ai mở được" not in office.get(PEOPLE).content.decode()

    free.until = date(2026, 11, 1)
    free.save()

    assert "Tỉnh Thái Nguyên: 1 khiếu nại" in office.get(PEOPLE).content.decode()


def test_whoever_writes_it_down_is_told_that_nobody_opens_it_and_loses_no_ticket(viet, desk_of):
    sent = {
        "name": "Nông Thị Vắng",
        "against": "Quyết định 12/QĐ-UBND",
        "text": ABOUT_VIET,
        "source": "counter",
        "signed": "on",
        "second": "on",
    }
    page = desk_of(viet).post("/don-thu/ban/khieu-nai/", sent).content.decode()
    case = Case.objects.get()
    assert case.number in page
    assert "liên quan đến cả văn phòng" in page
    assert f"/don-thu/ban/{case.pk}/" not in page  # no door that would only say: not found


def test_a_commune_without_anybody_in_office_is_counted_by_kind(elsewhere, commune, dung, desk_of):
    for unit in (commune, elsewhere, elsewhere):
        send(unit, on=today())
    page = desk_of(dung).get(PEOPLE).content.decode()
    assert "Xã Nghinh Tường: 2 phản ánh" in page
    assert "Xã La Bằng: 1 phản ánh" in page
    assert "chưa có ai giữ vai ở đó" in page


def test_another_province_reads_nothing_of_it(viet, dung, province, desk_of):
    handed_in_again(viet, on=today(), text=ABOUT_VIET)
    beside = type(province).objects.create(
        kind="province", title="tinh", name="Lạng Sơn", folded="tinh lang son", slug="tinh-lang-son"
    )
    other = in_office("xa", Role.PROVINCE, beside, full_name="Nông Thị Xa").terms.get()
    assert "chưa ai mở được" not in desk_of(other).get(PEOPLE).content.decode()


def test_the_last_one_barred_by_hand_leaves_it_to_the_head(lan, binh, commune, desk_of):
    case = send(commune).case
    handling.assign(case, binh, by=lan, on=SENT)
    handling.bar(case, binh.person, by=lan, on=SENT)
    assert Case.objects.get().handler is None

    handling.bar(case, lan.person, by=lan, on=SENT)

    assert case.bars.get().person == lan.person
    page = desk_of(binh).get(f"/don-thu/ban/{case.pk}/").content.decode()
    assert "Cả văn phòng có liên quan" in page
    assert case.steps.filter(kind=StepKind.BARRED).count() == 4  # two bars, taken away, the head


def test_the_head_to_whom_a_case_is_left_is_not_said_to_be_kept_from_it(
    lan, binh, commune, desk_of
):
    case = send(commune, on=today()).case
    handling.bar(case, lan.person, by=binh, on=today())
    at = f"/don-thu/ban/{case.pk}/lien-quan/"
    page = desk_of(binh).post(at, {"lien-quan-person": binh.person_id})

    assert page.status_code == 422
    assert "vẫn mở được" in page.content.decode()
    assert case.bars.get().person == lan.person
    told = case.steps.filter(kind=StepKind.BARRED).values_list("words", flat=True)
    assert not [words for words in told if binh.person.full_name in words]
    assert desk_of(binh).get(f"/don-thu/ban/{case.pk}/").status_code == 200
