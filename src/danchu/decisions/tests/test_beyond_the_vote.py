"""What the law asks around a vote: a head who is removed, a commune's duties, objections, paper."""

from datetime import date, time, timedelta

import pytest

from civics.errors import Refused
from danchu.decisions.actions import (
    carrying_out,
    counting,
    deciding,
    from_paper,
    objecting,
    proposing,
    slips,
    telling,
)
from danchu.decisions.actions.from_paper import Sheets
from danchu.decisions.models import CountScan, Decision, Motion, Objection
from danchu.decisions.tests.factories import (
    DAY,
    fill_roll,
    hall,
    part_of,
    plan,
    proposal,
    put_forward,
    removed,
    words,
)
from danchu.decisions.words import Answer, Ground, Matter, SentTo, State
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.meetings import actions as meetings
from danchu.meetings.actions.convening import Call, When
from danchu.meetings.models import Convenor
from danchu.meetings.tests.sheets import jpeg, photo
from danchu.people.models import Role
from danchu.people.tests.factories import in_office, signed_in
from danchu.postings.models import Paper

pytestmark = pytest.mark.django_db
SHEETS = Sheets([photo()], [photo("blue")])


@pytest.fixture
def small(hamlet):
    return fill_roll(hamlet, 12)


# ── the head goes: NĐ 59 Điều 9 ───────────────────────────────────────────────────────────────


def test_the_front_asks_that_the_head_goes_and_the_head_never_does(tam, mo, binh, small):
    with pytest.raises(Refused, match="Trưởng ban công tác Mặt trận đề nghị"):
        proposing.propose(
            tam.unit,
            proposal(matter=Matter.COMMUNITY_HEAD, removal=True, removal_ground="resign"),
            by=tam,
            on=DAY,
        )
    with pytest.raises(Refused, match="Hãy chọn vì sao cho thôi"):
        removed(mo, binh, removal_ground="")
    with pytest.raises(Refused, match="đơn hoặc văn bản đề nghị"):
        removed(mo, binh, removal_paper=" ")
    with pytest.raises(Refused, match="Việc trong thôn do Trưởng thôn"):
        proposing.propose(mo.unit, proposal(), by=mo, on=DAY)
    assert removed(mo, binh).state == State.OPEN


@pytest.mark.parametrize(("asked", "enough"), [(5, False), (6, True), (13, False)])
def test_half_of_all_households_may_ask_for_it_and_one_less_may_not(mo, binh, small, asked, enough):
    told = {"removal_ground": "petition", "petitioners": asked}
    if enough:
        assert removed(mo, binh, **told).petitioners == asked
        return
    with pytest.raises(Refused, match="cần 6" if asked < 12 else "không thể có 13 hộ"):
        removed(mo, binh, **told)


@pytest.fixture
def both(tam, hamlet):
    """Bà Tâm heads the Front committee of her hamlet too."""
    return in_office(tam.person.username, Role.FRONT_HEAD, hamlet).terms.get(role=Role.FRONT_HEAD)


def asked(by, unit, **more):
    told = {"removal": True, "removal_ground": "resign", "removal_paper": "đơn ngày 01/12/2026"}
    what = proposal(matter=Matter.COMMUNITY_HEAD, **{**told, **more})
    return proposing.propose(unit, what, by=by, on=DAY)


