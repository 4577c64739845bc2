"""A duplicate by mistake is taken back: the note inside, the answer as if it had not been given."""

from datetime import date

import pytest

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit.models import AuditEntry
from danchu.petitions import doubles
from danchu.petitions.actions import handling, sending, showing, unmarking
from danchu.petitions.models import Bar, Case, PublicCase, Rating, State, StepKind
from danchu.petitions.tests.factories import ANSWER_DUE, REASONS, SENT, handed_in, send

pytestmark = pytest.mark.django_db
ANSWERED = date(2026, 12, 1)
LATER = date(2026, 12, 3)
SEEN = "Xem tại chỗ ngày 30/11"
WHY = "Hai cống khác nhau, xem lại mới rõ."
DUE = ("feedback.answer", ANSWER_DUE)


@pytest.fixture
def pair(commune) -> tuple[Case, Case]:
    return send(commune).case, send(commune).case


@pytest.fixture
def closed(pair, lan) -> Case:
    """Closed on 01/12 with the answer of another."""
    case, of = pair
    handling.answer(of, words=REASONS, cite=SEEN, by=lan, on=ANSWERED)
    return handling.close_duplicate(case, Case.objects.get(pk=of.pk), by=lan, on=ANSWERED)


def take_back(case, by, *, words=WHY, on=LATER):
    return unmarking.not_duplicate(case, words=words, by=by, on=on)


def clock(case) -> list[tuple[str, date]]:
    open_now = Duty.objects.open().filter(kind="case", key=str(case.pk))
    return list(open_now.order_by("pk").values_list("rule_key", "due_on"))


def acts(case) -> list[str]:
    entries = AuditEntry.objects.filter(kind="case", key=str(case.pk)).order_by("pk")
    return list(entries.values_list("act", flat=True))


def test_a_note_is_taken_back_inside_and_moves_nothing(pair, lan):
    case, of = pair
    handling.duplicate(case, of, by=lan, on=ANSWERED)
    before = clock(case)

    take_back(case, lan)

    step = case.steps.order_by("pk").last()
    assert (step.kind, step.shown) == (StepKind.APART, False)
    assert step.words == f"Không trùng với {of.number}. {WHY}"
    case.refresh_from_db()
    assert (case.state, clock(case)) == (State.NEW, before)
    assert DUE in before
    assert acts(case) == ["petitions.send", "petitions.duplicate", "petitions.not_duplicate"]
    with pytest.raises(Refused, match="không còn ghi là trùng"):
        take_back(case, lan)


def test_the_note_on_a_complaint_too_and_only_with_a_reason(lan):
    case, of = (handed_in(lan).case for _ in range(2))
    handling.duplicate(case, of, by=lan, on=ANSWERED)
    with pytest.raises(Refused, match=r"Chưa có lý do\. Văn phòng sẽ đọc câu này"):
        take_back(case, lan, words="nhầm")
    take_back(case, lan)
    assert doubles.standing(case) is None


def test_whom_only_the_marking_barred_opens_both_again(pair, lan, thang, binh):
    case, of = pair
    handling.bar(case, thang.person, by=lan, on=SENT)
    handling.bar(of, binh.person, by=lan, on=SENT)
    handling.duplicate(case, of, by=lan, on=ANSWERED)
    assert Bar.objects.count() == 4

    take_back(case, lan)

    kept = Bar.objects.order_by("pk").values_list("case", "person")
    assert list(kept) == [(case.pk, thang.person_id), (of.pk, binh.person_id)]


def test_a_bar_with_a_reason_of_its_own_since_then_stays(pair, lan, thang):
    case, of = pair
    handling.bar(of, thang.person, by=lan, on=SENT)
    handling.duplicate(case, of, by=lan, on=ANSWERED)
    handling.bar(case, thang.person, by=lan, on=ANSWERED)  # here too, says a colleague

    take_back(case, lan)

    assert case.bars.filter(person=thang.person).exists()


def test_an_answer_of_another_matter_is_taken_back_and_the_clock_never_stood(closed, lan):
    Rating.objects.create(case=closed, good=False, on=LATER)
    assert clock(closed) == []

    take_back(closed, lan)

    closed.refresh_from_db()
    assert (closed.state, closed.closed_on) == (State.WORKING, None)
    assert clock(closed) == [DUE]
    assert (closed.due_on, closed.next_due_on) == (ANSWER_DUE, ANSWER_DUE)
    assert Duty.objects.filter(key=str(closed.pk), rule_key="feedback.answer").count() == 1
    told = closed.steps.order_by("pk").last()
    assert (told.kind, told.shown) == (StepKind.MENDED, True)
    assert told.words == (
        "Câu trả lời ngày 01/12/2026 là của việc khác, gửi nhầm. Việc này xử lý tiếp, hạn trả lời "
        f"như cũ: hết ngày 10/12/2026. {WHY}"
    )
    assert not Rating.objects.exists()
    assert acts(closed)[-2:] == ["petitions.close_duplicate", "petitions.not_duplicate"]


