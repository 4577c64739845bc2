"""Slips: planned and announced, made from a frozen roll, collected, counted (NĐ 59 Điều 4)."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from civics import motions as law
from civics.errors import Refused
from civics.sizes import check_size
from danchu.decisions import rules
from danchu.decisions.making import locked, refuse_own_removal
from danchu.decisions.models import Count, Part, Slip, SlipRound, TeamMember
from danchu.decisions.settling import settle
from danchu.decisions.words import RUNNING, Result, State, Way, Whose
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.kit.folding import fold
from danchu.kit.law import book
from danchu.people import actions as people
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import Role, Term
from danchu.rulebook.rulebook import last_day

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper


class Member(NamedTuple):
    """One of the team; exactly one leads, of the Front committee."""

    name: str
    whose: Whose
    leads: bool = False


class Plan(NamedTuple):
    """What the plan says. All days are inclusive."""

    issued_on: date
    announced_on: date
    announced_how: str
    hand_out_on: date
    collect_until: date
    team: Sequence[Member]
    number: str = ""
    work: str = ""


class Tally(NamedTuple):
    """What the team counted, of all slips together: never which slip said what."""

    yes: int
    no: int
    other: int  # other opinions, blank and invalid slips
    witness_one: str
    witness_two: str


@transaction.atomic
def plan_slips(part: Part, plan: Plan, *, by: Term, on: date) -> SlipRound:
    """The head, with the Front, plans a round; refused where the law opens no slips. On whether
    the head goes: whoever may call the meeting on it."""
    motion = locked(part.motion)
    refuse_own_removal(motion, by=by, on=on)
    part = Part.objects.select_related("unit__commune").get(pk=part.pk)
    if motion.state not in RUNNING or part.voted:
        _refuse_decided(part, motion.matter, motion.scope, on=on)
    opening = law.slips_may(
        book(),
        motion.matter,
        scope=motion.scope,
        meeting=Result(part.result).value if part.result else None,
        front_agreed=motion.agreed_by_id is not None,
        on=on,
    )
    if not opening.open:
        raise Refused(opening.why, opening.cite)
    if part.rounds.running().exists():
        raise Refused("Đang có một đợt phát phiếu cho việc này.")
    _refuse_days(plan, part, on=on)
    _refuse_team(plan.team, on=on)
    made = _planned(part, plan, by=by)
    if not motion.of_commune:
        motion.state = State.SLIPS
        motion.save(update_fields=["state"])
    _must_send(made, on=on)
    _record("decisions.plan_slips", made, by, on)
    return made


@transaction.atomic
def send_plan(found: SlipRound, *, by: Term, on: date) -> SlipRound:
    """To the chair of the commune and of its Front (khoản 2)."""
    found = _locked(found)
    if found.sent_on is not None:
        raise Refused(f"Đã ghi gửi kế hoạch ngày {found.sent_on:%d/%m/%Y}.")
    found.sent_on = on
    found.save(update_fields=["sent_on"])
    duties.close(rules.ROUND, found.pk, on=on, rule_key=rules.PLAN_SENT)
    _record("decisions.send_plan", found, by, on)
    return found


@transaction.atomic
def prepare_slips(found: SlipRound, *, by: Term, on: date) -> SlipRound:
    """Freeze the roll and make one slip for EVERY household on it, those who came to the hall too.

    Which household's number a stub has is known; what the slip says is written by hand alone.
    """
    found = _locked(found)
    if found.prepared_on is not None:
        raise Refused("Phiếu của đợt này đã lập. Cần thêm bản in thì in lại.")
    unit = rules.heir_of(found.part.unit, on=on)
    if unit.pk != found.part.unit_id:
        raise Refused(
            f"{found.part.unit.full_name} đã nhập vào {unit.spoken_name}. Phiếu chưa lập thì dừng "
            "đợt này; đơn vị mới đưa việc ra bàn lại với sổ hộ của mình."
        )
    words = f"phát phiếu: {found.part.motion.title}"
    # Not the number of the round: the list is written before it when a commune moves house.
    what = ForWhat(words[:200], "slip_round", f"s{uuid4().hex}")
    found.roll = people.freeze_roll(found.part.unit, what, by=by, on=on)
    found.prepared_on = on
    found.save(update_fields=["roll", "prepared_on"])
    lines = found.roll.lines.order_by("line")
    Slip.objects.bulk_create(
        Slip(round=found, line=line, number=line.line, code=_code()) for line in lines
    )
    found.part.roll = found.roll
    found.part.save(update_fields=["roll"])
    _record("decisions.prepare_slips", found, by, on)
    return found


@transaction.atomic
def collect(found: SlipRound, number: int, *, by: Term, on: date) -> Slip:
    """The stub of a slip that came back; once a household."""
    found = _locked(found)
    slip = Slip.objects.select_for_update().filter(round=found, number=number).first()
    if slip is None:
        raise Refused(f"Không có phiếu số {number} trong đợt này. Hãy xem lại số trên cuống.")
    if slip.collected_on is not None:
        raise Refused(f"Phiếu số {number} đã ghi thu ngày {slip.collected_on:%d/%m/%Y}.")
    if not found.hand_out_on <= on <= found.collect_until:
        raise Refused(
            f"Thu phiếu từ {found.hand_out_on:%d/%m/%Y} đến hết {found.collect_until:%d/%m/%Y}."
        )
    slip.collected_on, slip.collected_by = on, by
    slip.save(update_fields=["collected_on", "collected_by"])
    _record("decisions.collect_slip", found, by, on)
    return slip


@transaction.atomic
def count_slips(found: SlipRound, tally: Tally, *, by: Term, on: date) -> Count:
    """Form 04: counted after the last day, before two households, every slip once."""
    found = _locked(found)
    motion = locked(found.part.motion)
    refuse_own_removal(motion, by=by, on=on)
    if found.roll is None:
        raise Refused("Chưa lập phiếu cho đợt này nên chưa có gì để kiểm.")
    everybody = not found.slips.filter(collected_on=None).exists()
    if on < found.collect_until or (on == found.collect_until and not everybody):
        raise Refused(
            f"Còn thu phiếu đến hết {found.collect_until:%d/%m/%Y}. Kiểm phiếu sau ngày ấy, hoặc "
            "trong ngày ấy khi mọi hộ đã nộp."
        )
    collected = found.slips.exclude(collected_on=None).count()
    counted = tally.yes + tally.no + tally.other
    if counted != collected:
        raise Refused(
            f"Cộng lại là {counted} phiếu, cuống ghi đã thu {collected}. Mỗi phiếu đếm một lần: "
            "hãy đếm lại, hoặc ghi nốt phiếu đã thu."
        )
    made = write_count(found, tally, collected, by=by, on=on)
    duties.close(rules.ROUND, found.pk, on=on)
    settle(motion, found.part, made, on=on)
    _record("decisions.count_slips", found, by, on)
    return made


@transaction.atomic
def call_off(found: SlipRound, *, why: str, by: Term, on: date) -> SlipRound:
    """Stopped before the count, with its reason; the motion stands as before this round."""
    found = _locked(found)
    motion = locked(found.part.motion)
    if not why.strip():
        raise Refused("Hãy ghi vì sao dừng đợt phát phiếu: bà con sẽ đọc câu này.")
    found.called_off_on, found.called_off_why = on, why.strip()[:300]
    found.save(update_fields=["called_off_on", "called_off_why"])
    duties.call_off(rules.ROUND, found.pk, on=on, why="đã dừng đợt phát phiếu")
    if not motion.of_commune:
        motion.state = State.SHORT if found.part.result == Result.SHORT else State.OPEN
        motion.save(update_fields=["state"])
    _record("decisions.call_off_slips", found, by, on)
    return found


def _planned(part: Part, plan: Plan, *, by: Term) -> SlipRound:
    """The round and its team, as the plan says."""
    made = SlipRound.objects.create(
        part=part,
        number=plan.number.strip()[:60],
        issued_on=plan.issued_on,
        issued_by=by,
        announced_on=plan.announced_on,
        announced_how=plan.announced_how[:120],
        hand_out_on=plan.hand_out_on,
        collect_until=plan.collect_until,
        work=plan.work.strip(),
    )
    TeamMember.objects.bulk_create(
        TeamMember(round=made, name=" ".join(one.name.split()), whose=one.whose, leads=one.leads)
        for one in plan.team
    )
    return made


def _must_send(found: SlipRound, *, on: date) -> None:
    """Two days to the chair of the commune and of its Front (khoản 2 đoạn 2)."""
    due = last_day(rules.PLAN_SENT, unit=found.part.unit, start=found.issued_on).due_on
    own, by = found.part.motion.removes_head, found.issued_by
    duties.open_duty(
        rules.PLAN_SENT,
        unit=by.unit if own else rules.heir_of(found.part.unit, on=on),
        role=Role(by.role) if own else Role.COMMUNITY_HEAD,
        what="Gửi kế hoạch phát phiếu cho Chủ tịch xã và Chủ tịch Mặt trận xã",
        kind=rules.ROUND,
        key=found.pk,
        address=f"/ban-quyet-dinh/dot-phieu/{found.pk}/",
        counted_from=found.issued_on,
        due_on=due,
    )


def write_count(found: SlipRound, tally: Tally, collected: int, *, by: Term, on: date) -> Count:
    """The row before two households. Inside the act that calls, which settles what follows."""
    _refuse_witnesses(tally, found, on=on)
    made = _counted(found, found.part.motion.matter, tally, collected, by=by, on=on)
    found.count = made
    found.witness_one, found.witness_two = tally.witness_one.strip(), tally.witness_two.strip()
    found.save(update_fields=["count", "witness_one", "witness_two"])
    return made


def _counted(
    found: SlipRound, matter: str, tally: Tally, collected: int, *, by: Term, on: date
) -> Count:
    """The row: all slips together, judged by the law of the last day of collecting."""
    assert found.roll is not None
    judged = law.slips(
        book(),
        matter,
        households=found.roll.whole,
        collected=collected,
        yes=tally.yes,
        on=found.collect_until,
    )
    return Count.objects.create(
        part=found.part,
        way=Way.SLIPS,
        held_on=found.collect_until,
        roll=found.roll,
        households=found.roll.whole,
        present=collected,
        yes=tally.yes,
        no=tally.no,
        other=tally.other,
        secret=True,
        result=judged.result,
        needed=judged.needed,
        rule_key=judged.key,
        written_by=by,
        written_on=on,
    )


def _refuse_decided(part: Part, matter: str, scope: str, *, on: date) -> None:
    """Says with the article why slips are no second try after a vote."""
    opening = law.slips_may(
        book(), matter, scope=scope, meeting="lost" if part.voted else None, on=on
    )
    raise Refused(
        opening.why if not opening.open else "Việc này không còn chờ biểu quyết.", opening.cite
    )


def _refuse_days(plan: Plan, part: Part, *, on: date) -> None:
    rule = book().deadline(rules.ANNOUNCE, start=plan.hand_out_on)
    if plan.issued_on > on or plan.announced_on < plan.issued_on:
        raise Refused("Kế hoạch ban hành trước, rồi mới báo cho dân. Hãy xem lại hai ngày.")
    if plan.announced_on > rule.due_on:
        raise Refused(
            f"Phát phiếu ngày {plan.hand_out_on:%d/%m/%Y} thì phải báo cho dân chậm nhất ngày "
            f"{rule.due_on:%d/%m/%Y}. Hãy lùi ngày phát phiếu.",
            rule.cite,
        )
    if plan.collect_until < plan.hand_out_on:
        raise Refused("Ngày thu phiếu cuối cùng đứng trước ngày phát. Hãy xem lại hai ngày.")
    last = part.counts.order_by("-pk").first()
    if last is not None and plan.issued_on < last.held_on:
        raise Refused(f"Kế hoạch lập sau cuộc họp ngày {last.held_on:%d/%m/%Y}.")


def _refuse_team(team: Sequence[Member], *, on: date) -> None:
    cite = check_size(book(), rules.TEAM, on=on, persons=len(team)).cite
    names = [fold(" ".join(one.name.split())) for one in team]
    if not all(names):
        raise Refused("Có người trong Tổ phát phiếu chưa ghi họ tên.", cite)
    if len(set(names)) < len(names):
        raise Refused("Một người ghi hai lần trong Tổ phát phiếu. Mỗi người một dòng.", cite)
    leads = [one for one in team if one.leads]
    if len(leads) != 1 or leads[0].whose != Whose.FRONT:
        raise Refused("Tổ trưởng Tổ phát phiếu là đại diện Ban công tác Mặt trận, một người.", cite)
    missing = [one for one in Whose if one not in {member.whose for member in team}]
    if missing:
        raise Refused(f"Tổ phát phiếu còn thiếu: {missing[0].label.lower()}.", cite)


def _refuse_witnesses(tally: Tally, found: SlipRound, *, on: date) -> None:
    cite = book().value("slips.witnesses", on=on).cite
    names = {fold(" ".join(one.split())) for one in (tally.witness_one, tally.witness_two)}
    if len(names - {""}) != 2:
        raise Refused("Cần đại diện hai hộ khác nhau chứng kiến kiểm phiếu.", cite)
    if names & {fold(one.name) for one in found.team.all()}:
        raise Refused("Người chứng kiến không phải người của Tổ phát phiếu.", cite)


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def _locked(found: SlipRound) -> SlipRound:
    found = (
        SlipRound.objects.select_for_update(of=("self",))
        .select_related("part__unit__commune", "part__motion", "roll")
        .get(pk=found.pk)
    )
    if not found.is_open:
        raise Refused("Đợt phát phiếu này đã kiểm phiếu hoặc đã dừng.")
    return found


def _record(act: str, found: SlipRound, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=found.part.unit_id, kind=rules.ROUND, key=found.pk, on=on)
