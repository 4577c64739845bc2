"""What pages show of a motion: its verdict, its story, how far each community is. No names."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Exists,
    OuterRef,
    Prefetch,
    QuerySet,
    Value,
    prefetch_related_objects,
)

from civics.motions import effect
from danchu.decisions import rules
from danchu.decisions.actions.counting import told
from danchu.decisions.models import (
    Change,
    Count,
    Decision,
    Motion,
    Objection,
    Part,
    Progress,
    SlipRound,
)
from danchu.decisions.words import ENDED, ChangeKind, Matter, Result, State, Way
from danchu.kit.law import book
from danchu.meetings import figures as meetings
from danchu.meetings.models import Meeting

ANNOUNCED = "Báo trước việc phát phiếu"
FEWEST = 5  # households; under this a breakdown would tell how somebody voted
KINDS = {
    State.DRAFT: "none",
    State.OPEN: "soon",
    State.SHORT: "half",
    State.SLIPS: "soon",
    State.PASSED: "ok",
    State.LOST: "late",
    State.WITHDRAWN: "none",
}
VERDICTS = {Result.PASSED: "ok", Result.LOST: "no", Result.SHORT: "half"}


class Line(NamedTuple):
    """One motion in a list."""

    motion: Motion
    kind: str
    words: str  # "134 trên 200 hộ tán thành, cần 134"; "" before a count


def lines(motions: Iterable[Motion]) -> list[Line]:
    """`motions` must carry their parts with counts (`with_counts`): no query here."""
    return [Line(one, KINDS[State(one.state)], _summed(one)) for one in motions]


def with_counts(motions: Any) -> Any:
    """Two queries more for all parts and all counts."""
    return motions.prefetch_related(_parts(), "parts__counts")


def _parts() -> "Prefetch[Any]":
    return Prefetch("parts", Part.objects.select_related("unit").order_by("pk"))


def last_count(part: Part) -> Count | None:
    """The count that holds, of a part that carries its counts."""
    counts = sorted(part.counts.all(), key=lambda one: one.pk)
    return counts[-1] if counts else None


def tells_all(count: Count) -> bool:
    """Whether yes, no and other may be shown: not under five households, nor five who came."""
    return min(count.households, count.present) >= FEWEST


def verdict(part: Part, *, link: str = "") -> dict[str, Any] | None:
    """What `kit/_verdict.html` wants; None before a count."""
    count = last_count(part)
    if count is None:
        return None
    answer = told(count)
    result = Result(count.result)
    votes = {
        "whole": count.households,
        "yes": count.yes,
        "no": count.no,
        "other": count.present - count.yes - count.no,
        "needed": count.needed,
    }
    return {
        "kind": VERDICTS[result],
        "word": result.label,
        "sum": answer.sentence.partition(": ")[2]
        if tells_all(count)
        else "Dưới năm hộ: chỉ nêu kết quả.",
        "why": _why(count),
        "votes": votes if tells_all(count) and result != Result.SHORT else None,
        "cite": {"place": answer.cite, "address": f"/luat/{count.rule_key}/"},
        "next": {"address": link, "label": "Làm tiếp"} if link else None,
        "count": count,
    }


def commune_verdict(motion: Motion) -> dict[str, Any] | None:
    """The sum over a commune's communities; None while it is open."""
    if motion.agreed is None:
        return None
    passed = motion.state == State.PASSED
    assert motion.ended_on is not None
    return {
        "kind": "ok" if passed else "no",
        "word": motion.get_state_display(),
        "sum": f"{motion.agreed} trên {motion.communities} thôn, tổ tán thành, cần {motion.needed}",
        "why": "Tính trên tổng số thôn, tổ dân phố của xã.",
        "votes": {
            "whole": motion.communities,
            "yes": motion.agreed,
            "needed": motion.needed,
            "unit": "thôn, tổ",
        },
        "cite": {
            "place": str(book().value(motion.rule_key, on=motion.ended_on).cite),
            "address": f"/luat/{motion.rule_key}/",
        },
    }


def _why(count: Count) -> str:
    if count.result == Result.SHORT:
        return (
            f"Cần {count.needed} hộ tán thành mà chỉ có {count.present} hộ có mặt: dù tất cả tán "
            "thành cũng chưa đủ. Cuộc họp chưa quyết định gì; có thể phát phiếu đến mọi hộ."
        )
    if count.way == Way.SLIPS:
        return "Phiếu phát đến mọi hộ, tính riêng, không cộng số hộ tán thành tại cuộc họp."
    return "Tính trên tổng số hộ của thôn, không phải số hộ dự họp."


def _summed(motion: Motion) -> str:
    if motion.agreed is not None:
        return f"{motion.agreed} trên {motion.communities} thôn, tổ tán thành, cần {motion.needed}"
    parts = list(motion.parts.all())
    if motion.of_commune:
        voted = sum(1 for one in parts if one.voted)
        return f"{voted} trên {len(parts)} thôn, tổ đã biểu quyết" if parts else ""
    count = last_count(parts[0]) if parts else None
    if count is None:
        return ""
    return told(count).sentence.partition(": ")[2].rstrip(".") if tells_all(count) else ""


