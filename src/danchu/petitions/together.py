"""What an office may do with several cases at once: all of them, or none, and then why.

A complaint is one decision a case: only giving it to somebody is done with several.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.people.models import Term
from danchu.petitions import office_forms as forms
from danchu.petitions.actions import handling
from danchu.petitions.models import Case
from danchu.petitions.office_forms import ActForm
from danchu.places.models import Kind, Unit

Does = Callable[[Case, dict[str, Any], Term, date], object]


class Together(NamedTuple):
    """One act on many: its name in the address, its words, its form, what it does to each."""

    slug: str
    title: str
    button: str
    done: str  # "Đã giao": the number of cases follows
    form: type[ActForm]
    does: Does


class Unfit(NamedTuple):
    """A case that stood in the way of all of them."""

    case: Case
    why: str


def _hand_over(case: Case, data: dict[str, Any], by: Term, on: date) -> None:
    if data["words"].strip():
        handling.note(case, words=data["words"], by=by, on=on)
    handling.assign(case, data["to"], by=by, on=on)


def _answer(case: Case, data: dict[str, Any], by: Term, on: date) -> None:
    template = data["template"]
    handling.answer(case, words=template.words, cite=template.cite, by=by, on=on)


def _refer(case: Case, data: dict[str, Any], by: Term, on: date) -> None:
    if case.is_complaint:
        raise Refused("Khiếu nại chuyển riêng từng đơn, kèm hồ sơ của đơn.")
    handling.refer(case, **data, by=by, on=on)


TOGETHER = (
    Together("giao", "Giao, bàn giao", "Giao", "Đã giao", forms.HandOverForm, _hand_over),
    Together(
        "tra-loi",
        "Trả lời bằng một mẫu",
        "Gửi câu trả lời",
        "Đã trả lời",
        forms.TemplateAnswerForm,
        _answer,
    ),
    Together(
        "trung",
        "Khép lại vì trùng với một đơn đã trả lời",
        "Khép lại, báo từng người",
        "Đã khép lại",
        forms.CloseDuplicatesForm,
        lambda case, data, by, on: handling.close_duplicate(case, data["of"], by=by, on=on),
    ),
    Together(
        "chuyen",
        "Chuyển cơ quan có thẩm quyền",
        "Chuyển, báo từng người",
        "Đã chuyển",
        forms.ReferForm,
        _refer,
    ),
)
BY_SLUG = {one.slug: one for one in TOGETHER}


def at(unit: Unit) -> list[Together]:
    """What this office may do with several: the province has complaints alone."""
    return [one for one in TOGETHER if unit.kind != Kind.PROVINCE or one.slug == "giao"]


def typed(sent: Mapping[str, str], one: Together) -> dict[str, str]:
    """What was typed in the form of this act before another was opened, by field."""
    start = f"{one.slug}-"
    return {
        name.removeprefix(start): words for name, words in sent.items() if name.startswith(start)
    }


def of_another(name: str, one: Together) -> bool:
    """Whether a sent field belongs to the form of another act: it is carried along."""
    return any(name.startswith(f"{act.slug}-") for act in TOGETHER if act != one)


def all_or_none(
    cases: Iterable[Case], one: Together, data: dict[str, Any], *, by: Term, on: date
) -> list[Unfit]:
    """Each case by its own act and in one order, so that two officers take turns; [] when done.

    One that is refused takes all the others back: the officer reads which and why, and chooses.
    """
    unfit = []
    with transaction.atomic():
        for case in sorted(cases, key=lambda each: each.pk):
            try:
                with transaction.atomic():
                    one.does(case, data, by, on)
            except Refused as refused:
                unfit.append(Unfit(case, refused.message))
        if unfit:
            transaction.set_rollback(True)
    return unfit
