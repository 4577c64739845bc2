"""On which grounds something is not made public, or leaves at once: each with its article."""

from datetime import date
from typing import Any, NamedTuple

from danchu.petitions import clocks
from danchu.places.models import Unit
from danchu.rulebook import citing


class Ground(NamedTuple):
    words: str
    rule: str  # the key of the rule it rests on
    told_as: str = ""  # the ground that everybody else reads instead; "": this one


GROUNDS = {
    "personal": Ground(
        "nói về một người cụ thể: tên, nhà, bệnh tật, hoàn cảnh",
        "personal_data.only_what_is_needed",
    ),
    # That somebody informed or accused is itself a secret (Điều 9 khoản 2, Luật Tố cáo Điều 8):
    # everybody else reads what it also is, words about one person.
    "informer": Ground(
        "làm lộ người báo tin về vi phạm", "principles.banned.2", told_as="personal"
    ),
    "order": Ground(
        "xâm phạm an ninh, trật tự, quyền lợi hợp pháp của người khác", "principles.banned.3"
    ),
    "untrue": Ground("xuyên tạc, vu khống, kích động, phân biệt", "principles.banned.4"),
    "accuses": Ground(
        "có lời tố cáo một người: phải giữ bí mật, đi đường riêng",
        "denunciations.secret",
        told_as="personal",
    ),
}
# A leak, or a secret: the words leave in the same moment, whoever decided that they may stand.
URGENT = ("personal", "informer", "accuses")


def words_of(code: str) -> str:
    """ "" for none."""
    return GROUNDS[code].words if code in GROUNDS else ""


def told_of(code: str) -> str:
    """What everybody but the office and the sender reads; "" for none."""
    return words_of(GROUNDS[code].told_as or code) if code in GROUNDS else ""


def choices() -> list[tuple[str, str]]:
    return [(code, f"{one.words[:1].upper()}{one.words[1:]}") for code, one in GROUNDS.items()]


DAYS = (clocks.SHOW, clocks.SHOW_AGAIN)


def cites(unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    """The căn cứ panel of the office: every ground, and the days of looking."""
    return citing.cites([*(one.rule for one in GROUNDS.values()), *DAYS], unit, on=on)


def cites_told(code: str, unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    """The article of what was removed, as everybody reads it; [] for what stands."""
    if code not in GROUNDS:
        return []
    return citing.cites([GROUNDS[GROUNDS[code].told_as or code].rule], unit, on=on)


def cites_of_log(unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    """Under the log: the grounds as everybody reads them, and the days."""
    told = [one.rule for one in GROUNDS.values() if not one.told_as]
    return citing.cites([*told, *DAYS], unit, on=on)


def cites_of_list(unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    """Under the list itself: why nobody is named, and the days. The log has every ground."""
    return citing.cites([GROUNDS["personal"].rule, *DAYS], unit, on=on)
