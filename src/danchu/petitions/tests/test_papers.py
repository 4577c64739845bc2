"""Every paper of this room from a few stories: golden words, its picture, its Word file.

`just papers` writes the texts anew, and a picture of each paper into docs/papers/. Read the diff.
"""

from datetime import date
from pathlib import Path

import pytest

from danchu.documents.models import Document, Mention
from danchu.documents.tests import golden
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions import papers
from danchu.petitions.actions import complaining, handling, register, sending, settling
from danchu.petitions.models import Case, DenunciationState, Outcome, StepKind, Track
from danchu.petitions.tests.factories import (
    ANSWER_DUE,
    REASONS,
    SENT,
    handed_in,
    handed_in_again,
    send,
)
from danchu.rulebook.rulebook import value

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parent / "papers"
ACCEPTED, TALKED, DECIDED = date(2026, 12, 1), date(2026, 12, 9), date(2026, 12, 22)
IN_WORD = ("khieu-nai-quyet-dinh", "kien-nghi-tra-loi", "viec-mat-thu-ly")  # opened in LibreOffice


def of(case: Case, kind: StepKind):
    """The paper of the last step of this kind."""
    return papers.of_step(Case.objects.get(pk=case.pk).steps.filter(kind=kind).latest("pk"))


def feedback(lan):
    told = {"name": "Lý Thị Mẩy"}
    case = send(lan.unit, **told).case
    handling.assign(case, lan, by=lan, on=SENT)
    handling.extend(case, words="Chờ thợ xuống xem móng cống", by=lan, on=SENT)
    rule = send(lan.unit, about_rules=True, **told).case
    handling.refer(rule, to="Sở Nội vụ", words="Không thuộc thẩm quyền của xã", by=lan, on=SENT)
    wish = send(lan.unit, track=Track.PETITION, **told).case
    handling.answer(wish, words=REASONS, cite="Kết quả xem tại chỗ ngày 07/12", by=lan, on=ACCEPTED)
    signed = send(lan.unit, **told).case
    why = "Đây là khiếu nại quyết định thu hồi đất: cần đơn có chữ ký"
    handling.classify(signed, Track.COMPLAINT, words=why, by=lan, on=SENT)
    return {
        "phan-anh-bien-nhan": of(case, StepKind.SENT),
        "phan-anh-thu-ly": of(case, StepKind.ASSIGNED),
        "phan-anh-gia-han": of(case, StepKind.EXTENDED),
        "phan-anh-chuyen": of(rule, StepKind.REFERRED),
        "phan-anh-huong-dan": of(signed, StepKind.GUIDED),
        "kien-nghi-tra-loi": of(wish, StepKind.ANSWERED),
    }


def complaint(lan, province):
    case, out, back, far = (handed_in(lan).case for _ in range(4))
    complaining.accept(case, by=lan, on=ACCEPTED)
    ground = value("complaints.complex", unit=lan.unit, on=ACCEPTED).payload["cases"][0]
    settling.make_complex(case, ground=ground, by=lan, on=ACCEPTED)
    complaining.suspend(case, words="Chờ kết quả đo lại đất", by=lan, on=ACCEPTED)
    complaining.send_stop(case, by=lan, on=ACCEPTED)
    complaining.resume(case, by=lan, on=date(2026, 12, 10))
    complaining.send_stop(case, by=lan, on=date(2026, 12, 10))
    found = {"number": "15/QĐ-UBND", "words": "Ghi lại 80 mét vuông.", "cite": "Luật Đất đai"}
    complaining.decide(case, outcome=Outcome.PARTLY, **found, by=lan, on=DECIDED)
    complaining.refuse(out, words="Người nộp không phải người bị thiệt", by=lan, on=ACCEPTED)
    complaining.accept(back, by=lan, on=ACCEPTED)
    complaining.withdraw_complaint(back, by=lan, on=ACCEPTED)
    complaining.accept(far, by=lan, on=ACCEPTED)
    settling.make_remote(far, document="QĐ 12/QĐ-UBND của tỉnh", by=lan, on=ACCEPTED)
    talk = {"place": "8 giờ, hội trường xã", "words": "Diện tích đất thu hồi ghi thiếu."}
    settling.invite(far, day=TALKED, **talk, by=lan, on=ACCEPTED)
    settling.met(far, words="Hai bên thống nhất đo lại đất.", by=lan, on=TALKED)
    above = in_office("tinh", Role.INSPECTOR, province).terms.get()
    again = handed_in_again(above).case
    complaining.accept(again, by=above, on=ACCEPTED)
    complaining.decide(again, outcome=Outcome.WRONG, **found, by=above, on=DECIDED)
    return {
        "khieu-nai-bien-nhan": of(case, StepKind.SENT),
        "khieu-nai-thu-ly": of(case, StepKind.ACCEPTED),
        "khieu-nai-phuc-tap": of(case, StepKind.COMPLEX),
        "khieu-nai-vung-sau": of(far, StepKind.REMOTE),
        "khieu-nai-moi-doi-thoai": of(far, StepKind.INVITED),
        "khieu-nai-doi-thoai": of(far, StepKind.MET),
        "khieu-nai-tam-dinh-chi": of(case, StepKind.SUSPENDED),
        "khieu-nai-tiep-tuc": of(case, StepKind.RESUMED),
        "khieu-nai-quyet-dinh": of(case, StepKind.DECIDED),
        "khieu-nai-khong-thu-ly": of(out, StepKind.REFUSED),
        "khieu-nai-dinh-chi": of(back, StepKind.WITHDRAWN),
        "khieu-nai-lan-hai": of(again, StepKind.DECIDED),
    }