def test_a_head_who_heads_the_front_too_is_removed_by_way_of_the_chair(
    tam, both, binh, thu, lan, small, client
):
    for wrong, more, says in (
        (both, {}, "Chủ tịch xã thống nhất với Mặt trận xã rồi triệu tập"),
        (binh, {"removal_ground": "front"}, "chính là người bị xem xét"),
        (binh, {"removal_ground": "petition", "petitioners": 5}, r"cần 6\. Hãy lấy thêm chữ ký\.$"),
    ):
        with pytest.raises(Refused, match=says):
            asked(wrong, tam.unit, **more)

    on = today()
    address = f"/ban-quyet-dinh/de-xuat/?o={tam.unit.slug}"
    signed_in(client, binh.person)
    assert 'value="front"' not in client.get(address).content.decode()
    made = {"ground": "petition", "paper": "kiến nghị ngày 01/12/2026", "petitioners": "6"}
    client.post(address, {**made, "title": "Cho thôi làm Trưởng xóm", "text": "6 hộ đề nghị."})
    motion = Motion.objects.get()
    assert (motion.origin, motion.state, motion.unit_id) == ("chair", "draft", tam.unit_id)
    with pytest.raises(Refused, match="thống nhất với Mặt trận bằng giấy nào"):
        proposing.agree(motion, by=binh, on=on)
    signed_in(client, thu.person)
    client.post(f"/ban-quyet-dinh/{motion.pk}/viec/thong-nhat-cho-thoi/", {"ground": ""})
    motion.refresh_from_db()
    assert (motion.state, motion.agreed_by_id) == (State.OPEN, thu.pk)
    with pytest.raises(Refused, match="không tự rút"):
        proposing.withdraw(motion, why="Thôi.", by=both, on=on)

    key = str(part_of(motion).pk)
    when = When(on + timedelta(days=6), time(19), "Nhà văn hóa")
    mine = meetings.convene(tam.unit, Call("Họp xóm", when, Convenor.FRONT_HEAD), by=both, on=on)
    with pytest.raises(Refused, match="Nội dung này do Chủ tịch"):
        meetings.add_matter(mine, "motion", key, by=both, on=on)
    right = Call(
        "Họp cho thôi", when._replace(at=time(15)), Convenor.CHAIR, ground="giấy mời số 12"
    )
    meeting = meetings.convene(tam.unit, right, by=binh, on=on)
    signed_in(client, binh.person)
    client.post(f"/ban-quyet-dinh/{motion.pk}/viec/hop-cho-thoi/", {"meeting": meeting.pk})
    assert meeting.items.get().key == key


def test_whoever_is_to_go_enters_no_count_of_it_and_takes_nothing_back(
    tam, mo, binh, hamlet, roll, desk_of, client
):
    """The Front head counts and asks by slips; made head of the Front too, the head may not."""
    on, motion = today(), removed(mo, binh, on=HELD)
    part, steps = part_of(motion), f"/ban-quyet-dinh/{motion.pk}/viec/"
    hers, his = desk_of(mo), desk_of(tam)
    for slug in ("ghi-ket-qua", "ghi-ket-qua-cho-thoi", "hop-cho-thoi", "rut-cho-thoi"):
        assert his.get(f"{steps}{slug}/").status_code == 404
    assert hers.get(f"{steps}ghi-ket-qua-cho-thoi/").status_code == 200
    short = counting.Hall(HELD, 200, 90, 80, 10)
    with pytest.raises(Refused, match="không tự ghi kết quả"):
        from_paper.enter_hall(part, short, SHEETS, by=tam, on=on)
    from_paper.enter_hall(part, short, SHEETS, by=mo, on=on)
    plan_at = f"/ban-quyet-dinh/phat-phieu/{part.pk}/"
    assert [one.get(plan_at).status_code for one in (hers, his)] == [200, 404]
    with pytest.raises(Refused, match="không tự ghi kết quả"):
        a_round(part, tam, on=on)

    mo.until = on - timedelta(days=1)
    mo.save()
    front = in_office(tam.person.username, Role.FRONT_HEAD, hamlet, since=on).terms.get(
        role=Role.FRONT_HEAD
    )
    for slug in ("hop-cho-thoi", "rut-cho-thoi"):  # the motion is still of the Front
        assert his.get(f"{steps}{slug}/").status_code == 404
        assert desk_of(binh).get(f"{steps}{slug}/").status_code == 200
    assert his.get(plan_at).status_code == 404
    for act in (
        lambda: proposing.withdraw(motion, why="Thôi.", by=front, on=on),
        lambda: a_round(part, front, on=on),
    ):
        with pytest.raises(Refused, match="không tự rút"):
            act()


def test_a_motion_of_the_chair_goes_on_when_the_front_has_another_head(
    tam, both, binh, thu, hamlet, small, desk_of
):
    on, motion = today(), proposing.agree(asked(binh, tam.unit), by=thu, on=DAY)
    key, day = str(part_of(motion).pk), on + timedelta(days=6)
    told = When(day, time(19), "Nhà văn hóa")
    called = Call("Họp cho thôi", told, Convenor.CHAIR, ground="giấy thống nhất số 12")
    meeting = meetings.convene(hamlet, called, by=binh, on=on)
    both.until = on
    both.save()
    new = in_office("moi", Role.FRONT_HEAD, hamlet, since=on).terms.get()
    assert desk_of(new).get(f"/ban-quyet-dinh/{motion.pk}/viec/hop-cho-thoi/").status_code == 200
    meetings.add_matter(meeting, "motion", key, by=binh, on=on)
    hers = Call("Họp xóm", told._replace(at=time(8)), Convenor.FRONT_HEAD)
    meetings.add_matter(meetings.convene(hamlet, hers, by=new, on=on), "motion", key, by=new, on=on)


