"""Two real workers and their page caches: what a third process does, both know at once."""

import os
import signal
import subprocess
import sys
import time
from typing import NamedTuple

import pytest
import requests

from danchu.kit.tests.houses import ROOT, House
from tests.running.standing import free_ports

TITLE, BODY = "Quyết toán quỹ cộng đồng quý 3", "Thu 120 triệu đồng, chi 118 triệu đồng."
PEOPLE = """
from danchu.kit.clock import today
from danchu.people import access, actions
from danchu.people.models import Role
at = access.unit_named("xa-la-bang")
for name, role in ("Ma Thị Lan", "clerk"), ("Lý Văn Thắng", "approver"):
    person = actions.register_person(name, by=None)
    actions.appoint(person, Role(role), at, since=today(), until=None, document="1/QĐ",
                    position="", by=None, on=today())
"""
PUBLISH = """
from danchu.disclosure.actions import drafting, noting, publishing
from danchu.kit.clock import today
from danchu.people.models import Term
at = dict(by=Term.objects.filter(role="clerk", unit__slug="xa-la-bang").first(), on=today())
item = noting.note(at["by"].unit, group=2, number="971/QĐ-UBND", decided_on=today(),
                   signer="Nông Văn Bình, Chủ tịch", **at)
drafting.save_draft(item, title={title!r}, body={body!r}, personal_list="", **at)
drafting.submit(item, **at)
approver = Term.objects.filter(role="approver", unit__slug="xa-la-bang").first()
publishing.approve(item, no_secret=True, by=approver, on=today())
print(item.pk)
"""
REMOVE = """
from danchu.disclosure.actions import mending
from danchu.disclosure.models import Item
from danchu.kit.clock import today
from danchu.people.models import Term
clerk = Term.objects.filter(role="clerk", unit__slug="xa-la-bang").first()
mending.remove_urgently(Item.objects.get(pk={pk}), ground="personal_data", by=clerk, on=today())
"""


class Answer(NamedTuple):
    text: str
    kept: bool


class Workers:
    """Two processes beside each other, as deploy/ has them, without nginx's own second."""

    def __init__(self, house: House) -> None:
        self.ports = free_ports(2)
        self.processes = [self._start(house, port) for port in self.ports]

    def _start(self, house: House, port: int) -> "subprocess.Popen[bytes]":
        words = ["granian", "danchu.wsgi:application", "--interface", "wsgi", "--port", str(port)]
        words += ["--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "1"]
        return subprocess.Popen(
            [sys.executable, "-m", *words, "--log-level", "warning"],
            cwd=ROOT,
            env=house.environment,
            start_new_session=True,
        )

    def read(self, path: str) -> list[Answer]:
        """What each of them answers to somebody new."""
        answers = []
        for port in self.ports:
            page = requests.get(f"http://127.0.0.1:{port}{path}", timeout=30)
            assert page.status_code == 200
            answers.append(Answer(page.text, "X-Kept" in page.headers))
        return answers

    def wait(self) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                self.read("/healthz")
                return
            except requests.RequestException:
                assert time.monotonic() < until
                time.sleep(0.2)

    def end(self) -> None:
        for process in self.processes:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("kept")).create()
    house.migrate().tries(("load_units", "-v0"))
    house.does("collectstatic", "--noinput", "-v0")
    house.says(PEOPLE)
    workers = Workers(house)
    try:
        workers.wait()
        yield house, workers
    finally:
        workers.end()
        house.drop()


def test_published_and_removed_is_known_to_both_workers_at_once(standing):
    house, workers = standing
    pages = ["/", "/xa/xa-la-bang/", "/atom.xml"]
    for page in pages * 2:
        before = workers.read(page)
    assert all(answer.kept and TITLE not in answer.text for answer in before)

    pk = house.says(PUBLISH.format(title=TITLE, body=BODY))
    for page in [*pages, f"/cong-khai/{pk}/"] * 2:
        seen = workers.read(page)
        assert all(TITLE in answer.text for answer in seen), page
    assert all(answer.kept for answer in seen)
    assert BODY in seen[0].text

    house.says(REMOVE.format(pk=pk))
    for page in [*pages, f"/cong-khai/{pk}/", f"/cong-khai/{pk}/ban/1/"]:
        response = [requests.get(f"http://127.0.0.1:{p}{page}", timeout=30) for p in workers.ports]
        assert not any(TITLE in one.text or BODY in one.text for one in response), page
