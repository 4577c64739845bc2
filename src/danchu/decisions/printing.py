"""What each paper says. The same templates print blank: what is not known is dots for the pen."""

from collections.abc import Callable
from datetime import date
from typing import Any

from danchu.decisions import reading, rules
from danchu.decisions.actions.counting import told
from danchu.decisions.collecting import cites as idea_cites
from danchu.decisions.models import Count, Decision, Initiative, Motion, Part, SlipRound
from danchu.decisions.words import Matter, Scope, Way
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook import citing

DOTS = "…………………………"
BLANKS = {
    "sang-kien": "idea_paper",
    "quyet-dinh": "form_03",
    "bien-ban-kiem-phieu": "form_04",
    "phieu": "slips_paper",
    "ke-hoach-phat-phieu": "plan_paper",
}
BLANK_LINES = 25
BLANK_SLIPS = 4


def letter_head(unit: Unit | None, *, day: date | None = None) -> dict[str, Any]:
    """The commune above its hamlet, or a commune's committee; every layout is only proposed."""
    if unit is None:
        return {"org_upper": "XÃ ………………………", "org": "THÔN, TỔ DÂN PHỐ ………………", "proposed": True}
    upper = unit.commune.full_name.upper() if unit.commune else ""
    org = unit.full_name.upper() if unit.commune else f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}"
    place = unit.commune.name if unit.commune else unit.name
    return {"org_upper": upper, "org": org, "place": place, "day": day, "proposed": True}


def decision(written: Decision, motion: Motion) -> dict[str, Any]:
    """Form 03: every number comes from the count, none is typed again."""
    parts = [_counted(part) for part in motion.parts.all()]
    keys = ["decisions.form", "decisions.points", rules.share_key(motion.matter, motion.scope)]
    return {
        "paper": {**letter_head(motion.unit, day=written.written_on), "number": written.number},
        "decision": written,
        "motion": motion,
        "name": written.get_form_display().upper(),
        "counts": [one for one in parts if one is not None],
        "sum": reading.commune_verdict(motion),
        "head": rules.head_of(motion.unit) if not motion.of_commune else "Chủ tịch UBND",
        "cites": citing.in_force([*keys, written.effect_key], motion.unit, on=written.decided_on),
        "back": rules.desk_of(motion.pk),
        "dots": DOTS,
    }


def _counted(part: Part) -> dict[str, Any] | None:
    count = reading.last_count(part)
    return _numbers(part.unit, count) if count is not None else None


def _numbers(unit: Unit, count: Count) -> dict[str, Any]:
    return {
        "unit": unit,
        "count": count,
        "absent": count.households - count.present,
        "way": "Phát phiếu lấy ý kiến từng hộ gia đình" if count.way == Way.SLIPS else "Họp",
        "ballot": "bỏ phiếu kín" if count.secret else "giơ tay",
        "other": count.present - count.yes - count.no,
        "sentence": told(count).sentence,
    }


def recognition(written: Decision) -> dict[str, Any]:
    front = written.recognised_by == "fatherland_front"
    commune = written.unit.commune or written.unit
    head = letter_head(commune, day=written.recognised_on or written.refused_on)
    if front:
        head |= {"org": f"ỦY BAN MTTQ VIỆT NAM {commune.full_name.upper()}"}
    return {
        "paper": {**head, "number": written.answer_number},
        "decision": written,
        "motion": written.motion,
        "front": front,
        "cites": citing.in_force(
            ["decisions.recognise", written.effect_key], commune, on=written.decided_on
        ),
        "back": rules.desk_of(written.motion_id),
    }


def result(motion: Motion, address: str) -> dict[str, Any]:
    """For everybody: no names, no breakdown under five households."""
    keys = [rules.share_key(motion.matter, motion.scope), "decisions.organise.publish_result"]
    return {
        "paper": letter_head(motion.unit, day=motion.ended_on),
        "motion": motion,
        "parts": [(one, reading.verdict(one)) for one in motion.parts.all()],
        "sum": reading.commune_verdict(motion),
        "address": address,
        "shown": address.removeprefix("https://").removeprefix("http://"),
        "cites": citing.in_force(keys, motion.unit, on=motion.ended_on or motion.proposed_on),
        "back": f"/ban-quyet-dinh/{motion.pk}/",
    }