def test_who_holds_both_roles_agrees_with_the_front_by_a_paper_of_its_committee(tam, both, small):
    motion = proposing.propose(tam.unit, proposal(), by=tam, on=DAY)
    with pytest.raises(Refused, match="biên bản nào của Ban công tác Mặt trận, lập ngày nào"):
        proposing.agree(motion, by=both, on=DAY)
    ground = "biên bản Ban công tác Mặt trận ngày 01/12/2026"
    assert proposing.agree(motion, ground=ground, by=both, on=DAY).state == State.OPEN


def test_a_recognised_removal_gives_the_commune_sixty_days_to_call_an_election(
    tam, mo, lan, binh, small
):
    motion = removed(mo, binh)
    hall(part_of(motion), mo, present=10, yes=7, no=3, whole=12)
    motion.refresh_from_db()
    made = deciding.write_decision(motion, words(), by=tam, on=DAY)
    made = deciding.send_decision(made, by=tam, on=DAY)
    made = deciding.receive_decision(made, by=lan, on=DAY)
    made = deciding.recognise(made, number="9/QĐ", by=binh, on=DAY)

    duty = Duty.objects.open().get(rule_key="elections.new_head")
    assert (duty.due_on, duty.unit_id) == (DAY + timedelta(days=60), binh.unit_id)
    with pytest.raises(Refused, match="đứng giữa"):
        deciding.set_new_election(made, day=DAY - timedelta(days=1), by=binh, on=DAY)
    deciding.set_new_election(made, day=DAY, by=binh, on=DAY)
    assert not Duty.objects.open().filter(rule_key="elections.new_head").exists()


# ── the whole commune: Điều 20 khoản 3, 23 khoản 1 ────────────────────────────────────────────


def test_each_hamlet_sends_its_own_and_the_chair_tells_the_council(binh, thu, tam, small, commune):
    motion = proposing.propose(commune, proposal(), by=binh, on=DAY)
    motion = proposing.agree(motion, by=thu, on=DAY)
    part = motion.parts.get(unit=tam.unit)
    with pytest.raises(Refused, match="chưa có gì để gửi"):
        telling.send_part(part, by=tam, on=DAY)

    hall(part, tam, present=12, yes=12, whole=12)
    part.refresh_from_db()
    duty = Duty.objects.open().get(kind="part_of_motion", key=str(part.pk))
    assert (duty.due_on, duty.unit_id) == (date(2026, 12, 9), tam.unit_id)
    telling.send_part(part, by=tam, on=DAY)
    assert not Duty.objects.open().filter(kind="part_of_motion").exists()
    with pytest.raises(Refused, match="Đã ghi gửi"):
        telling.send_part(part, by=tam, on=DAY)

    motion.refresh_from_db()
    if motion.state == State.OPEN:
        counting.sum_up(motion, by=binh, on=DAY)
    session = date(2026, 12, 22)
    telling.set_council_session(motion, day=date(2026, 12, 20), by=binh, on=DAY)
    telling.set_council_session(motion, day=session, by=binh, on=DAY)  # the council moved
    rule = "decisions.organise.report_council"
    assert Duty.objects.open().get(rule_key=rule).due_on == session
    told = telling.tell_council(motion, number="20/BC-UBND", by=binh, on=session)
    assert (told.council_told_on, Duty.objects.open().filter(rule_key=rule).count()) == (session, 0)


# ── a citizen objects: Điều 24 khoản 4 ────────────────────────────────────────────────────────


def decided(tam, mo, *, on=DAY) -> Decision:
    motion = put_forward(tam, mo, on=on)
    hall(part_of(motion), tam, present=10, yes=10, whole=12, on=on)
    motion.refresh_from_db()
    return deciding.write_decision(motion, words(), by=tam, on=on)


TOLD = objecting.Told(
    DAY, SentTo.COMMITTEE, Ground.PROCEDURE, "đơn ngày 02/12/2026", "Không báo họp trước 2 ngày."
)


