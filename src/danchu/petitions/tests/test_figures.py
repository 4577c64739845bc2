"""Numbers everybody may read: small cells cannot be worked out; punctual counts what is overdue."""

import itertools
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client

from danchu.petitions import figures
from danchu.petitions.actions import complaining, handling, sending
from danchu.petitions.figures.suppressing import FEW, SUM, together, told
from danchu.petitions.models import Case, Outcome, Track
from danchu.petitions.tests.factories import ANSWER_DUE, REASONS, SENT, handed_in, send

PAGE = "/don-thu/so-lieu/xa-la-bang/?nam=2026"


def solutions(table) -> list[dict]:
    """Every table that agrees with what is told, worked out by trying: columns first, then rows.

    An attacker without our arrows: it knows the rules, the sums, and nothing else.
    """
    by_column = [list(_ways(table, column)) for column in table.columns]
    found = []
    for columns in itertools.product(*by_column):
        guess = {at: n for column in columns for at, n in column.items()}
        guess |= {(r, SUM): sum(guess[r, c] for c in table.columns) for r in table.rows}
        if all(n is None or guess.get(at, n) == n for at, n in table.cells.items()):
            found.append(guess)
    return found


def _ways(table, column):
    """Numbers for one column, each hidden one at least 1, under the sum that is told."""
    hidden = [r for r in table.rows if table.cells[r, column] is None]
    known = {(r, column): table.cells[r, column] for r in table.rows if r not in hidden}
    left = table.cells[SUM, column] - sum(known.values())
    for numbers in itertools.product(range(1, left + 1), repeat=max(len(hidden) - 1, 0)):
        if hidden and left - sum(numbers) >= 1:
            rest = [*numbers, left - sum(numbers)]
            yield known | {(r, column): n for r, n in zip(hidden, rest, strict=True)}
    if not hidden:
        yield known


def test_no_hidden_cell_can_be_computed_from_the_sums():
    """Property: whatever the counts, each hidden cell and sum has at least two possible numbers."""
    dice, hidden_somewhere = random.Random(62), 0  # noqa: S311  the same each time
    for _ in range(200):
        rows, columns = ["a", "b", "c"][: dice.randint(1, 3)], ["x", "y"]
        counts = {(r, c): dice.choice([0, 0, 1, 1, 2, 3, 5, 6]) for r in rows for c in columns}
        table = told(counts, rows, columns)
        hidden = [at for at, n in table.cells.items() if n is None]
        hidden_somewhere += bool(hidden)
        assert not any(n is not None and 0 < n < FEW for n in table.cells.values())
        if hidden:
            every = solutions(table)
            assert every
            for at in set(hidden) - {(SUM, SUM)}:
                assert len({one[at] for one in every}) > 1, (counts, at, table)
    assert hidden_somewhere > 50


def test_five_ones_under_a_sum_of_five_leave_the_table():
    counts = {(row, "x"): 1 for row in "abcde"} | {("a", "y"): 9}
    table = told(counts, list("abcde"), ["x", "y"])
    assert table.left_out == ["x"]
    assert table.cells[SUM, SUM] == 9
    both = together({"one": (counts, list("abcde")), "two": ({("k", "x"): 5}, ["k"])}, ["x", "y"])
    assert all(one.left_out == ["x", "y"] or "x" in one.left_out for one in both.values())


def test_the_median_is_the_middle_one():
    assert figures.median(Counter()) is None
    assert figures.median(Counter([3])) == 3
    assert figures.median(Counter([1, 2, 9])) == 2
    assert figures.median(Counter([1, 2, 8, 9])) == 2


@pytest.mark.django_db
def test_on_time_counts_what_is_overdue_and_leaves_out_what_was_withdrawn(lan, commune):
    answered = [send(commune).case for _ in range(4)]
    for one in answered[:3]:
        handling.answer(one, words=REASONS, cite="Xem", by=lan, on=ANSWER_DUE)
    handling.answer(answered[3], words=REASONS, cite="Xem", by=lan, on=date(2026, 12, 11))
    sending.withdraw(send(commune).case, on=SENT)
    send(commune)  # open: overdue only after its day

    def punctual(on):
        year = figures.of_unit(commune, year=2026, on=on)
        return next(one for one in year.punctual if one.track == Track.FEEDBACK)

    before, after = punctual(ANSWER_DUE), punctual(date(2026, 12, 11))
    assert (before.on_time, before.due, before.percent) == (3, 4, None)  # fewer than five
    assert (after.on_time, after.due, after.percent) == (3, 5, 60)
    assert after.days == 14


@pytest.mark.django_db
def test_a_complaint_is_done_when_decided_and_waits_while_its_clock_stands(lan, commune):
    found = {"outcome": Outcome.RIGHT, "cite": "Biên bản", "words": "Đo lại thấy đúng"}
    handed = [handed_in(lan).case for _ in range(6)]
    for one in handed[:5]:
        complaining.accept(one, by=lan, on=SENT)
    due_on = Case.objects.get(pk=handed[0].pk).due_on
    after = due_on + timedelta(days=3)
    for one, on in zip(handed[:3], (due_on, due_on, after), strict=True):
        complaining.decide(one, **found, number="4/QĐ-UBND", by=lan, on=on)
    complaining.send_decision(handed[0], by=lan, on=after)  # decided in time, sent later
    complaining.suspend(handed[3], words="Người khiếu nại đang ốm", by=lan, on=SENT)
    complaining.refuse(handed[5], words="Đã quá thời hiệu khiếu nại", by=lan, on=SENT)
    Case.objects.filter(pk=handed[5].pk).update(due_on=due_on)
    year = figures.of_unit(commune, year=2026, on=after)
    one = next(each for each in year.punctual if each.track == Track.COMPLAINT)

    # In time: one sent, one waiting to be sent, one refused. Late: one decided, one open.
    assert (one.on_time, one.due) == (3, 5)
    [row] = figures.of_units(year=2026, on=after)
    assert row[3] == 60


@pytest.mark.django_db
def test_the_page_and_its_file_tell_no_small_cell(lan, mai, commune, desk_of):
    for _ in range(6):
        send(commune, topic="roads")
    send(commune, topic="waste")
    send(commune, track=Track.PETITION)
    page = Client().get(PAGE)
    assert page.status_code == 200
    table = page.context["year"].tables["topic"]
    assert table.left_out == ["petition"]
    assert table.cells["waste", "feedback"] is None
    assert table.cells["roads", "feedback"] is None  # or 7 - 6 would say it
    assert table.cells[SUM, "feedback"] == 7
    csv = b"".join(Client().get(f"{PAGE}&format=csv").streaming_content).decode()
    assert "dưới 5 hoặc ẩn kèm" in csv
    assert Client().get("/don-thu/so-lieu/?nam=2026").status_code == 200
    assert desk_of(lan).get("/don-thu/ban/so-lieu/").status_code == 200
    assert desk_of(mai).get("/don-thu/ban/so-lieu/").context["unit"] == mai.unit
