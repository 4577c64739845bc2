"""What the pages to print show that are no papers in words alone: the result sheet, the slips."""

from collections.abc import Callable
from datetime import date
from typing import Any

from danchu.decisions import reading, rules
from danchu.decisions.models import Decision, Initiative, Motion, SlipRound
from danchu.decisions.papers import (
    announcement,
    collection,
    decision,
    endorsements,
    idea,
    minutes,
    plan,
    recognition,
    refusal,
)
from danchu.decisions.papers.sheets import Sheets
from danchu.decisions.words import Scope
from danchu.documents.paper import Face, Paper
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook import citing

BLANK_SLIPS = 4
Told = tuple[Paper, Face] | None  # None: there is no such paper (yet)


def face(number: str = "", day: date | None = None) -> Face:
    """The number that the hamlet or the office gave it, typed; no book of ours, no code."""
    return Face(number, day, "", "", draft=False)


def of_motion(motion: Motion, what: str) -> Told:
    """'quyet-dinh': Mẫu số 03; 'cong-nhan': recognised, or refused with the reason."""
    written: Decision | None = reading.decision_of(motion)
    if written is None:
        return None
    if what == "quyet-dinh":
        return decision(written, motion), face(written.number, written.written_on)
    if what != "cong-nhan" or not written.recognised_by or written.waits_for_answer:
        return None
    write = recognition if written.recognised_on else refusal
    return write(written), face(written.answer_number, written.recognised_on or written.refused_on)


def of_round(found: SlipRound, what: str) -> Told:
    """The plan, the announcement, who received and gave back, Mẫu số 04."""
    if what == "ke-hoach":
        return plan(found), face(found.number, found.issued_on)
    if what == "thong-bao":
        return announcement(found), face("", found.announced_on)
    if what == "so-thu" and found.roll is not None:
        return collection(found), face("", found.hand_out_on)
    if what == "bien-ban" and found.count is not None:
        return minutes(found), face("", found.count.written_on)
    return None


def of_initiative(found: Initiative, what: str, *, on: date) -> Told:
    """The proposal, the sheet of households."""
    writers = {"de-xuat": idea, "dong-thuan": endorsements}
    return (writers[what](found, on=on), face("", on)) if what in writers else None


# ── sheets of their own ───────────────────────────────────────────────────────────────────────


def letter_head(unit: Unit | None, *, day: date | None = None) -> dict[str, Any]:
    """The commune above its hamlet, or a commune's committee; every layout is only proposed."""
    if unit is None:
        return {"org_upper": "XÃ ………………………", "org": "THÔN, TỔ DÂN PHỐ ………………", "proposed": True}
    upper = unit.commune.full_name.upper() if unit.commune else ""
    org = unit.full_name.upper() if unit.commune else f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}"
    place = unit.commune.name if unit.commune else unit.name
    return {"org_upper": upper, "org": org, "place": place, "day": day, "proposed": True}


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


def slips(found: SlipRound, address_of: Callable[[str], str]) -> Sheets:
    """One a household of the frozen roll, numbered."""
    motion, unit = found.part.motion, found.part.unit
    above = f", {unit.commune.spoken_name}" if unit.commune else ""
    return Sheets(
        title=motion.title,
        where=f"{unit.full_name}{above}",
        whole=str(found.roll.whole) if found.roll else "",
        stamped=motion.scope == Scope.COMMUNE,
        until=f"{found.collect_until:%d/%m/%Y}",
        head=rules.head_of(unit),
        name=_head_name(unit, on=found.hand_out_on),
        slips=[(str(one.number), address_of(one.code)) for one in found.slips.order_by("number")],
    )


def blank_slips() -> Sheets:
    return Sheets(
        title="",
        where="Thôn, tổ dân phố: …………………",
        whole="",
        stamped=False,
        until="……/……/………",
        head="Trưởng thôn, Tổ trưởng tổ dân phố",
        name="",
        slips=[("……", "")] * BLANK_SLIPS,
    )


def _head_name(unit: Unit, *, on: date) -> str:
    """Who signs each slip (khoản 5 điểm b); "" when nobody heads the hamlet."""
    terms = Term.objects.in_office(on=on).filter(unit=unit, role=Role.COMMUNITY_HEAD)
    term = terms.select_related("person").first()
    return term.person.full_name if term else ""
