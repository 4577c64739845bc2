"""Every release kept by tools/keep_release.py is brought to today: data, triggers, pages."""

import gzip
import json
from pathlib import Path

import psycopg
import pytest

from danchu.kit.tests.houses import House

RELEASES = sorted((Path(__file__).resolve().parents[1] / "releases").iterdir())
# Tables whose rows today's migrations are meant to add to or take from; each with its reason.
MEANT_TO_CHANGE: dict[str, str] = {}

LOOK = """
import json
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from danchu.disclosure.models import Version
from danchu.kit import triggers
from danchu.kit.models import AuditEntry
tables = {m._meta.db_table: m._base_manager.count() for m in apps.get_models()
          if not m._meta.proxy and m._meta.db_table in connection.introspection.table_names()}
titles = list(Version.objects.order_by("pk").values_list("title", flat=True))
browser = Client(SERVER_NAME="127.0.0.1")
pages = ["/", "/readyz", "/xa/xa-la-bang/", "/cong-khai/1/", "/tim/?q=ngan+sach", "/luat/"]
answers = {page: browser.get(page).status_code for page in pages}
found = "cong-khai" in browser.get("/tim/?q=ngan+sach").content.decode()
try:
    with transaction.atomic():
        AuditEntry.objects.filter(pk=1).update(act="x")
    guarded = False
except DatabaseError:
    guarded = True
call_command("migrate", check_unapplied=True, verbosity=0)
print(json.dumps({"rows": tables, "titles": titles, "answers": answers, "found": found,
                  "guarded": guarded, "missing": triggers.missing(connection)}))
"""


def load(house: House, release: Path) -> None:
    """The database as that release left it."""
    if house.postgresql:
        text = gzip.decompress((release / "postgresql.sql.gz").read_bytes()).decode()
        with psycopg.connect(house.url) as raw:
            raw.execute(text)
    else:
        data = gzip.decompress((release / "sqlite3.gz").read_bytes())
        (house.folder / "danchu.sqlite3").write_bytes(data)


def test_the_first_release_is_kept():
    assert RELEASES[0].name == "0.1.0"


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_a_database_of_an_earlier_release_is_brought_to_today_with_everything_in_it(
    release, tmp_path
):
    house = House(tmp_path).create()
    try:
        load(house, release)
        house.does("migrate", "-v0")
        told = json.loads(house.says(LOOK))
        then = json.loads((release / "facts.json").read_text())
        assert then["rows"]["disclosure_version"] > 10  # there was something to lose
        now = {t: told["rows"].get(t) for t in then["rows"] if t not in MEANT_TO_CHANGE}
        assert now == {t: n for t, n in then["rows"].items() if t not in MEANT_TO_CHANGE}
        assert told["titles"] == then["titles"]
        assert set(told["answers"].values()) == {200}, told["answers"]
        assert told["found"]
        assert told["guarded"]
        assert told["missing"] == []
    finally:
        house.drop()