def test_a_clock_that_ran_out_meanwhile_is_overdue_and_is_not_given_more_days(closed, lan):
    take_back(closed, lan, on=date(2026, 12, 21))

    assert clock(closed) == [DUE]
    assert Duty.objects.overdue(on=date(2026, 12, 21)).filter(key=str(closed.pk)).count() == 1


def test_more_days_given_before_stay_given(pair, lan):
    case, of = pair
    until = handling.extend(case, words="Chờ nước rút mới đo được", by=lan, on=SENT)
    handling.answer(of, words=REASONS, cite=SEEN, by=lan, on=ANSWERED)
    handling.close_duplicate(case, Case.objects.get(pk=of.pk), by=lan, on=ANSWERED)

    take_back(case, lan)

    assert clock(case) == [("feedback.extend", until)]


def test_once_the_sender_said_not_yet_it_goes_its_own_way(closed, lan):
    sending.reopen(closed, words="Không phải cống này", on=LATER)

    with pytest.raises(Refused, match="không còn ghi là trùng"):
        take_back(closed, lan)
    handling.answer(closed, words=REASONS, cite=SEEN, by=lan, on=LATER)
    with pytest.raises(Refused, match="không còn ghi là trùng"):
        take_back(closed, lan)


def test_not_before_what_followed_is_taken_back(closed, commune, lan):
    third = send(commune).case
    handling.close_duplicate(third, Case.objects.get(pk=closed.pk), by=lan, on=ANSWERED)
    with pytest.raises(Refused, match="Thôi ghi trùng ở đơn ấy trước"):
        take_back(closed, lan)
    take_back(third, lan)
    take_back(closed, lan)

    assert [clock(one) for one in (third, closed)] == [[DUE], [DUE]]


def test_not_while_everybody_reads_the_answer(pair, lan):
    case, of = pair
    showing.wish(case, by=None, on=SENT)
    handling.answer(of, words=REASONS, cite=SEEN, by=lan, on=ANSWERED)
    handling.close_duplicate(case, Case.objects.get(pk=of.pk), by=lan, on=ANSWERED)
    case.refresh_from_db()
    said = {"title": "Cống vỡ", "words": "Cống đầu xóm vỡ một bên.", "where": ""}
    public = PublicCase.objects.get(case=case)
    showing.show(public, **said, answer=REASONS, by=lan, on=ANSWERED)
    with pytest.raises(Refused, match="đang ở trang công khai"):
        take_back(case, lan)
    showing.show(public, **said, answer="", by=lan, on=LATER)
    take_back(case, lan)


def test_an_answer_of_its_own_is_never_taken_back(pair, lan):
    case, of = pair
    handling.duplicate(case, of, by=lan, on=SENT)
    handling.answer(case, words=REASONS, cite=SEEN, by=lan, on=ANSWERED)

    with pytest.raises(Refused, match="không còn ghi là trùng"):
        take_back(case, lan)


def test_another_office_and_whom_it_is_about_take_nothing_back(closed, lan, thang, mai, desk_of):
    handling_page = f"/don-thu/ban/{closed.pk}/khong-trung/"
    sent = {"khong-trung-words": WHY}
    with pytest.raises(Refused, match="đơn vị khác"):
        take_back(closed, mai)
    assert desk_of(mai).post(handling_page, sent).status_code == 404
    Bar.objects.create(case=closed, person=thang.person, by=lan, on=SENT)
    with pytest.raises(Refused, match="liên quan đến bạn"):
        take_back(closed, thang)
    assert desk_of(thang).post(handling_page, sent).status_code == 404


def test_the_page_offers_it_names_the_other_and_says_who_reads_the_reason(closed, lan, desk_of):
    office, at = desk_of(lan), f"/don-thu/ban/{closed.pk}/"
    other = doubles.standing(closed).of
    page = office.get(at).content.decode()
    assert f"<summary>Ghi nhầm: không trùng với {other}</summary>" in page
    assert "Người gửi đọc câu này. Việc mở lại, hạn trả lời như cũ." in page
    empty = office.post(f"{at}khong-trung/", {"khong-trung-words": ""})
    assert "Chưa ghi nhầm thế nào." in empty.content.decode()
    done = office.post(f"{at}khong-trung/", {"khong-trung-words": WHY}, follow=True)
    assert f"Đã ghi: ghi nhầm: không trùng với {other}." in done.content.decode()
    assert "Ghi nhầm: không trùng với" not in office.get(at).content.decode().split("h-more")[1]
