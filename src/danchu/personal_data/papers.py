"""Papers of this room: the copy, the receipt, the answer, the notice of an incident."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from danchu.kit.pages import absolute
from danchu.people.models import Term, User
from danchu.people.own_data import ERASED_NAME
from danchu.personal_data import reading, rules
from danchu.personal_data.models import DataRequest, Incident
from danchu.personal_data.reading import Found, Section
from danchu.places.models import Kind, Unit
from danchu.rulebook import citing


def head(org_upper: str, org: str, *, place: str = "", day: date | None = None) -> dict[str, Any]:
    """What `kit/paper.html` wants; every paper of this room is only a proposed form."""
    return {"org_upper": org_upper, "org": org, "place": place, "day": day, "proposed": True}


def of_office(unit: Unit, *, day: date | None) -> dict[str, Any]:
    """The letter head of a commune's or the province's committee."""
    upper = unit.province.full_name if unit.province else ""
    committee = f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}"
    return head(upper.upper(), committee, place=unit.name, day=day)


def copy(person: User, unit: Unit | None, sections: list[Section], *, on: date) -> dict[str, Any]:
    by = of_office(unit, day=on) if unit else head("BẢN SAO DỮ LIỆU", "Dân Chủ", day=on)
    cites = citing.cites([rules.SEE.done, rules.KEPT], None, on=on)
    return {"paper": by, "person": person, "sections": sections, "cites": cites}


def receipt(request: HttpRequest, asked: DataRequest) -> dict[str, Any]:
    address = absolute(request, reverse("personal_data:follow", args=[asked.code]))
    return {
        "asked": asked,
        "address": address,
        "paper": of_office(asked.unit, day=asked.asked_on),
        "cites": rules.of_request(asked),
        "back": f"/du-lieu-ca-nhan/yeu-cau/{asked.pk}/",
    }


def answer(asked: DataRequest) -> dict[str, Any]:
    return {
        "asked": asked,
        "asker": asked.asker or ERASED_NAME,
        "by": asked.decided_by,
        "ground": rules.GROUNDS[asked.ground][0] if asked.ground else "",
        "consequences": reading.consequences() if asked.kind == "erase" else None,
        "paper": of_office(asked.unit, day=asked.decided_on),
        "cites": rules.of_request(asked),
        "back": f"/du-lieu-ca-nhan/yeu-cau/{asked.pk}/",
    }


def erased(
    asked: DataRequest, asker: str, named: list[Found], texts: int, *, by: Term, on: date
) -> dict[str, Any]:
    """The answer to a granted erasure. The name is known only now: print it."""
    kept = [one for one in named if one.text.fate == "giữ lại"]
    return {**answer(asked), "asker": asker, "by": by, "kept": kept, "texts": texts}


def incident(found: Incident, *, on: date) -> dict[str, Any]:
    return {
        "incident": found,
        "paper": of_office(found.unit, day=on),
        "commune": found.unit.kind == Kind.COMMUNE,
        "cites": citing.cites([rules.BREACH], None, on=on),
        "back": f"/du-lieu-ca-nhan/su-co/{found.pk}/",
    }
