"""What the desk shows of one motion: the steps this person takes, the table of ways."""

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from civics.errors import NotInForce
from danchu.decisions import access, reading, rules
from danchu.decisions.actions import from_paper, proposing
from danchu.decisions.forms import ProposeForm, RemovalForm
from danchu.decisions.models import Decision, Motion, Part
from danchu.decisions.steps import ACTS, ActForm
from danchu.decisions.words import RUNNING, Matter, Scope, State
from danchu.kit.law import book
from danchu.meetings import convening
from danchu.people.access import Person, term_in
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit
from danchu.rulebook import citing

ASIDE = ("bai-bo", "kien-nghi", "rut", "rut-cho-thoi")  # done seldom, shown apart


class Proposer(NamedTuple):
    """The term under which somebody proposes, with the form that is theirs."""

    by: Term
    form: type[ProposeForm] | type[RemovalForm]
    both: bool  # the head of this place heads its Front committee too


def proposer(person: Person, unit: Unit, *, on: date) -> Proposer:
    """404 without a term. That the head goes is asked by the head of the Front committee, and by
    the chair where the two are one person."""
    both = convening.heads_both(unit, on=on)
    by = term_in(person, (Role.COMMUNITY_HEAD, Role.CHAIR), unit, on=on)
    if by is not None:
        return Proposer(by, ProposeForm, both)
    asks = (
        term_in(person, (Role.CHAIR,), unit.commune, on=on)
        if both and unit.commune
        else term_in(person, (Role.FRONT_HEAD,), unit, on=on)
    )
    if asks is None:
        raise Http404
    return Proposer(asks, RemovalForm, both)


def proposing_form(who: Proposer, data: Any, unit: Unit, *, on: date) -> ProposeForm | RemovalForm:
    if who.form is RemovalForm:
        return RemovalForm(data, by_chair=who.both)
    return ProposeForm(data, older=older_decisions(unit, on=on))


@transaction.atomic
def propose(form: ProposeForm | RemovalForm, unit: Unit, *, by: Term, on: date) -> Motion:
    """Today, or on the day that its paper says."""
    day = form.done_on(on)
    made = proposing.propose(unit, form.proposal, by=by, on=day)
    return made if day == on else from_paper.note_step(made, "Đề xuất", day=day, by=by, on=on)


@transaction.atomic
def do(form: ActForm, motion: Motion, *, by: Term, on: date) -> str:
    """The act, today or on the day that its paper says; then that it came from paper."""
    day = form.done_on(on)
    said = form.do(by=by, on=day)
    if day != on:
        from_paper.note_step(motion, form.title, day=day, by=by, on=on)
    return said


def older_decisions(unit: Unit, *, on: date) -> QuerySet[Decision]:
    """Decisions in force that this unit may change by the same way (Điều 22 khoản 3)."""
    found = Decision.objects.filter(unit=unit).holding().select_related("motion")
    return found.order_by("-decided_on")


class Row(NamedTuple):
    """One matter of Điều 15 and its three ways."""

    matter: str
    ways: list[rules.Choice]


def table_of_ways(unit: Unit | None, *, on: date) -> list[Row]:
    """Matter by way, for the scope of this unit."""
    whole = unit is not None and unit.kind == Kind.COMMUNE
    scope = Scope.COMMUNE if whole else Scope.COMMUNITY
    return [Row(str(one.label), rules.choices(one, scope, on=on)) for one in Matter]


def rules_of(kind: type[ActForm], motion: Motion) -> list[str]:
    """Rules of the act that speak of this motion's scope and matter."""
    found = []
    for key in kind.law:
        rule = book().rule(key)
        if rule.scope in {None, motion.scope} and (
            not rule.matters or motion.matter in rule.matters
        ):
            found.append(key)
    return found


def shown(motion: Motion, person: Person, *, on: date) -> dict[str, Any]:
    """Everything of the desk page of one motion."""
    decision = reading.decision_of(motion)
    return {
        "motion": motion,
        "decision": decision,
        "standing": reading.standing(decision, on=on) if decision else None,
        "parts": [(one, reading.verdict(one)) for one in motion.parts.all()],
        "sum": reading.commune_verdict(motion),
        "tasks": tasks(motion, decision, person, on=on),
        "aside": _acts(motion, decision, person, ASIDE, on=on),
        "rounds": _rounds(motion, person, on=on),
        "steps": reading.story(motion, decision, on=on),
        "scans": list(access.scans_seen(person, on=on).filter(count__part__motion=motion)),
        "objections": reading.objections(motion, decision),
        "papered": reading.papered(motion),
        "cites": cites(motion, on=on),
        "public": motion.put_forward_on is not None,
    }


def cites(motion: Motion, *, on: date) -> list[dict[str, Any]]:
    """By the law of the vote, or of today while there was none."""
    day = motion.ended_on or on
    try:
        return citing.in_force(reading.law_of(motion), motion.unit, on=day)
    except NotInForce:
        return []


def tasks(
    motion: Motion, decision: Decision | None, person: Person, *, on: date
) -> list[dict[str, Any]]:
    """What this person may do now, the first of it marked."""
    wanted = tuple(slug for slug in ACTS if slug not in ASIDE)
    found = _acts(motion, decision, person, wanted, on=on)
    slips = _slips(motion, person, on=on)
    found = [*slips, *found] if motion.state == State.SHORT else [*found[:1], *slips, *found[1:]]
    for at, one in enumerate(found):
        one["state"] = "next" if at else "now"
    return found


def _acts(
    motion: Motion,
    decision: Decision | None,
    person: Person,
    wanted: tuple[str, ...],
    *,
    on: date,
) -> list[dict[str, Any]]:
    found = []
    for slug in wanted:
        kind = ACTS[slug]
        if kind.fits(motion, decision) and access.term_for(person, motion, kind.roles, on=on):
            address = reverse("decisions:act", args=[motion.pk, slug])
            found.append(
                {"title": kind.title, "text": kind.intro, "address": address, "link": "Làm"}
            )
    return found


def _slips(motion: Motion, person: Person, *, on: date) -> list[dict[str, Any]]:
    """Slips, also where they are not lawful: the page of the plan says why they are not."""
    if motion.state not in RUNNING and motion.state != State.LOST:
        return []
    found = []
    for part in access.parts_of(person, motion, on=on):
        where = f" ở {part.unit.spoken_name}" if motion.of_commune else ""
        if (running := part.rounds.running().first()) is not None:
            address = reverse("decisions:round", args=[running.pk])
            text = f"Thu đến hết {running.collect_until:%d/%m/%Y}."
            found.append({"title": f"Đợt phát phiếu{where}", "text": text, "address": address})
        else:
            address = reverse("decisions:plan_slips", args=[part.pk])
            text = "Đến mọi hộ trong sổ, tính riêng. Trang ấy nói có được phát hay không."
            found.append({"title": f"Phát phiếu từng hộ{where}", "text": text, "address": address})
    return found


def _rounds(motion: Motion, person: Person, *, on: date) -> list[Any]:
    return list(access.rounds_seen(person, on=on).filter(part__motion=motion).order_by("pk"))


def part_seen(person: Person, pk: int, *, on: date) -> Part:
    """A part that this person asks by slips; 404 for everybody else."""
    found = Part.objects.filter(pk=pk, motion__put_forward_on__isnull=False)
    part = found.select_related("unit__commune", "motion__unit").first()
    if part is None or part not in access.parts_of(person, part.motion, on=on):
        raise Http404
    return part
