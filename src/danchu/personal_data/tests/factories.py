"""Requests as people make them."""

from datetime import date

from danchu.people.models import Term, User
from danchu.personal_data.actions import asking
from danchu.personal_data.actions.asking import Wish
from danchu.personal_data.models import DataRequest, Identity, Kind

ASKED = date(2026, 11, 26)  # a Thursday
ANSWER_DUE = date(2026, 11, 30)  # two working days
SEE_DUE = date(2026, 12, 6)  # ten days
STOP_DUE = date(2026, 12, 11)  # fifteen
ERASE_DUE = date(2026, 12, 16)  # twenty
SECRET_WORDS = "Xin đừng nói với ai số 0987 654 321 của tôi"


def asks(person: User, unit, kind: Kind = Kind.SEE, *, on: date = ASKED, **wish) -> DataRequest:
    return asking.ask(person, unit, Wish(kind, text=SECRET_WORDS, **wish), on=on)


def on_paper(
    unit, by: Term, kind: Kind = Kind.ERASE, *, person=None, name="", on: date = ASKED
) -> DataRequest:
    return asking.ask_on_paper(
        unit,
        Wish(kind, text=SECRET_WORDS),
        person=person,
        name=name,
        contact="0987 654 321",
        identity=Identity.CARD,
        by=by,
        on=on,
    )


def left_office(term: Term, last_day: date = date(2026, 11, 20)) -> User:
    """This term is over: its holder may now be erased."""
    Term.objects.filter(pk=term.pk).update(until=last_day)
    return term.person