def test_an_objection_is_kept_without_a_name_and_answered_by_what_was_done(
    tam, mo, lan, binh, small, client
):
    made = decided(tam, mo)
    for wrong, says in (
        (TOLD._replace(ground=Ground.WISH), "sai trình tự"),
        (TOLD._replace(text=" "), "đơn nêu điều gì"),
        (TOLD._replace(received_on=DAY + timedelta(days=1)), "đứng giữa"),
    ):
        with pytest.raises(Refused, match=says):
            objecting.record_objection(made, wrong, by=lan, on=DAY)
    one = objecting.record_objection(made, TOLD, by=lan, on=DAY)
    said = {"number": "5/UBND", "answer": "Xã đề nghị xóm họp lại.", "by": binh, "on": DAY}
    with pytest.raises(Refused, match="chưa khớp"):
        objecting.answer_objection(one, Answer.ASKED, **said)
    page = client.get(f"/ban-quyet-dinh/{made.motion_id}/").content.decode()
    assert "Kiến nghị của công dân" in page
    assert "Không báo họp" not in page

    carrying_out.ask_to_amend(made, number="4/UBND", why="Báo họp muộn.", by=binh, on=DAY)
    objecting.answer_objection(one, Answer.ASKED, **said)
    assert Objection.objects.get().answered_on == DAY
    page = client.get(f"/ban-quyet-dinh/{made.motion_id}/").content.decode()
    assert "Xã đề nghị xóm họp lại." in page
    names = {field.name for field in Objection._meta.get_fields()}
    assert not names & {"name", "person", "citizen"}


# ── entered afterwards from paper ─────────────────────────────────────────────────────────────

HELD = DAY - timedelta(days=20)


def test_a_hall_on_paper_comes_with_its_day_and_its_photos(tam, mo, roll, desk_of, mai):
    part = part_of(put_forward(tam, mo))
    told = counting.Hall(HELD, 200, 150, 140, 10)
    with pytest.raises(Refused, match="ảnh biên bản"):
        from_paper.enter_hall(part, told, Sheets([photo()], []), by=tam, on=DAY)
    assert not part.counts.exists()

    from_paper.enter_hall(part, told, SHEETS, by=tam, on=DAY)
    part.motion.refresh_from_db()
    assert (part.motion.state, part.motion.ended_on) == (State.PASSED, HELD)
    scans = list(CountScan.objects.order_by("kind"))
    assert [one.kind for one in scans] == ["minutes", "tally"]
    assert desk_of(tam).get(f"/ban-quyet-dinh/anh/{scans[0].pk}/").content.startswith(b"\xff\xd8")
    assert desk_of(mai).get(f"/ban-quyet-dinh/anh/{scans[0].pk}/").status_code == 404
    assert "nhập từ giấy" in desk_of(tam).get(f"/ban-quyet-dinh/{part.motion_id}/").content.decode()


def a_round(part, tam, **more):
    told = {"sent_on": HELD, "households": 200, "sheets": SHEETS, "by": tam, "on": DAY}
    tally = slips.Tally(134, 40, 6, "Lý Văn Một", "Hà Thị Hai")
    return from_paper.enter_round(part, plan(HELD), tally, **{**told, **more})


def test_a_round_held_on_paper_is_judged_by_its_own_days(tam, mo, roll):
    part = part_of(put_forward(tam, mo, on=HELD))
    hall(part, tam, present=133, yes=133, on=HELD)
    for wrong, says in (
        ({"households": 199}, "Biên bản ghi 199 hộ"),
        ({"sent_on": HELD - timedelta(days=1)}, "gửi kế hoạch"),
        ({"sheets": Sheets([], [])}, "ảnh biên bản"),
        ({"on": HELD}, "còn đang thu"),
    ):
        with pytest.raises(Refused, match=says):
            a_round(part, tam, **wrong)
    made = a_round(part, tam)

    part.refresh_from_db()
    part.motion.refresh_from_db()
    ended = HELD + timedelta(days=5)
    assert (part.motion.state, part.motion.ended_on, made.held_on) == (State.PASSED, ended, ended)
    found = part.rounds.get()
    assert (found.on_paper, found.sent_on, found.roll.on) == (True, HELD, HELD + timedelta(days=3))
    assert (
        found.scans_of_count == 2 if hasattr(found, "scans_of_count") else made.scans.count() == 2
    )