# ── the story ─────────────────────────────────────────────────────────────────────────────────


def story(motion: Motion, decision: Decision | None, *, on: date) -> list[dict[str, str]]:
    """What happened, newest first. No name of a household, nothing of how one voted."""
    steps: list[tuple[date, str, str]] = [(motion.proposed_on, motion.get_origin_display(), "")]
    if motion.put_forward_on:
        agreed = "Đã thống nhất với Mặt trận." if motion.agreed_by_id else ""
        steps.append((motion.put_forward_on, "Đưa ra bà con bàn", agreed))
    for part in motion.parts.all():
        where = f" ({part.unit.full_name})" if motion.of_commune else ""
        for count in sorted(part.counts.all(), key=lambda one: one.pk):
            how = "Kiểm phiếu từng hộ" if count.way == Way.SLIPS else "Họp, biểu quyết"
            if count.way == Way.MEETING and not count.meeting:
                how += " (nhập từ giấy)"
            what = f"Đính chính: {count.why}. " if count.why else ""
            text = told(count).sentence if tells_all(count) else Result(count.result).label
            steps.append((count.held_on, how + where, what + text))
            if not motion.of_commune and (counted := getattr(count, "round", None)):
                steps.append(_of_round(counted))
    steps += [_of_round(one) for one in asking(motion) if not motion.of_commune]
    if motion.withdrawn_on:
        steps.append((motion.withdrawn_on, "Đã rút", motion.withdrawn_why))
    if decision is not None:
        steps += list(_of_decision(decision))
    if getattr(motion, "has_more", True):
        steps += _happened(motion, decision)
    steps.sort(key=lambda one: one[0])
    shown = [
        {"title": title, "text": f"{day:%d/%m/%Y}. {text}".strip(), "state": "done"}
        for day, title, text in steps
    ]
    return shown[::-1]


def _of_round(found: SlipRound) -> tuple[date, str, str]:
    until = f"Phát ngày {found.hand_out_on:%d/%m/%Y}, thu đến hết {found.collect_until:%d/%m/%Y}."
    paper = " (nhập từ giấy)" if found.on_paper else ""
    return found.announced_on, f"{ANNOUNCED}{paper}", f"{_sentence(found.announced_how)} {until}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _happened(motion: Motion, decision: Decision | None) -> list[tuple[date, str, str]]:
    """Rounds that were called off, progress, changes: of four tables, one query."""
    none = Value("", output_field=CharField())
    off = SlipRound.objects.filter(part__motion=motion, called_off_on__isnull=False)
    if motion.of_commune:
        off = off.none()
    asked: list[QuerySet[Any, Any]] = [
        off.values_list("announced_on", _title(ANNOUNCED), none, "announced_how"),
        off.values_list("called_off_on", _title("Dừng đợt phát phiếu"), none, "called_off_why"),
    ]
    if decision is not None:
        told_of, changes = decision.progress.order_by(), decision.changes.order_by()
        asked += [
            told_of.values_list("on", _title("Thực hiện đến đâu"), none, "text"),
            changes.values_list("on", "kind", "number", "why"),
        ]
    rows = asked[0].union(*asked[1:], all=True)
    kinds = dict(ChangeKind.choices)
    return [
        (
            day,
            kinds.get(title, title),
            _sentence(text) if title == ANNOUNCED else f"{number}: {text}" if number else text,
        )
        for day, title, number, text in rows
    ]


def _title(words: str) -> Value:
    return Value(words, output_field=CharField())


def _of_decision(decision: Decision) -> Iterable[tuple[date, str, str]]:
    yield decision.written_on, f"Lập {decision.get_form_display().lower()}", decision.number
    days = (
        (decision.sent_on, "Gửi Ủy ban nhân dân xã và Mặt trận xã", _timely(decision)),
        (decision.received_on, "Ủy ban nhân dân xã nhận", ""),
        (decision.front_received_on, "Mặt trận xã nhận", ""),
        (decision.recognised_on, "Công nhận", decision.answer_number),
        (decision.refused_on, "Không công nhận", decision.refused_why),
        (decision.finished_on, "Thực hiện xong", ""),
    )
    yield from ((day, title, text) for day, title, text in days if day)


def _timely(decision: Decision) -> str:
    late = decision.sent_on is not None and decision.sent_on > decision.send_by
    return f"{'Trễ hạn' if late else 'Đúng hạn'}, hạn {decision.send_by:%d/%m/%Y}."


def coming(motion: Motion) -> list[Meeting]:
    """When it is discussed: meetings that people were told of. One query while it is running."""
    if motion.state not in {State.OPEN, State.SHORT}:
        return []
    return meetings.told_on(rules.MOTION, [str(one.pk) for one in motion.parts.all()])


