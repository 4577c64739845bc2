"""Sums of what is done say the same as the duties themselves, whatever happened in between."""

from datetime import date, timedelta
from random import Random
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from danchu.duties import actions, summing
from danchu.duties.models import Basis, Duty
from danchu.duties.summed import DoneChanged, DoneSum
from danchu.duties.summing import Asked, summaries
from danchu.kit import jobs, triggers, worlds
from danchu.people.models import Role
from danchu.places.models import Unit

START = date(2026, 12, 2)
KINDS = ("item", "plan", "paper_down")
RULES = ("disclosure.publish", "disclosure.correct", "petitions.answer")


def hamlet(name, **more):
    return Unit.objects.create(
        kind="community", title="xom", name=name, folded=name.lower(), slug=name, **more
    )


def opened(unit, key, *, rule=RULES[0], kind="item", due=7, basis=Basis.LAW):
    return actions.open_duty(
        rule,
        unit=unit,
        role=Role.CLERK,
        what="Công khai",
        kind=kind,
        key=key,
        address="/cong-khai/1/soan/",
        counted_from=START,
        due_on=START + timedelta(days=due),
        basis=basis,
    )


def done_sums() -> dict:
    rows = DoneSum._base_manager.values_list("unit", "kind", "rule_key", "basis", "done", "late")
    return {row[:4]: row[4:] for row in rows}


def counted_by_hand(units) -> dict:
    found: dict = {}
    for duty in Duty._base_manager.filter(unit__in=units, done_on__isnull=False):
        key = (duty.unit_id, duty.kind, duty.rule_key, duty.basis)
        done, late = found.get(key, (0, 0))
        found[key] = (done + 1, late + duty.was_late)
    return found


def same_as_the_duties(*units) -> None:
    """For everybody, for one unit, narrowed, and on days before and after midnight."""
    for on in (START + timedelta(days=3), START + timedelta(days=9)):
        for of in (None, *(Unit.objects.within(unit) for unit in units)):
            for kinds, rules in (((), ""), (KINDS[:2], "disclosure.")):
                duties = Duty.objects.all() if of is None else Duty.objects.of_units(of)
                duties = duties.filter(kind__in=kinds) if kinds else duties
                recount = duties.filter(rule_key__startswith=rules).summaries(on=on)
                assert summaries(Asked(kinds, rules, of), on=on) == recount
    marked = set(DoneChanged._base_manager.values_list("unit", flat=True))
    clean = [pk for pk in Unit._base_manager.values_list("pk", flat=True) if pk not in marked]
    assert {k: v for k, v in done_sums().items() if k[0] in clean} == counted_by_hand(clean)


def anything(rng: Random, units) -> None:
    """One thing that may happen to duties, by an act or by a hand in the database."""
    key, on = rng.randrange(6), START + timedelta(days=rng.randrange(14))
    kind, unit, basis = rng.choice(KINDS), rng.choice(units), rng.choice(list(Basis))
    rule, due = rng.choice(RULES), rng.randrange(10)
    done = list(Duty._base_manager.filter(done_on__isnull=False).values_list("pk", flat=True))
    one = Duty._base_manager.filter(pk=rng.choice(done) if done else 0)
    likely = [
        lambda: opened(unit, key, kind=kind, rule=rule, due=due, basis=basis),
        lambda: actions.close(kind, key, on=on),
        lambda: Duty._base_manager.filter(called_off_on=None, key=key).update(done_on=on),
        summing.add_up_changed,
    ]
    seldom = [
        lambda: actions.call_off(kind, key, on=on, why="đã gỡ khẩn"),
        lambda: actions.annul(kind, key, on=on, why="đã hoàn tác"),
        lambda: one.update(unit=unit, basis=basis),
        lambda: one.update(due_on=on),
        lambda: one.update(done_on=None),
        one.delete,
        lambda: summing.add_up(unit.pk),
    ]
    try:
        with transaction.atomic():
            rng.choice(likely * 3 + seldom)()
    except IntegrityError:
        pass  # opened again while another one of it is open: the database refused


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_sums_say_what_a_recount_says_after_anything(commune, seed):
    rng = Random(seed)  # noqa: S311  nothing to guess
    units = [commune, hamlet("Bản A", commune=commune), hamlet("Bản B")]
    summed = 0
    for _ in range(80):
        anything(rng, units)
        summed += DoneSum.objects.exists()
        if rng.random() < 0.2:
            same_as_the_duties(commune)
    assert summed > 10
    summing.add_up_changed()
    assert not DoneChanged._base_manager.exists()
    same_as_the_duties(*units)


