"""Meeting by clusters: the plan of the head, agreed with the Front, decided by the commune."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.meetings.actions.convening import draft, locked
from danchu.meetings.models import ChairAs, ClusterPlan, Meeting, PlanGround, Sitting, State
from danchu.meetings.trail import record
from danchu.people.models import Household, Role, Term
from danchu.rulebook.rulebook import value

CLUSTERS = "decisions.meeting.clusters"
PLAN = "meetings.clusters"
POINTS = "meetings.clusters.plan"
DECIDES = (Role.CHAIR, Role.CLERK)


class Cluster(NamedTuple):
    """One cluster: its sitting, and who leads it."""

    name: str
    day: date
    at: time
    place: str
    chair: str
    chair_as: ChairAs


class Plan(NamedTuple):
    """What the plan must say: Điều 3 khoản 6 đoạn 2."""

    ground: PlanGround
    clusters: Sequence[Cluster]
    tasks: str
    agreed_on: date


@transaction.atomic
def plan_clusters(meeting: Meeting, plan: Plan, *, by: Term, on: date) -> ClusterPlan:
    """Send the plan to the commune. An undecided plan is written anew."""
    meeting = draft(meeting)
    _refuse_unfit(meeting, plan, on=on)
    if ClusterPlan.objects.filter(meeting=meeting, decided_on__isnull=False).exists():
        raise Refused("Xã đã quyết định phương án họp cụm, không sửa được nữa.")
    ClusterPlan.objects.filter(meeting=meeting).delete()
    meeting.sittings.all().delete()
    for number, one in enumerate(plan.clusters, 1):
        Sitting.objects.create(
            meeting=meeting,
            number=number,
            name=" ".join(one.name.split())[:120],
            planned_on=one.day,
            planned_at=one.at,
            place=" ".join(one.place.split())[:200],
            chair=" ".join(one.chair.split())[:120],
            chair_as=one.chair_as,
        )
    made = ClusterPlan.objects.create(
        meeting=meeting,
        ground=plan.ground,
        tasks=plan.tasks.strip(),
        agreed_on=plan.agreed_on,
        sent_by=by,
        sent_on=on,
    )
    record("meetings.plan_clusters", meeting, by=by, on=on)
    return made


def _refuse_unfit(meeting: Meeting, plan: Plan, *, on: date) -> None:
    day = meeting.planned_on
    allowed = value(CLUSTERS, unit=meeting.unit, on=day)
    least = int(str(allowed.payload["households_min"]))
    whole = Household.objects.filter(unit=meeting.unit).standing(on=min(day, on)).count()
    if plan.ground == PlanGround.MANY and whole < least:
        raise Refused(
            f"Sổ có {whole} hộ, ít hơn {least} hộ. Họp cụm chỉ khi có từ {least} hộ, hoặc địa bàn "
            "dân cư sinh sống không tập trung.",
            allowed.national.cite,
        )
    points = value(POINTS, unit=meeting.unit, on=day).national.cite
    if len(plan.clusters) < 2:
        raise Refused("Họp cụm thì có từ hai cụm. Một cụm thì họp chung cả xóm.", points)
    if len({one.name.strip().casefold() for one in plan.clusters}) < len(plan.clusters):
        raise Refused("Hai cụm trùng tên. Hãy đặt tên khác nhau để bà con biết đến cụm nào.")
    for one in plan.clusters:
        if not (one.name.strip() and one.place.strip() and one.chair.strip()):
            raise Refused("Mỗi cụm ghi đủ tên cụm, nơi họp, người chủ trì.", points)
        if one.day < day:
            raise Refused(
                f"Cụm {one.name} họp trước ngày {day:%d/%m/%Y} là ngày đầu của cuộc họp. Hãy sửa "
                "ngày của cụm hoặc của cuộc họp."
            )
    if min(one.day for one in plan.clusters) != day:
        raise Refused(f"Chưa có cụm nào họp ngày {day:%d/%m/%Y}, ngày đầu của cuộc họp.")
    if not plan.tasks.strip():
        raise Refused("Chưa ghi phân công và báo cáo kết quả từng cụm.", points)
    if plan.agreed_on > on:
        raise Refused(
            "Ngày thống nhất với Ban công tác Mặt trận còn chưa đến.",
            value(PLAN, unit=meeting.unit, on=day).national.cite,
        )


@transaction.atomic
def decide_clusters(meeting: Meeting, document: str, *, by: Term, on: date) -> ClusterPlan:
    """The commune's decision on the plan, with the document it is in."""
    meeting = locked(meeting)
    plan = ClusterPlan.objects.filter(meeting=meeting).first()
    if plan is None or plan.decided_on is not None or meeting.state != State.DRAFT:
        raise Refused("Không có phương án họp cụm nào đang chờ xã quyết định.")
    if not document.strip():
        raise Refused("Chưa ghi số, ngày văn bản quyết định của Ủy ban nhân dân xã.")
    plan.decided_by, plan.decided_on = by, on
    plan.document = " ".join(document.split())[:120]
    plan.save(update_fields=["decided_by", "decided_on", "document"])
    record("meetings.decide_clusters", meeting, by=by, on=on)
    return plan


@transaction.atomic
def drop_clusters(meeting: Meeting, *, by: Term, on: date) -> Meeting:
    """One meeting of the whole community after all."""
    meeting = draft(meeting)
    ClusterPlan.objects.filter(meeting=meeting).delete()
    meeting.sittings.all().delete()
    Sitting.objects.create(
        meeting=meeting,
        planned_on=meeting.planned_on,
        planned_at=meeting.planned_at,
        place=meeting.place,
        chair=meeting.convenor,
    )
    record("meetings.drop_clusters", meeting, by=by, on=on)
    return meeting