def test_steps_done_on_paper_keep_their_days_and_say_so(tam, mo, small, desk_of, client):
    motion = decided(tam, mo, on=HELD).motion
    desk, sent = desk_of(tam), HELD + timedelta(days=1)
    at = f"/ban-quyet-dinh/{motion.pk}/viec/gui/"
    wrong = desk.post(at, {"happened": "31/12/2099"}).content.decode()
    assert "còn ở phía trước" in wrong
    early = desk.post(at, {"happened": f"{HELD - timedelta(days=1):%d/%m/%Y}"}).content.decode()
    assert "đứng trước ngày biểu quyết" in early
    assert desk.post(at, {"happened": f"{sent:%d/%m/%Y}"}).status_code == 302

    motion.refresh_from_db()
    assert motion.decision.sent_on == sent
    page = client.get(f"/ban-quyet-dinh/{motion.pk}/").content.decode()
    assert f"Nhập từ giấy: gửi quyết định lên xã và mặt trận {sent:%d/%m/%Y}" in page


def test_a_result_that_hangs_gets_no_day_before_today(tam, mo, small, desk_of):
    """A second paper with an older day would wipe the days on which the first was missing."""
    motion, sent = decided(tam, mo, on=HELD).motion, {"happened": f"{HELD:%d/%m/%Y}"}
    at, desk = f"/ban-quyet-dinh/{motion.pk}/viec/niem-yet/", desk_of(tam)
    assert desk.post(at, sent).status_code == 302
    assert "đã chuyển đi niêm yết" in desk.post(at, sent).content.decode()
    papers = Paper.objects.filter(kind="motion", key=str(motion.pk))
    assert papers.get().handed_on == HELD
    assert desk.post(at, {"happened": ""}).status_code == 302
    assert papers.count() == 2


def test_a_whole_round_is_typed_with_its_photos_on_one_page(tam, mo, roll, desk_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    part = part_of(put_forward(tam, mo, on=HELD))
    hall(part, tam, present=133, yes=133, on=HELD)
    day = {
        name: f"{when:%d/%m/%Y}"
        for name, when in plan(HELD)._asdict().items()
        if hasattr(when, "year")
    }
    told = {
        **day, "announced_how": "giấy mời", "sent_on": f"{HELD:%d/%m/%Y}",
        "name_1": "Bàn Thị Mơ", "name_2": "Lý Văn Tư", "whose_2": "community",
        "name_3": "Hà Thị Năm", "whose_3": "organisation",
        "households": "200", "yes": "134", "no": "4O", "other": "6",
        "witness_one": "Lý Văn Một", "witness_two": "Hà Thị Hai",
    }  # fmt: skip
    at = f"/ban-quyet-dinh/phat-phieu/{part.pk}/?giay=1"
    page = desk_of(tam).get(at).content.decode()
    how = page.split('name="announced_how" value="')[1].split('"')[0]

    def sheet(name):
        return SimpleUploadedFile(f"{name}.jpg", jpeg(), "image/jpeg")

    def send(**more):
        sheets = {"minutes": sheet("bb"), "tally": sheet("to")}
        return desk_of(tam).post(at, {**told, "announced_how": how, **more, **sheets})

    assert "Chỉ ghi số" in send().content.decode()
    assert send(no="40").status_code == 302
    part.motion.refresh_from_db()
    assert part.motion.state == State.PASSED
    assert CountScan.objects.count() == 2


def test_a_decision_is_written_and_reported_on_their_pages_today_or_from_paper(
    tam, mo, small, desk_of
):
    motion = put_forward(tam, mo, on=HELD)
    hall(part_of(motion), tam, present=10, yes=10, whole=12, on=HELD)
    told = {
        "form": "resolution", "front_agreed": "tại cuộc họp", "text": "Mỗi hộ góp 600.000 đồng.",
        "household_one": "Lý Văn Một", "household_two": "Hà Thị Hai", "executor": "Trưởng xóm",
    }  # fmt: skip
    at, desk = f"/ban-quyet-dinh/{motion.pk}/viec/", desk_of(tam)

    assert desk.post(f"{at}lap-van-ban/", told).status_code == 302
    day = f"{HELD + timedelta(days=9):%d/%m/%Y}"
    assert desk.post(f"{at}bao-cao/", {"text": "Đã đổ 400 m.", "happened": day}).status_code == 302
    made = Decision.objects.get(motion=motion)
    assert made.progress.get().on == HELD + timedelta(days=9)
    assert "Nhập từ giấy: báo cáo" in desk.get(f"/ban-quyet-dinh/{motion.pk}/lam/").content.decode()
