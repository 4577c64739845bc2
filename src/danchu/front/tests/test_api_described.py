"""What the description promises is what is answered: schemathesis with every check; the examples.

Schemathesis reads the description and asks in this process: good questions, bad ones, other
methods, odd headers; seeds are fixed, so that a failure comes back.
"""

import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from danchu.disclosure.models import State
from danchu.front import demo
from danchu.front.api import examples, gate, paging
from danchu.front.api.views import api
from danchu.front.tests import factories as make
from danchu.kit.clock import today
from danchu.wsgi import application

pytestmark = pytest.mark.django_db


# ── schemathesis ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def described(db, monkeypatch):
    """A commune with an item in every state, and nobody waits for the next five minutes."""
    monkeypatch.setattr(gate, "AT_MOST", 10**6)
    unit = make.commune()
    make.published(unit, "1/QĐ", "Danh sách hộ nghèo")
    make.item(unit, "2/QĐ", state=State.WITHDRAWN, title="Phí", published_on=today())
    make.item(unit, "3/QĐ", state=State.REMOVED, title="Mật", published_on=today())
    make.item(unit, "4/QĐ")
    make.duty(unit, "4", due_on=today())
    for signal in (request_started, request_finished):  # as Django's own client does: the test's
        signal.disconnect(close_old_connections)  # transaction must outlive a request
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


letters = st.text("0123456789", min_size=1, max_size=5)
number = st.integers(0, paging.BIGGEST_ID)
schemathesis.openapi.format("cursor-of-items", st.builds(paging.write, number))
schemathesis.openapi.format("cursor-of-motions", st.builds(paging.write, number))
schemathesis.openapi.format("cursor-of-units", st.builds(paging.write, letters, number))
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
schema.app = application


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_check_of_schemathesis_holds(case, described):
    # No schema can say which cursors were given out: only that good ones are taken is left out.
    made_up = [positive_data_acceptance] if (case.query or {}).get("cursor") else []
    case.call_and_validate(excluded_checks=made_up)


# ── the examples of /api/ ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def demo_commune(db):
    call_command("load_units", verbosity=0)
    demo.build(on=today())


def test_every_example_is_answered_as_it_is_printed(client, demo_commune):
    for one in examples.every():
        answer = client.get(one.path, headers=one.headers)
        assert answer.status_code == one.status, one.name
        real = answer.json()
        assert different(one.answer, real) == [], one.name
        for field in one.stable:
            assert value(real, field) == value(one.answer, field), (one.name, field)


@pytest.mark.parametrize("address", ["/api/", "/api/en/"])
def test_the_page_shows_every_example_and_every_parameter(client, address):
    page = client.get(address).content.decode()

    for one in examples.every():
        assert one.path.replace("&", "&amp;") in page
    for path, said in client.get("/api/v1/openapi.json").json()["paths"].items():
        assert path in page
        for parameter in said["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page


def test_an_example_that_lies_would_be_seen():
    printed = {"items": [{"id": 1, "title": None}], "next": None}
    for real in (
        {"items": [{"id": 1}], "next": None},
        {"items": [{"id": "1", "title": "x"}], "next": None},
        {"items": [], "next": None},
        {"items": [{"id": 1, "title": "x", "more": 1}], "next": "a"},
    ):
        assert different(printed, real)
    assert not different(printed, {"items": [{"id": 2, "title": "x"}] * 2, "next": "a"})


def different(printed, real, at: str = "") -> list[str]:
    """Where two answers differ in shape: names, kinds of values; null stands for any of them."""
    if printed is None or real is None:
        return []
    if type(printed) is not type(real):
        return [f"{at}: {type(real).__name__}"]
    if isinstance(printed, dict):
        wrong = [f"{at}.{name}" for name in printed.keys() ^ real.keys()]
        both = printed.keys() & real.keys()
        return wrong + [d for n in both for d in different(printed[n], real[n], f"{at}.{n}")]
    if isinstance(printed, list):
        short = [f"{at}: {len(real)} rows"] if len(real) < len(printed) else []
        pairs = enumerate(zip(printed, real, strict=False))
        return short + [d for n, (a, b) in pairs for d in different(a, b, f"{at}.{n}")]
    return []


def value(of, field: str):
    for part in field.split("."):
        of = of[int(part)] if isinstance(of, list) else of[part]
    return json.loads(json.dumps(of))
