"""The publishing act, by several writers at once, each in a process and a commune of its own.

`python -m benching.acts WRITER OF COUNT` prints the milliseconds of each act as JSON: `note` (the
paper is noted), `publish` (an approver makes it public), `whole` (note, draft, hand in, approve),
and `turned away`: papers that were not written because the database was locked too long.
"""

import json
import sys
import time

import django


def main(writer: int, of: int, count: int) -> None:
    django.setup()
    from django.db import OperationalError

    from danchu.kit.clock import today
    from danchu.people.models import Role, Term

    on = today()
    standing = Term.objects.in_office(on=on).select_related("person", "unit").order_by("unit", "pk")
    approvers = {term.unit_id: term for term in standing.filter(role=Role.APPROVER)}
    clerks = {t.unit_id: t for t in standing.filter(role=Role.CLERK) if t.unit_id in approvers}
    units = sorted(clerks)
    unit = units[writer * len(units) // of]
    taken: dict[str, list[float]] = {"note": [], "publish": [], "whole": [], "turned away": []}
    for number in range(count):
        begun = time.perf_counter()
        try:
            _one(clerks[unit], approvers[unit], f"{writer}{number:04}/QĐ-ĐO", taken)
        except OperationalError:  # SQLite: others wrote for longer than it waits
            taken["turned away"].append((time.perf_counter() - begun) * 1000)
    print(json.dumps(taken))


def _one(clerk, approver, number, taken) -> None:  # type: ignore[no-untyped-def]
    from danchu.disclosure.actions import drafting, noting, publishing
    from danchu.kit.clock import today

    on, begun = today(), time.perf_counter()
    item = noting.note(
        clerk.unit,
        group=12,
        number=f"{number} {time.time_ns() % 10**9}",
        decided_on=on,
        signer="Nông Văn Bình, Chủ tịch",
        by=clerk,
        on=on,
    )
    noted = time.perf_counter()
    said = {
        "title": "Mức thu phí chợ",
        "body": "Chỗ bán cố định 120.000 đồng.",
        "personal_list": "",
    }
    drafting.save_draft(item, **said, by=clerk, on=on)
    drafting.submit(item, by=clerk, on=on)
    handed = time.perf_counter()
    publishing.approve(item, no_secret=True, by=approver, on=on)
    done = time.perf_counter()
    for name, span in (
        ("note", noted - begun),
        ("publish", done - handed),
        ("whole", done - begun),
    ):
        taken[name].append(span * 1000)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
