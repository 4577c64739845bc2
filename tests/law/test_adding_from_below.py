"""A commune or the province adds to the law: one account writes, another approves, no day moves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions.noting import note
from danchu.duties.models import Duty
from danchu.kit.clock import today as clock_today
from danchu.kit.law import book
from danchu.kit.models import AuditEntry
from danchu.people.models import Role
from danchu.rulebook import actions
from danchu.rulebook.models import LocalDraft, LocalRule
from danchu.rulebook.rulebook import value
from danchu.rulebook.tests.jurists import in_province

ON = date(2026, 12, 2)
PUBLISH, POSTING, ANSWER = "disclosure.publish", "disclosure.posting", "disclosure.answer_pointer"
PAPER = {"document": "12/QĐ-UBND ngày 02/12/2026", "signer": "Nông Văn Bình, Chủ tịch"}
ADD = f"/luat/{PUBLISH}/quy-dinh-them/"


@pytest.fixture
def dung(province):
    return in_province(province, "dung", "Trần Văn Dũng", Role.PROVINCE)


@pytest.fixture
def hoa(province):
    return in_province(province, "hoa", "Phạm Thị Hoa", Role.PROVINCE)


def drafted(by, key=PUBLISH, since=ON, on=ON, **change):
    return actions.draft(key, since=since, change=change, by=by, on=on, **PAPER)


def filled(**fields):
    return {"since": f"{clock_today():%d/%m/%Y}", **PAPER, **fields}


# ── the story ─────────────────────────────────────────────────────────────────────────────────


def test_the_clerk_writes_the_chair_approves_and_the_page_of_the_rule_says_so(
    client, desk_of, lan, binh, commune
):
    written = desk_of(lan).post(ADD, filled(more_working_days="3"))
    draft = LocalDraft.objects.get()
    assert written.headers["Location"] == f"/luat/quy-dinh-them/{draft.pk}/"
    assert value(PUBLISH, unit=commune, on=clock_today()).payload["working_days"] == 5

    chair = desk_of(binh)
    assert "3" in chair.get(f"/luat/quy-dinh-them/{draft.pk}/").content.decode()
    chair.post(f"/luat/quy-dinh-them/{draft.pk}/")

    rule = LocalRule.objects.get()
    assert (rule.key, rule.unit, rule.since, rule.value) == (
        PUBLISH,
        commune,
        clock_today(),
        {"working_days": 3},
    )
    assert value(PUBLISH, unit=commune, on=clock_today()).payload["working_days"] == 3
    draft.refresh_from_db()
    assert (draft.approver, draft.approved_by, draft.closed_on) == (
        binh.person,
        binh,
        clock_today(),
    )
    acts = AuditEntry.objects.order_by("pk").values_list("act", "account_id")
    assert list(acts) == [
        ("rulebook.draft_local", lan.person_id),
        ("rulebook.set_local", binh.person_id),
    ]
    page = client.get(f"/luat/{PUBLISH}/").content.decode()
    assert "Xã La Bằng" in page
    assert "12/QĐ-UBND ngày 02/12/2026" in page
    listed = desk_of(lan).get("/luat/quy-dinh-them/").content.decode()
    assert "đang áp dụng" in listed


def test_the_province_needs_two_accounts_too(desk_of, dung, hoa, province, commune):
    draft = drafted(dung, key=ANSWER, working_days=7)
    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        actions.approve(draft, by=dung, on=ON)
    actions.approve(draft, by=hoa, on=ON)

    applied = value(ANSWER, unit=commune, on=ON)
    assert applied.payload["working_days"] == 7
    assert "tham số của tỉnh" in applied.notes
    assert "Tỉnh Thái Nguyên quy định thêm: 12/QĐ-UBND ngày 02/12/2026" in applied.notes


# ── two accounts ──────────────────────────────────────────────────────────────────────────────


def test_whoever_wrote_a_draft_is_not_led_to_approve_it(desk_of, binh):
    draft = drafted(binh, working_days=3)
    address = f"/luat/quy-dinh-them/{draft.pk}/"
    desk = desk_of(binh)
    assert ">Duyệt</button>" not in desk.get(address).content.decode()
    assert desk.post(address).status_code == 404
    assert not LocalRule.objects.exists()


def test_the_database_refuses_the_same_account_twice(binh):
    draft = drafted(binh, working_days=3)
    draft.approver, draft.approved_by, draft.closed_on = binh.person, binh, ON
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_a_second_office_of_the_same_person_is_still_the_same_account(binh, commune):
    second = type(binh).objects.create(
        person=binh.person, role=Role.APPROVER, unit=commune, since=date(2026, 1, 1)
    )
    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        actions.approve(drafted(binh, working_days=3), by=second, on=ON)


def test_a_draft_is_approved_or_dropped_once(lan, binh, thang):
    draft = drafted(lan, working_days=3)
    actions.approve(draft, by=binh, on=ON)
    for act in (actions.approve, actions.drop):
        with pytest.raises(Refused, match="đã được duyệt hoặc bỏ ngày 02/12/2026"):
            act(draft, by=thang, on=ON)
    dropped = drafted(lan, key=POSTING, days=40)
    actions.drop(dropped, by=lan, on=ON)
    with pytest.raises(Refused, match="đã được duyệt hoặc bỏ"):
        actions.approve(dropped, by=binh, on=ON)
    assert LocalRule.objects.count() == 1


# ── what is refused ───────────────────────────────────────────────────────────────────────────


def narrower(rule, old):
    if isinstance(old, bool):
        return False if old else None
    if isinstance(old, int):
        return {"longer": old - 1, "shorter": old + 1}.get(rule.extends, old + 1)
    return list(old[1:]) if isinstance(old, tuple) else None


def test_no_rule_can_be_narrowed_by_a_draft(lan):
    """Over every field of every rule that holds; each refusal rests on an article."""
    tried = 0
    for rule in book().rules.values():
        running = [v for v in rule.values if v.since <= ON and (v.until is None or v.until >= ON)]
        for name, old in running[0].payload.items() if running else ():
            less = narrower(rule, old)
            if less is None:
                continue
            with pytest.raises(Refused) as refused:
                drafted(lan, key=rule.key, **{name: less})
            assert refused.value.cite is not None, f"{rule.key} {name}"
            tried += 1
    assert tried > 200
    assert not LocalDraft.objects.exists()


def test_the_page_refuses_a_longer_deadline_with_the_article(desk_of, lan):
    answer = desk_of(lan).post(ADD, filled(more_working_days="6"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Chỉ được sớm hơn 5, không được kéo đến 6." in page
    assert "Căn cứ: Luật 10/2022/QH15, Điều 35 khoản 2 điểm c." in page
    assert not LocalDraft.objects.exists()


@pytest.mark.parametrize("look", [{}, {"look": "1"}])
def test_yesterday_is_refused_and_a_form_without_a_change_too(desk_of, lan, look):
    yesterday = f"{clock_today() - timedelta(days=1):%d/%m/%Y}"
    if not look:
        answer = desk_of(lan).post(ADD, filled(more_working_days="3", since=yesterday))
        assert "không lùi về" in answer.content.decode()
    assert desk_of(lan).post(ADD, filled(more_working_days="5") | look).status_code == 422
    assert not LocalDraft.objects.exists()


def test_a_draft_left_lying_past_its_day_is_no_longer_approved(lan, binh):
    draft = drafted(lan, working_days=3)
    with pytest.raises(Refused, match="không lùi về 02/12/2026"):
        actions.approve(draft, by=binh, on=date(2026, 12, 3))


def test_a_rule_that_stays_as_it_is_offers_no_field(desk_of, lan):
    key = next(k for k, r in book().rules.items() if r.extends == "none" and not r.parameter)
    page = desk_of(lan).get(f"/luat/{key}/quy-dinh-them/").content.decode()
    assert "Quy tắc này không đổi được" in page


# ── duties ────────────────────────────────────────────────────────────────────────────────────


def noted(commune, lan, number, decided_on, on=ON):
    fields = {"signer": "Nông Văn Bình", "by": lan, "on": on}
    return note(commune, group=1, number=number, decided_on=decided_on, **fields)


def test_open_duties_keep_their_day_and_later_ones_follow_the_new(lan, binh, commune):
    before = noted(commune, lan, "1/QĐ", date(2026, 12, 1))
    assert before.due_on == date(2026, 12, 8)

    actions.approve(drafted(lan, working_days=3), by=binh, on=ON)

    before.refresh_from_db()
    assert before.due_on == date(2026, 12, 8)
    assert Duty.objects.get(kind="item").due_on == date(2026, 12, 8)
    # signed yesterday and noted only now: by the rules of yesterday
    assert noted(commune, lan, "2/QĐ", date(2026, 12, 1)).due_on == date(2026, 12, 8)
    assert noted(commune, lan, "3/QĐ", ON).due_on == date(2026, 12, 7)


def test_the_preview_names_open_duties_and_what_a_day_becomes(desk_of, lan, commune):
    on = clock_today()
    item = noted(commune, lan, "1/QĐ", on, on=on)
    answer = desk_of(lan).post(ADD, filled(more_working_days="3", look="1"))
    page = answer.content.decode()
    assert "giữ nguyên hạn" in page
    assert f"Xã La Bằng: hạn {item.due_on:%d/%m/%Y}" in page
    assert "Công khai 1/QĐ (nhóm 1: Kế hoạch kinh tế - xã hội)" in page
    assert f"hạn {item.due_on:%d/%m/%Y} thành" in page
    assert not LocalDraft.objects.exists()


def test_duties_of_another_commune_are_not_shown(desk_of, lan, mai, elsewhere):
    on = clock_today()
    noted(elsewhere, mai, "9/QĐ", on, on=on)
    page = desk_of(lan).post(ADD, filled(more_working_days="3", look="1")).content.decode()
    assert "Không việc nào đang mở theo quy tắc này" in page


# ── ending ────────────────────────────────────────────────────────────────────────────────────


def test_ending_an_addition_is_written_by_one_and_approved_by_another(lan, binh, commune):
    rule = actions.approve(drafted(lan, working_days=3), by=binh, on=ON)
    first = date(2026, 12, 20)
    ending = actions.draft_end(rule, since=first, by=lan, on=ON, **PAPER)
    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        actions.approve(ending, by=lan, on=ON)
    actions.approve(ending, by=binh, on=ON)

    rule.refresh_from_db()
    assert rule.until == date(2026, 12, 19)
    assert value(PUBLISH, unit=commune, on=date(2026, 12, 19)).payload["working_days"] == 3
    assert value(PUBLISH, unit=commune, on=first).payload["working_days"] == 5
    assert AuditEntry.objects.latest("pk").act == "rulebook.end_local"


def test_an_addition_ends_on_no_day_that_is_over(lan, binh):
    rule = actions.approve(drafted(lan, working_days=3), by=binh, on=ON)
    with pytest.raises(Refused, match="không lùi về 01/12/2026"):
        actions.draft_end(rule, since=date(2026, 12, 1), by=lan, on=ON, **PAPER)


def test_the_office_ends_an_addition_on_its_page(desk_of, lan, binh):
    on = clock_today()
    rule = actions.approve(drafted(lan, since=on, on=on, working_days=3), by=binh, on=on)
    later = f"{on + timedelta(days=9):%d/%m/%Y}"
    answer = desk_of(lan).post(f"/luat/quy-dinh-them/thoi/{rule.pk}/", filled(since=later))
    draft = LocalDraft.objects.get(ends=rule)
    assert answer.headers["Location"] == f"/luat/quy-dinh-them/{draft.pk}/"
    desk_of(binh).post(f"/luat/quy-dinh-them/{draft.pk}/")
    rule.refresh_from_db()
    assert rule.until == on + timedelta(days=8)


# ── who may not ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["tam", "khoa", "viet"])
def test_only_the_office_and_the_province_write(request, desk_of, who):
    desk = desk_of(request.getfixturevalue(who))
    assert desk.get(ADD).status_code == 404
    assert desk.get("/luat/quy-dinh-them/").status_code == 404
    assert ADD not in desk.get(f"/luat/{PUBLISH}/").content.decode()


def test_an_official_who_left_writes_nothing(desk_of, cuu):
    assert desk_of(cuu).get(ADD).status_code == 403


def test_mai_sees_nothing_of_the_drafts_and_additions_of_la_bang(desk_of, mai, lan, binh):
    draft = drafted(lan, working_days=3)
    rule = actions.approve(drafted(lan, key=POSTING, days=40), by=binh, on=ON)
    desk = desk_of(mai)
    assert desk.get(f"/luat/quy-dinh-them/{draft.pk}/").status_code == 404
    assert desk.post(f"/luat/quy-dinh-them/{draft.pk}/").status_code == 404
    assert desk.get(f"/luat/quy-dinh-them/thoi/{rule.pk}/").status_code == 404
    assert "La Bằng" not in desk.get("/luat/quy-dinh-them/").content.decode()


def test_a_clerk_approves_nothing(desk_of, lan, binh):
    draft = drafted(binh, working_days=3)
    assert desk_of(lan).post(f"/luat/quy-dinh-them/{draft.pk}/").status_code == 404
    assert not LocalRule.objects.exists()


def test_three_drafts_cost_as_many_queries_as_one(desk_of, lan, binh):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk = desk_of(lan)
    counted = []
    for keys in ((POSTING, 40), ("disclosure.broadcast", 5), ("disclosure.publish", 3)):
        name = "working_days" if keys[0] == PUBLISH else "days"
        actions.approve(drafted(lan, key=keys[0], **{name: keys[1]}), by=binh, on=ON)
        with CaptureQueriesContext(connection) as asked:
            desk.get("/luat/quy-dinh-them/")
        counted.append(len(asked))
    assert counted == [counted[0]] * 3
