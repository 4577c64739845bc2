"""A province or a commune may go further than the law, never less far: over every rule."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from civics.errors import Refused
from civics.rules import Rule
from danchu.kit.law import book
from danchu.kit.models import AuditEntry
from danchu.rulebook.actions import set_local_rule
from danchu.rulebook.models import LocalRule
from danchu.rulebook.rulebook import Reading, value

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)
PAPERS = {"document": "09/QĐ-UBND", "signer": "Nông Văn Bình"}
POSTING, PUBLISH = "disclosure.posting", "disclosure.publish"
ANSWER = "disclosure.answer_pointer"  # a parameter of the province: five working days


def add(by, key, change, *, unit=None, since=ON, on=ON) -> LocalRule:
    fields = {"unit": unit or by.unit, "since": since, "change": change, "by": by, "on": on}
    return set_local_rule(key, **fields, **PAPERS)


# ── every rule of the book ────────────────────────────────────────────────────────────────────


def in_force() -> Iterator[tuple[Rule, dict[str, Any]]]:
    for key in book().rules:
        rule = book().rule(key)
        try:
            yield rule, dict(rule.value(on=ON).payload)
        except Exception:  # noqa: BLE001, S112  not in force on that day: nothing to extend
            continue


def less(rule: Rule, old: Any) -> list[Any]:
    """Values that narrow `old`, or that are no value of its kind."""
    if isinstance(old, bool):
        return [False, 0, "không"] if old else ["có"]
    if isinstance(old, int):
        wrong = [0, True, str(old)]
        fewer, more = old - 1, old + 1
        return wrong + {"longer": [fewer], "shorter": [more]}.get(rule.extends, [fewer, more])
    if isinstance(old, tuple):
        fewer = [list(old[1:]), "một chữ"]
        return fewer if rule.extends != "none" else [*fewer, [*old, "thêm"]]
    return [f"{old} khác", ["x"]]


def further(rule: Rule, old: Any) -> Any:
    """What goes further than `old`, as far as the rule lets a commune; else `old`."""
    if isinstance(old, int) and not isinstance(old, bool):
        return {"longer": old + 1, "shorter": 1}.get(rule.extends, old)
    if isinstance(old, tuple):
        return [*old, "thêm"] if rule.extends != "none" else list(old)
    return old


def article(rule: Rule) -> str:
    """Which article lets a lower level extend and forbids it to narrow: one for each sphere."""
    others = {
        "agency": "Điều 59 khoản 1 điểm a",
        "state_enterprise": "Điều 81 khoản 1 điểm a",
        "employer": "Điều 82 khoản 3",
    }
    return others.get(getattr(rule, "sphere", ""), "Điều 35 khoản 2 điểm c")


def test_no_rule_of_the_book_can_be_narrowed(binh):
    taken, uncited, tried = [], [], 0
    for rule, payload in in_force():
        for field, old in payload.items():
            for new in less(rule, old):
                tried += 1
                try:
                    add(binh, rule.key, {field: new})
                    taken.append((rule.key, field, old, new))
                except Refused as refused:
                    if str(refused.cite) != f"Luật 10/2022/QH15, {article(rule)}":
                        uncited.append((rule.key, field, new))
    assert taken == []
    assert uncited == []
    assert tried > len(book().rules)


def plain(payload: dict[str, Any]) -> dict[str, Any]:
    """Without what is kept in words of its own (a pointer to another rule, a list of rows)."""
    kinds = bool | int | str | tuple
    return {
        name: one
        for name, one in payload.items()
        if isinstance(one, kinds)
        and not (isinstance(one, tuple) and any(isinstance(each, dict | tuple) for each in one))
    }


@pytest.mark.parametrize("how", ["kept", "extended"])
def test_every_rule_can_be_kept_and_extended_as_far_as_it_says(binh, commune, elsewhere, how):
    there = Reading(elsewhere, on=ON)
    for rule, payload in in_force():
        old = plain(payload)
        want = old if how == "kept" else {n: further(rule, one) for n, one in old.items()}
        if rule.extends == "none":
            want = {name: one for name, one in want.items() if not isinstance(one, tuple | list)}
        if not want:
            continue
        change = {n: list(one) if isinstance(one, tuple) else one for n, one in want.items()}
        with transaction.atomic():  # one rule at a time: the rows of the others only slow it down
            add(binh, rule.key, change)
            here = value(rule.key, unit=commune, on=ON).payload
            transaction.set_rollback(True)
        said = {n: tuple(one) if isinstance(one, list) else one for n, one in want.items()}
        assert {name: here[name] for name in want} == said, rule.key
        assert dict(there.value(rule.key).payload) == payload, rule.key


def test_nothing_may_be_added_that_the_rule_does_not_speak_of(binh):
    for rule, _ in in_force():
        for change in ({}, {"khong_co": 1}):
            with pytest.raises(Refused):
                add(binh, rule.key, change)
    assert not LocalRule.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_parameter_is_set_by_the_province_and_tightened_by_a_commune(viet, binh):
    for rule, payload in in_force():
        if rule.parameter != "province":
            continue
        ((field, old),) = ((k, v) for k, v in payload.items() if isinstance(v, int))
        if isinstance(old, bool):  # a no becomes a yes; that is all there is to set
            with transaction.atomic():
                add(viet, rule.key, {field: True})
                assert value(rule.key, unit=binh.unit, on=ON).payload[field] is True
                transaction.set_rollback(True)
            continue
        for new in (old + 5, 1):
            with transaction.atomic():
                add(viet, rule.key, {field: new})
                assert value(rule.key, unit=binh.unit, on=ON).payload[field] == new, rule.key
                transaction.set_rollback(True)
        with pytest.raises(Refused):
            add(binh, rule.key, {field: old - 1 if rule.extends == "longer" else old + 1})


# ── days ──────────────────────────────────────────────────────────────────────────────────────


def test_a_local_rule_never_reaches_back(binh):
    with pytest.raises(Refused, match="không lùi về 01/12/2026"):
        add(binh, POSTING, {"days": 45}, since=date(2026, 12, 1))

    assert not LocalRule.objects.exists()


@pytest.mark.parametrize("since", [ON, date(2026, 12, 3)])
def test_it_holds_from_its_first_day(binh, commune, since):
    add(binh, POSTING, {"days": 45}, since=since)

    before = date(2026, 12, since.day - 1)
    assert value(POSTING, unit=commune, on=before).payload["days"] == 30
    assert value(POSTING, unit=commune, on=since).payload["days"] == 45
    assert value(POSTING, unit=None, on=since).payload["days"] == 30


def test_one_addition_a_day_and_the_trail_knows_it(binh, commune):
    row = add(binh, POSTING, {"days": 45})

    with pytest.raises(Refused, match="Đã có quy định thêm từ ngày 02/12/2026"):
        add(binh, POSTING, {"days": 60})

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.kind, entry.key) == ("rulebook.set_local", "rule", str(row.pk))
    assert (entry.unit_id, entry.term_id, entry.on) == (commune.pk, binh.pk, ON)


def test_what_was_added_is_not_taken_back(binh):
    add(binh, POSTING, {"days": 45})

    with pytest.raises(Refused, match="Chỉ được dài hơn 45"):
        add(binh, POSTING, {"days": 40}, since=date(2026, 12, 9))


# ── province over commune ─────────────────────────────────────────────────────────────────────


def days_of(unit, key=POSTING, field="days", on=date(2027, 2, 1)) -> int:
    return value(key, unit=unit, on=on).payload[field]


def test_what_the_province_asks_is_the_floor_of_a_commune(viet, binh, commune, elsewhere):
    add(viet, POSTING, {"days": 40})

    with pytest.raises(Refused, match="Chỉ được dài hơn 40"):
        add(binh, POSTING, {"days": 35}, since=date(2026, 12, 3))
    add(binh, POSTING, {"days": 50}, since=date(2026, 12, 3))
    assert (days_of(commune), days_of(elsewhere)) == (50, 40)


@pytest.mark.parametrize(("of_province", "holds"), [(60, 60), (40, 45)])
def test_a_province_that_asks_for_more_later_is_not_undone_by_a_commune(
    viet, binh, commune, of_province, holds
):
    add(binh, POSTING, {"days": 45})
    add(viet, POSTING, {"days": of_province}, since=date(2027, 1, 4))

    assert days_of(commune) == holds
    assert days_of(commune, on=date(2027, 1, 3)) == 45


def test_a_later_day_written_first_does_not_undo_an_earlier_one(binh, commune):
    add(binh, POSTING, {"days": 40}, since=date(2027, 1, 4))
    add(binh, POSTING, {"days": 60}, since=date(2026, 12, 7))

    assert days_of(commune, on=date(2027, 1, 4)) == 60


@pytest.mark.parametrize(("of_province", "holds"), [(3, 2), (1, 1), (10, 2)])
def test_fewer_days_to_answer_hold_whoever_asked_for_them(
    viet, binh, commune, elsewhere, of_province, holds
):
    add(binh, ANSWER, {"working_days": 2})
    add(viet, ANSWER, {"working_days": of_province}, since=date(2027, 1, 4))

    assert days_of(commune, ANSWER, "working_days") == holds
    assert days_of(elsewhere, ANSWER, "working_days") == of_province


def test_lists_of_both_levels_grow_together(viet, binh, commune):
    key = "disclosure.channels"
    forms = list(value(key, unit=None, on=ON).payload["forms"])
    add(viet, key, {"forms": [*forms, "bảng điện tử"]})
    add(binh, key, {"forms": [*forms, "bảng điện tử", "loa tay"]}, since=date(2026, 12, 3))

    assert value(key, unit=commune, on=date(2026, 12, 3)).payload["forms"] == (
        *forms,
        "bảng điện tử",
        "loa tay",
    )


def test_a_last_day_is_counted_with_what_was_added(binh, commune):
    add(binh, PUBLISH, {"working_days": 3})

    last = Reading(commune, on=ON).last_day(PUBLISH, start=ON)
    assert (last.due_on, last.number, last.number_unit) == (date(2026, 12, 7), 3, "working_days")


def test_wherever_the_number_stands_it_is_said_who_added(binh, commune, hung):
    add(binh, POSTING, {"days": 45})

    notes = value(POSTING, unit=commune, on=ON).notes
    assert notes[-1] == "Xã La Bằng quy định thêm: 09/QĐ-UBND"
    page = hung.get("/luat/disclosure.posting/").content.decode()
    assert "Xã La Bằng" in page
    assert "09/QĐ-UBND" in page


# ── the pages ─────────────────────────────────────────────────────────────────────────────────


def one_of_each_shape() -> dict[frozenset[str], str]:
    return {frozenset(book().rule(key).values[-1].payload): key for key in book().rules}


def test_a_rule_of_any_shape_has_a_page_with_its_article(hung, db):
    for key in one_of_each_shape().values():
        page = hung.get(f"/luat/{key}/")
        assert page.status_code == 200, key
        assert str(book().rule(key).values[-1].cite.place) in page.content.decode(), key


def test_a_rule_that_does_not_exist_is_not_found(hung, db):
    assert hung.get("/luat/disclosure.khong_co/").status_code == 404
