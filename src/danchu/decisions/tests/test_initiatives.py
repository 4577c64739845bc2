"""An initiative: ten percent of all households, three months, or the Front's consent below it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civics.errors import Refused
from danchu.decisions.actions import initiating
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.models import Endorsement, Initiative
from danchu.decisions.tests.factories import fill_roll, proposal
from danchu.decisions.words import Given, Matter, Origin, State
from danchu.kit.clock import today
from danchu.meetings.tests.sheets import jpeg
from danchu.people import actions as people
from danchu.people.actions.households import Ground
from danchu.people.models import Household, Representative, Role, User
from danchu.people.tests.factories import in_office, signed_in

pytestmark = pytest.mark.django_db
GIVEN = date(2026, 9, 2)
LAST, AFTER = date(2026, 12, 2), date(2026, 12, 3)
IDEA = Idea(Matter.SELF_MANAGED, "Đèn đường xóm", "Hai mươi bóng.", "Lý A Sửu")


@pytest.fixture
def begun(tam, hamlet):
    fill_roll(hamlet, 25)  # ten percent: three
    return initiating.begin(hamlet, IDEA, by=tam, on=GIVEN)


def endorse(found, number, by, *, day=GIVEN, on=GIVEN, way=Given.PAPER):
    household = Household.objects.get(unit=found.unit, number=number)
    return initiating.endorse(found, household, way=way, day=day, by=by, on=on)


def three(found, tam):
    for number in (1, 2, 3):
        endorse(found, number, tam)


def test_three_of_twenty_five_are_enough_and_two_are_not(begun, tam):
    endorse(begun, 1, tam)
    endorse(begun, 2, tam)
    with pytest.raises(Refused, match=r"Mới có 2 trên 25 hộ .* cần 3"):
        initiating.send_initiative(begun, by=tam, on=GIVEN)

    endorse(begun, 3, tam)
    sent = initiating.send_initiative(begun, by=tam, on=GIVEN)

    assert (sent.endorsed, sent.households) == (3, 25)


def test_an_endorsement_falls_out_by_itself_after_three_months(begun, tam):
    three(begun, tam)

    assert initiating.support_of(begun, on=LAST).valid == 3
    assert initiating.support_of(begun, on=AFTER).valid == 0
    with pytest.raises(Refused, match="Mới có 0"):
        initiating.send_initiative(begun, by=tam, on=AFTER)


def test_it_must_still_count_on_the_day_it_is_put_forward(begun, tam):
    three(begun, tam)
    initiating.send_initiative(begun, by=tam, on=LAST)

    with pytest.raises(Refused, match="Mới có 0"):
        initiating.take_up(begun, proposal(), by=tam, on=AFTER)
    endorse(begun, 1, tam, day=AFTER, on=AFTER)
    endorse(begun, 2, tam, day=AFTER, on=AFTER)
    endorse(begun, 3, tam, day=AFTER, on=AFTER)
    motion = initiating.take_up(begun, proposal(), by=tam, on=AFTER)

    told = (motion.origin, motion.state, motion.matter)
    assert told == (Origin.INITIATIVE, State.OPEN, Matter.SELF_MANAGED)


def test_below_ten_percent_with_the_fronts_consent(begun, tam, mo):
    endorse(begun, 1, tam)
    with pytest.raises(Refused, match="giấy nào"):
        initiating.consent(begun, by=tam, on=GIVEN)
    initiating.consent(begun, by=mo, on=GIVEN)
    initiating.send_initiative(begun, by=tam, on=GIVEN)

    motion = initiating.take_up(begun, proposal(), by=tam, on=GIVEN)

    assert motion.agreed_by == mo


def test_a_consent_counts_from_its_own_day_on(begun, tam, mo):
    """A step entered from paper leans on no consent that was given after it."""
    before = GIVEN - timedelta(days=1)
    initiating.consent(begun, by=mo, on=GIVEN)
    with pytest.raises(Refused, match="Mới có 0 trên 25 hộ"):
        initiating.send_initiative(begun, by=tam, on=before)
    Initiative.objects.update(sent_on=before, endorsed=0, households=25)
    with pytest.raises(Refused, match="Mới có 0 trên 25 hộ"):
        initiating.take_up(begun, proposal(), by=tam, on=before)
    initiating.take_up(begun, proposal(), by=tam, on=GIVEN)


def test_who_holds_both_roles_consents_by_a_paper_of_the_committee(begun, tam, hamlet):
    front = in_office(tam.person.username, Role.FRONT_HEAD, hamlet).terms.get(role=Role.FRONT_HEAD)
    with pytest.raises(Refused, match="biên bản nào của Ban công tác Mặt trận"):
        initiating.consent(begun, by=front, on=GIVEN)
    ground = "biên bản Ban công tác Mặt trận ngày 01/09/2026"
    assert initiating.consent(begun, ground=ground, by=front, on=GIVEN).consent_on == GIVEN


@pytest.mark.parametrize("on", [GIVEN, LAST])
def test_a_household_counts_once(begun, tam, on):
    endorse(begun, 1, tam)

    with pytest.raises(Refused, match="Mỗi hộ tính một lần"):
        endorse(begun, 1, tam, day=on, on=on)


def test_a_household_that_moved_away_counts_no_more(begun, tam):
    three(begun, tam)
    gone = Household.objects.get(unit=begun.unit, number=1)
    day = date(2026, 10, 1)
    people.move_away(gone, Ground(day, "chuyển đi"), by=tam, on=day)

    found = initiating.support_of(begun, on=day)
    assert (found.valid, found.whole, found.enough) == (2, 24, False)
    other = Household.objects.get(unit=begun.unit, number=9)
    people.move_away(other, Ground(day, "chuyển đi"), by=tam, on=day)
    other.refresh_from_db()
    with pytest.raises(Refused, match="đã chuyển đi"):
        initiating.endorse(begun, other, way=Given.PAPER, day=day, by=tam, on=day)


def test_a_household_of_another_hamlet_does_not_count(begun, tam, commune):
    from danchu.people.tests.factories import xom_named

    other = xom_named("Suối Chè", "xom-suoi-che", commune)
    fill_roll(other, 5)
    with pytest.raises(Refused, match="không thuộc thôn"):
        initiating.endorse(
            begun, other.households.get(number=1), way=Given.PAPER, day=GIVEN, by=tam, on=GIVEN
        )


def test_the_representative_agrees_on_line_and_nobody_for_them(begun, tam):
    hung = User.objects.create_user("hung", full_name="Nguyễn Văn Hùng")
    household = Household.objects.get(unit=begun.unit, number=5)
    speaker = Representative.objects.get(household=household)
    Representative.objects.filter(pk=speaker.pk).update(person=hung)
    speaker.refresh_from_db()

    with pytest.raises(Refused, match="chính đại diện hộ"):
        endorse(begun, 5, tam, way=Given.ONLINE)
    made = initiating.endorse_online(begun, speaker, on=GIVEN)

    assert (made.way, made.entered_by, Endorsement.objects.count()) == (Given.ONLINE, None, 1)


def test_sent_back_only_with_a_reason(begun, tam):
    with pytest.raises(Refused, match="trái điều luật nào"):
        initiating.decline(begun, why=" ", by=tam, on=GIVEN)
    initiating.decline(begun, why="trái Luật Đường bộ", by=tam, on=GIVEN)

    with pytest.raises(Refused, match="đã trả lại"):
        endorse(begun, 1, tam)


def sent(colour="red"):
    return SimpleUploadedFile("giay.jpg", jpeg(colour), "image/jpeg")


def test_each_step_from_paper_says_which_paper_its_day_and_who_entered_it(tam, mai, hamlet, client):
    fill_roll(hamlet, 10)  # ten percent: one
    on = today()
    signed_in(client, tam.person)
    idea = {"name": "Lý A Sửu", "matter": "self_managed", "title": "Đèn", "text": "Tối."}
    begin = "/ban-quyet-dinh/sang-kien/moi/"
    assert client.post(begin, idea).status_code == 422  # which paper?
    told = {"paper": "đơn viết tay, 2 trang", "happened": f"{on - timedelta(days=9):%d/%m/%Y}"}
    client.post(begin, {**idea, **told, "photo": sent()})
    found = Initiative.objects.get()
    endorse(found, 1, tam, day=on - timedelta(days=8), on=on)
    at = f"/ban-quyet-dinh/sang-kien/{found.pk}/viec"

    late = {"happened": f"{on - timedelta(days=5):%d/%m/%Y}"}
    assert "ghi giấy nào" in client.post(f"{at}/gui/", late).content.decode()
    early = {"happened": f"{on - timedelta(days=10):%d/%m/%Y}", "paper": "giấy gửi"}
    assert client.post(f"{at}/gui/", early).status_code == 422
    client.post(f"{at}/gui/", {**late, "paper": "giấy gửi đề xuất"})
    client.post(f"{at}/anh-danh-sach/", {"paper": "danh sách ký", "photo": sent("blue")})
    words = {"way": "meeting", "title_given": "Đèn", "text": "Hai mươi bóng."}
    client.post(f"{at}/dua-ra-ban/", {**words, **late, "paper": "sổ họp Ban công tác"})

    found.refresh_from_db()
    days = [(one.paper, (on - one.done_on).days, bool(one.stored_as)) for one in found.papers.all()]
    assert sorted(days, key=lambda one: -one[1]) == [
        ("đơn viết tay, 2 trang", 9, True),
        ("giấy gửi đề xuất", 5, False),
        ("sổ họp Ban công tác", 5, False),
        ("danh sách ký", 0, True),
    ]
    assert found.motion.from_paper == [["Đưa ra bà con bàn", str(on - timedelta(days=5))]]
    page = client.get(f"/ban-quyet-dinh/sang-kien/{found.pk}/").content.decode()
    assert page.count(f"ghi ngày {on:%d/%m/%Y}") == 5  # four steps, one household
    photo = f"/ban-quyet-dinh/sang-kien/anh/{found.papers.first().pk}/"
    assert client.get(photo).headers["Content-Type"] == "image/jpeg"
    signed_in(client, mai.person)
    assert client.get(photo).status_code == 404
