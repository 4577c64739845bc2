"""A million entries of the trail as one CSV file: how much memory the process holds at its peak.

`python -m benching.export ROWS` fills the trail up to ROWS entries and streams them all, as the
page does, into nothing; prints seconds, rows, bytes and the peak (RSS) before and after as JSON.
"""

import json
import resource
import sys
import time

import django

FILL = {
    "sqlite": """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
        INSERT INTO kit_auditentry (at, "on", account_id, term_id, act, unit_id, kind, key)
        SELECT '2025-08-01 03:00:00', date('2025-07-02', (i %% 500) || ' days'), NULL, NULL,
               'disclosure.note', %s, 'item', CAST(i / 6 AS TEXT) FROM n""",
    "postgresql": """
        INSERT INTO kit_auditentry (at, "on", account_id, term_id, act, unit_id, kind, key)
        SELECT '2025-08-01 03:00:00+00', date '2025-07-02' + (i %% 500), NULL, NULL,
               'disclosure.note', %s, 'item', CAST(i / 6 AS TEXT)
        FROM generate_series(1, %s) AS n(i)""",
}


def main(rows: int) -> None:
    django.setup()
    before = peak()
    fill(rows)
    print(json.dumps({"before": before, **stream(), "peak": peak()}))


def fill(rows: int) -> None:
    from django.db import connection

    from danchu.kit.models import AuditEntry
    from danchu.places.models import Unit

    missing = rows - AuditEntry.objects.count()
    if missing <= 0:
        return
    unit = Unit.objects.communes().filter(valid_to=None).values_list("pk", flat=True)[0]
    order = [missing, unit] if connection.vendor == "sqlite" else [unit, missing]
    with connection.cursor() as cursor:
        cursor.execute(FILL[connection.vendor], order)
        cursor.execute("ANALYZE")


def stream() -> dict[str, float]:
    from danchu.front import extracts
    from danchu.front.audit import Reader
    from danchu.kit import clock, trail
    from danchu.kit.models import TrailExtract
    from danchu.people.models import User
    from danchu.places.models import Unit

    asked = trail.Asked(None)
    units = {unit.pk: unit for unit in Unit.objects.all()}
    reader = Reader(User.objects.order_by("pk")[0], units, clock.today())
    slip = TrailExtract(
        account_id=reader.person.pk or 0, term_id=0, unit_id=0, made_at=clock.now(),
        made_on=clock.today(), asked={}, words=[], form="csv", upto=trail.last(), entries=0,
    )  # fmt: skip
    begun, sent, lines = time.perf_counter(), 0, 0
    for piece in extracts.stream(slip, asked, reader):
        sent += len(piece)
        lines += piece.count(b"\n")
    return {"seconds": time.perf_counter() - begun, "rows": lines - 1, "bytes": sent}


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