# ── slips ─────────────────────────────────────────────────────────────────────────────────────


def slips(found: SlipRound, address_of: Callable[[str], str]) -> dict[str, Any]:
    motion = found.part.motion
    return {
        "paper": letter_head(found.part.unit),
        "round": found,
        "motion": motion,
        "unit": found.part.unit,
        "whole": found.roll.whole if found.roll else 0,
        "slips": [(one.number, address_of(one.code)) for one in found.slips.order_by("number")],
        "stamped": motion.scope == Scope.COMMUNE,
        "head": rules.head_of(found.part.unit),
        "head_name": _head_name(found.part.unit, on=found.hand_out_on),
        "back": f"/ban-quyet-dinh/dot-phieu/{found.pk}/",
    }


def collection(found: SlipRound) -> dict[str, Any]:
    """Every household by name, as frozen; the stub's number beside it."""
    return {
        "paper": letter_head(found.part.unit, day=found.hand_out_on),
        "round": found,
        "slips": found.slips.select_related("line").order_by("number"),
        "back": f"/ban-quyet-dinh/dot-phieu/{found.pk}/",
    }


def plan(found: SlipRound) -> dict[str, Any]:
    keys = ["slips.plan", "slips.team", "slips.announce"]
    return {
        "paper": {**letter_head(found.part.unit, day=found.issued_on), "number": found.number},
        "round": found,
        "motion": found.part.motion,
        "unit": found.part.unit,
        "team": found.team.order_by("-leads", "pk"),
        "head": rules.head_of(found.part.unit),
        "cites": citing.in_force(keys, found.part.unit, on=found.issued_on),
        "back": f"/ban-quyet-dinh/dot-phieu/{found.pk}/",
    }


def minutes(found: SlipRound) -> dict[str, Any]:
    """Form 04."""
    count = found.count
    assert count is not None
    assert found.roll is not None
    return {
        "paper": letter_head(found.part.unit, day=count.written_on),
        "round": found,
        "motion": found.part.motion,
        "unit": found.part.unit,
        "numbers": _numbers(found.part.unit, count),
        "team": found.team.order_by("-leads", "pk"),
        "missing": found.roll.whole - count.present,
        "cites": citing.in_force(
            ["slips.count", "slips.witnesses", count.rule_key], found.part.unit, on=count.held_on
        ),
        "back": f"/ban-quyet-dinh/dot-phieu/{found.pk}/",
    }


# ── initiatives, and the blank ones ───────────────────────────────────────────────────────────


def endorsements(found: Initiative, *, on: date) -> dict[str, Any]:
    given = found.endorsements.select_related("household").order_by("household__number", "pk")
    return {
        "paper": letter_head(found.unit, day=on),
        "initiative": found,
        "given": given,
        "cites": idea_cites(found, on=on),
        "back": f"/ban-quyet-dinh/sang-kien/{found.pk}/",
    }


def blank(which: str) -> dict[str, Any]:
    """Room for the pen: the templates print dots where nothing is known."""
    return {
        "paper": letter_head(None),
        "blank": True,
        "dots": DOTS,
        "lines": range(BLANK_LINES),
        "slips": [("……", "")] * BLANK_SLIPS,
        "matters": Matter.labels,
        "head": "Trưởng thôn, Tổ trưởng tổ dân phố",
        "name": "NGHỊ QUYẾT / BIÊN BẢN / BẢN GHI NHỚ / BẢN THỎA THUẬN",
        "cites": [],
        "back": "/ban-quyet-dinh/",
    }


def _head_name(unit: Unit, *, on: date) -> str:
    """Who signs each slip (khoản 5 điểm b); "" when nobody heads the hamlet."""
    terms = Term.objects.in_office(on=on).filter(unit=unit, role=Role.COMMUNITY_HEAD)
    term = terms.select_related("person").first()
    return term.person.full_name if term else ""
