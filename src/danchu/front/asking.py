"""What a reader asks of the trail, put into conditions of `kit.trail` and into words."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from danchu.disclosure.numbers import things_numbered
from danchu.front.acts import ACTS
from danchu.front.audit import KINDS, Reader
from danchu.front.trail_form import TrailForm
from danchu.kit.folding import fold
from danchu.kit.readable import number
from danchu.kit.trail import Asked
from danchu.people.access import names_within, terms_as
from danchu.people.models import Role
from danchu.places.models import Unit

FOLDED = {act: fold(words) for act, words in ACTS.items()}


class Question(NamedTuple):
    """A question and how it reads."""

    asked: Asked
    words: list[tuple[str, str]]  # "Từ ngày", "01/12/2026"
    query: dict[str, str]  # as the address bar writes it
    chosen: Unit | None  # the unit it was narrowed to

    def address(self, **more: str) -> str:
        """This question at the trail's page, with or without a place to continue from."""
        asked = {name: value for name, value in {**self.query, **more}.items() if value}
        return "?" + urlencode(asked) if asked else ""


def question(form: TrailForm, given: dict[str, str]) -> Question:
    """What a valid `form` asks; `given` also holds what only links carry: a thing, an account."""
    data, reader = form.cleaned_data, form.of
    chosen = form.units.get(data.get("don-vi", ""))
    units = None if form.own else _under(reader, chosen)
    asked = Asked(units=units, since=data["tu"], until=data["den"], kind=data["loai"])
    words = [("Ở đâu", f"{chosen} và các nơi thuộc {chosen.spoken_name}")] if chosen else []
    typed = {name: given.get(name, "").strip() for name in form.fields}
    query = {name: value for name, value in typed.items() if value}
    if data["q"]:
        asked = _by_words(asked, data["q"], set(reader.units if units is None else units))
        words.append(("Việc, số văn bản", data["q"]))
    if form.own:
        asked = asked._replace(accounts=(reader.person.pk or 0,))
    elif data["ai"]:
        asked = asked._replace(accounts=tuple(data["accounts"]))
        words.append(("Ai làm", data["ai"]))
    if data.get("vai"):
        terms = terms_as(Role(data["vai"]))
        asked, words = (
            asked._replace(terms=tuple(terms)),
            [*words, ("Với vai", Role(data["vai"]).label)],
        )
    if data["loai"]:
        words.append(("Về loại", KINDS[data["loai"]]))
    words += [(said, f"{day:%d/%m/%Y}") for said, day in _days(data)]
    return _by_link(Question(asked, words, query, chosen), form, given)


def _days(data: dict[str, Any]) -> list[tuple[str, date]]:
    days = [("Từ ngày", data["tu"]), ("Đến hết ngày", data["den"])]
    return [(said, day) for said, day in days if day]


def _under(reader: Reader, chosen: Unit | None) -> tuple[int, ...]:
    """The chosen unit and what hangs under it; all that may be read when none was chosen."""
    if chosen is None:
        return tuple(reader.units)
    return tuple(
        pk
        for pk, unit in reader.units.items()
        if chosen.pk in {pk, unit.commune_id, unit.province_id}
    )


def _by_words(asked: Asked, typed: str, units: set[int]) -> Asked:
    """Words of the act, a document number, or both: 'gỡ khẩn 155/QĐ-UBND'."""
    pieces = typed.split()
    written = [piece for piece in pieces if any(letter.isdigit() for letter in piece)]
    said = [piece for piece in pieces if piece not in written]
    acts = acts_called(" ".join(said)) if said else None
    if written and not acts:  # "155 QĐ UBND": the letters belong to the number
        written, acts = pieces, None
    if written:
        asked = asked._replace(things=tuple(things_numbered(" ".join(written), units)))
    return asked if acts is None else asked._replace(acts=tuple(acts))


def acts_called(words: str) -> list[str]:
    """Acts whose words hold every word given; the beginning of a word is enough."""
    wanted = fold(words).split()
    return [
        act
        for act, said in FOLDED.items()
        if wanted and all(any(part.startswith(word) for part in said.split()) for word in wanted)
    ]


def _by_link(found: Question, form: TrailForm, given: dict[str, str]) -> Question:
    """One thing (`loai` and `ma`) or one account (`tai-khoan`), as the lines of the trail link."""
    asked, words, query = found.asked, [*found.words], {**found.query}
    kind, key = form.cleaned_data["loai"], given.get("ma", "").strip()[:60]
    if kind and key:
        things = [(kind, key)]
        if asked.things is not None:
            things = [one for one in asked.things if one == (kind, key)]
        asked, query["ma"] = asked._replace(things=tuple(things)), key
        words.append(("Mục số", key))
    account = number(given.get("tai-khoan", "")) if not form.own else None
    if account is not None:
        names = names_within({account}, set(form.of.units))
        known: tuple[int, ...] = (account,) if account in names else ()
        if asked.accounts is not None:
            known = tuple(pk for pk in known if pk in asked.accounts)
        asked, query["tai-khoan"] = asked._replace(accounts=known), str(account)
        words.append(("Của tài khoản", names.get(account, f"số {account}")))
    return Question(asked, words, query, found.chosen)