def secret(binh):
    one = register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)
    made = {"viec-mat-bien-nhan": papers.of_secret(one)}
    one = register.accept_secret(one, by=binh, on=ACCEPTED)
    made["viec-mat-thu-ly"] = papers.of_secret(one)
    one = register.extend_secret(one, by=binh, on=DECIDED)
    made["viec-mat-gia-han"] = papers.of_secret(one)
    made["viec-mat-ket-luan"] = papers.of_secret(register.settle_secret(one, by=binh, on=DECIDED))
    for state, name in (
        (DenunciationState.REFUSED, "viec-mat-khong-thu-ly"),
        (DenunciationState.REFERRED, "viec-mat-chuyen"),
    ):
        one = register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)
        made[name] = papers.of_secret(register.close_unaccepted(one, state, by=binh, on=ACCEPTED))
    one = register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)
    stopped = register.stop_secret(one, none_holds=True, by=binh, on=ACCEPTED)
    made["viec-mat-dinh-chi"] = papers.of_secret(stopped)
    return made


def test_every_paper_reads_as_written_down_and_opens_in_libreoffice(lan, binh, province, tmp_path):
    own = {
        "name": "Nông Thị Vắng",
        "address": "xóm Đồng Tâm",
        "contact": "0912 000 456",
        "unit": lan.unit,
        "against": "Quyết định 12/QĐ-UBND ngày 02/11/2026",
        "known_on": date(2026, 11, 5),
        "text": "Quyết định ghi thiếu diện tích đất của gia đình.",
        "wish": "Ghi lại cho đúng.",
        "proofs": "",
    }
    made = {
        **feedback(lan),
        **complaint(lan, province),
        **secret(binh),
        "don-khieu-nai": papers.complaint(own),
        "don-to-cao-de-trong": papers.blank_denunciation(),
    }
    made = {name: without_code(paper) for name, paper in made.items()}
    every = {name: (paper, face_of(name, paper)) for name, paper in made.items()}
    golden.as_written(every, TEXTS)
    golden.small_pictures(TEXTS)
    golden.opened_in_libreoffice({name: every[name] for name in IN_WORD}, tmp_path)
    for paper in TEXTS.glob("viec-mat-*.txt"):
        assert "Nông" not in paper.read_text()


def test_a_case_is_taken_in_hand_once_a_round_with_the_day_that_holds_then(lan, thang):
    case = send(lan.unit).case
    handling.extend(case, words="Chờ thợ xuống xem móng cống", by=lan, on=SENT)
    handling.assign(case, lan, by=lan, on=SENT)
    longer = Duty.objects.open().get(rule_key="feedback.extend").due_on
    assert longer > ANSWER_DUE
    handling.assign(case, thang, by=lan, on=SENT)
    handling.answer(case, words=REASONS, cite="Kết quả xem tại chỗ", by=thang, on=ACCEPTED)
    sending.reopen(case, words="Lại vỡ", on=DECIDED)
    handling.assign(case, lan, by=thang, on=DECIDED)
    again = Duty.objects.open().get(rule_key="feedback.answer").due_on

    first, moved, last = case.steps.filter(kind=StepKind.ASSIGNED).order_by("pk")
    assert [papers.has_paper(one) for one in (first, moved, last)] == [True, False, True]
    for step, day in ((case.steps.earliest("pk"), ANSWER_DUE), (first, longer), (last, again)):
        assert f"hết ngày {day:%d/%m/%Y}" in str(papers.of_step(step).blocks)


def face_of(name, paper):
    """As it is handed over: numbered in the book, a decision by its own number, the rest by pen."""
    if name in {"khieu-nai-quyet-dinh", "khieu-nai-lan-hai"}:
        decided = Case.objects.filter(complaint__decision_number="15/QĐ-UBND").latest("pk")
        return papers.face("", decided.steps.get(kind=StepKind.DECIDED))
    if name.startswith(("viec-mat", "don-")):
        return papers.face()
    return golden.face(paper)._replace(day=DECIDED)


def without_code(paper):
    """A case's number is drawn by lot."""
    import re
    from dataclasses import replace

    about = re.sub(r"-[2-9A-Z]{8}$", "-7K3M9Q2X", paper.about)
    return replace(paper, about=about)


def test_a_paper_gets_its_number_among_the_offices_papers_and_leaves_with_the_words(
    lan, thang, mai, commune, desk_of
):
    case = send(commune).case
    step = case.steps.get()
    at = f"/don-thu/ban/{case.pk}/giay/{step.pk}/"
    assert desk_of(mai).post(at).status_code == 404
    office = desk_of(lan)
    drawn = office.post(at)
    one = Document.objects.get()
    assert drawn["Location"] == f"/van-ban/{one.pk}/"
    assert (one.name, one.open) == ("GIẤY BIÊN NHẬN", False)
    assert Mention.objects.get().key == str(case.pk)
    handling.note(case, words="Chưa phải giấy để đưa", by=lan, on=today())
    note = case.steps.get(kind=StepKind.NOTE)
    assert office.post(f"/don-thu/ban/{case.pk}/giay/{note.pk}/").status_code == 404
    handling.bar(case, thang.person, by=lan, on=today())
    assert desk_of(thang).get(f"/van-ban/{one.pk}/").status_code == 404
    assert office.get(f"/van-ban/{one.pk}/").status_code == 200
    sure = {"dua-ra-sure": "on"}
    assert office.post(f"/don-thu/ban/{case.pk}/dua-ra/", sure).status_code == 302
    one.refresh_from_db()
    assert one.source == {}


def test_the_paper_of_a_secret_matter_opens_to_its_head_alone(lan, binh, desk_of):
    one = register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        at = f"/don-thu/viec-mat/{one.pk}/giay.{kind}"
        assert desk_of(binh).get(at).content.startswith(begins)
        assert desk_of(lan).get(at).status_code == 404
    assert not Document.objects.exists()