def asking(motion: Motion) -> list[SlipRound]:
    """Rounds of slips that households are being asked by now. One query while there are any."""
    if motion.state != State.SLIPS:
        return []
    rounds = [one for part in motion.parts.all() for one in part.rounds.all()]
    return [one for one in rounds if one.is_open]


def objections(motion: Motion, decision: Decision | None) -> list[Objection]:
    """Of a motion that came `with_story` only asked for where there are any."""
    if decision is None or not getattr(motion, "objected", True):
        return []
    return sorted(decision.objections.all(), key=lambda one: one.pk)


def papered(motion: Motion) -> list[tuple[str, date]]:
    """What was done on paper and entered later, with its day."""
    steps = [(step, date.fromisoformat(day)) for step, day in motion.from_paper]
    return sorted(steps, key=lambda one: one[1])


def standing(decision: Decision, *, on: date) -> tuple[str, str]:
    """A status kind and words: in force, waiting, refused, ended."""
    if decision.repealed_on is not None:
        return "late", f"hết hiệu lực từ {decision.repealed_on:%d/%m/%Y}"
    if decision.finished_on is not None:
        return "ok", f"đã thực hiện xong ngày {decision.finished_on:%d/%m/%Y}"
    if decision.refused_on is not None:
        return "late", "không được công nhận"
    if decision.effective_on is not None:
        said = "có hiệu lực từ" if decision.effective_on <= on else "sẽ có hiệu lực từ"
        return "ok", f"{said} {decision.effective_on:%d/%m/%Y}"
    return "soon", "chờ công nhận" if decision.recognised_by else "chờ xã định ngày có hiệu lực"


def law_of(motion: Motion) -> list[str]:
    """The rules a motion is read with: matter, way, share, effect, and the right to object."""
    keys = [f"decisions.matter.{motion.matter}", rules.share_key(motion.matter, motion.scope)]
    keys += (
        [f"decisions.propose.{motion.scope}"] * (not motion.removes_head)
        if motion.origin != "initiative"
        else [
            rules.TEN,
            rules.BELOW,
            rules.ENDORSED,
        ]
    )
    if motion.matter in book().rule("decisions.meeting_required").matters:
        keys.append("decisions.meeting_required")
    if motion.state in {State.SHORT, State.SLIPS}:
        keys += ["decisions.slips.cases", "slips.case.short_meeting", "slips.hall_votes"]
    if motion.state in {State.PASSED, State.LOST}:
        keys += ["decisions.organise.publish_result"]
    if motion.removes_head:
        keys += [rules.REMOVAL[motion.removal_ground]] if motion.removal_ground else []
        keys += [rules.REMOVAL_CALLED] if motion.asked_by_chair else []
        keys += [rules.NO_AGREEMENT] if motion.state == State.LOST else [rules.REMOVED]
    elif motion.matter in {Matter.COMMUNITY_HEAD, Matter.BOARDS} and not motion.removal:
        keys += ["meetings.candidates"]
    if motion.of_commune and motion.state in ENDED:
        keys += [rules.COUNCIL]
    if motion.state == State.PASSED:
        keys += ["decisions.points", "decisions.send_decision", _effect_key(motion)]
    return keys


def _effect_key(motion: Motion) -> str:
    day = motion.ended_on or motion.proposed_on
    return effect(book(), motion.matter, scope=motion.scope, on=day).key


def with_story(motions: Any) -> Any:
    """What the page of one motion reads. What there is none of is not asked for (`filled`)."""
    off = SlipRound.objects.filter(part__motion=OuterRef("pk"), called_off_on__isnull=False)
    told_of = Progress.objects.filter(decision__motion=OuterRef("pk"))
    changes = Change.objects.filter(decision__motion=OuterRef("pk"))
    return motions.select_related("decision").annotate(
        has_more=Exists(off) | Exists(told_of) | Exists(changes),
        objected=Exists(Objection.objects.filter(decision__motion=OuterRef("pk"))),
    )


def filled(motion: Any) -> Motion:
    """The motion of `with_story` with its parts and counts, and the rest where there is any."""
    rest = {
        "parts__rounds": motion.state == State.SLIPS,
        "decision__objections": motion.objected,
    }
    wanted = [name for name, is_there in rest.items() if is_there]
    counts = Prefetch("parts__counts", Count.objects.select_related("round"))
    prefetch_related_objects([motion], _parts(), counts, *wanted)
    found: Motion = motion
    return found


def decision_in(motion: Motion) -> Decision | None:
    """Of a motion that came `with_story`."""
    found: Decision | None = getattr(motion, "decision", None)
    return found


def decision_of(motion: Motion) -> Decision | None:
    found = Decision.objects.filter(motion=motion).select_related("unit__commune")
    return found.prefetch_related("objections").first()