@pytest.mark.django_db
def test_what_is_done_counts_at_once_and_the_worker_only_makes_it_quick(commune):
    opened(commune, 1)
    actions.close("item", 1, on=START)
    assert not DoneSum.objects.exists()
    assert summaries(Asked(), on=START)[Basis.LAW].on_time == 1

    assert "add_up_duties" in jobs.run_rounds()
    assert jobs.run_rounds() == []
    assert summaries(Asked(), on=START)[Basis.LAW].on_time == 1
    assert DoneSum.objects.get().done == 1

    Duty.objects.update(done_on=START + timedelta(days=30))  # by a hand in the database
    assert summaries(Asked(), on=START)[Basis.LAW].late == 1


@pytest.mark.django_db
def test_a_day_that_passes_changes_the_answer_and_no_row(commune):
    opened(commune, 1)
    summing.add_up_changed()
    last = START + timedelta(days=7)
    assert summaries(Asked(), on=last)[Basis.LAW].due == 1
    assert summaries(Asked(), on=last + timedelta(days=1))[Basis.LAW].overdue_open == 1


@pytest.mark.django_db
def test_a_practice_commune_is_in_no_sum_of_the_real_world(commune):
    copy = Unit._base_manager.create(
        kind="commune", title="xa", name="Tập", folded="xa tap", slug="xa-tap", practice=True
    )
    with worlds.practising(copy.pk):
        opened(copy, 1)
        actions.close("item", 1, on=START)
        assert summaries(Asked(), on=START)[Basis.LAW].on_time == 1
    summing.add_up_changed()
    assert summaries(Asked(), on=START)[Basis.LAW].whole == 0
    with worlds.practising(copy.pk):
        assert summaries(Asked(), on=START)[Basis.LAW].on_time == 1


@pytest.mark.django_db
def test_a_trigger_that_was_lost_is_made_good_by_night(commune, capsys):
    put_back = triggers.take_off(connection, [t for t in triggers.TRIGGERS if "_done_" in t.name])
    opened(commune, 1)
    actions.close("item", 1, on=START)
    assert summaries(Asked(), on=START)[Basis.LAW].whole == 0  # so `check` refuses such a house
    put_back()
    call_command("add_up_duties")
    assert summaries(Asked(), on=START)[Basis.LAW].whole == 1
    assert "1 units added up" in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_acts_and_workers_at_once_lose_nothing(commune, append_only_off):
    """Also acts that are still open while somebody adds up, and some that are taken back."""
    writers, each = 2, 12
    for key in range(writers * each):
        opened(commune, key)
    start = Barrier(writers + 2)

    def work(do, *args) -> None:
        start.wait()
        try:
            do(*args)
        finally:
            connection.close()

    def act(number: int) -> None:
        for key in range(number * each, (number + 1) * each):
            with transaction.atomic():
                actions.close("item", key, on=START + timedelta(days=key))
                transaction.set_rollback(key % 4 == 3)

    def add_up() -> None:
        for _ in range(10):
            summing.add_up_changed()

    threads = [Thread(target=work, args=(act, n)) for n in range(writers)]
    threads += [Thread(target=work, args=(add_up,)) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    done = Duty.objects.filter(done_on__isnull=False).count()
    assert done == writers * each * 3 // 4
    same_as_the_duties(commune)
    summing.add_up_changed()
    same_as_the_duties(commune)
    assert DoneSum.objects.get().done == done
