"""nginx, two web processes, a worker and PostgreSQL as deploy/ sets them up, driven over HTTPS."""

import json
import os
import shutil
import subprocess
import threading
import time
from datetime import date
from types import SimpleNamespace

import pytest

from danchu.people import codes
from tests.running.standing import NGINX, PASSWORD, Browser, Standing

pytestmark = pytest.mark.running
WITHIN_SECONDS = 1.0  # what nginx may keep
SLACK = 1.0  # of this machine: the page itself takes its time, two cores are shared

PEOPLE = """
from danchu.kit.clock import today
from danchu.people import actions, access, codes
from danchu.people.models import Role
at = access.unit_named("xa-la-bang")
for name, role, secret in {people!r}:
    person = actions.register_person(name, by=None)
    actions.appoint(person, Role(role), at, since=today(), until=None, document="1/QĐ",
                    position="", by=None, on=today())
    person.set_password({password!r}); person.save()
    codes.enrol(person, secret)
    print(person.username)
"""


def missing() -> str:
    """What this machine lacks, in words; CI requires everything."""
    if not NGINX:
        return "nginx is not installed (apt-get install nginx)"
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return "the set-up is a province's: it stands on PostgreSQL"
    return ""


@pytest.mark.skipif(
    os.environ.get("DANCHU_REQUIRE_RUNNING") != "1", reason="nothing is required of this machine"
)
def test_nothing_is_missing_where_everything_is_required():
    """./test says so wherever nginx is: there the tests below may not be skipped."""
    assert missing() == ""
    assert shutil.which("systemd-analyze")


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    if why := missing():
        pytest.skip(why)
    here = Standing(tmp_path_factory.mktemp("standing"))
    try:
        for words in (("migrate", "-v0"), ("load_units", "-v0"), ("collectstatic", "--noinput")):
            here.danchu(*words)
        secrets = {"clerk": codes.new_secret(), "approver": codes.new_secret()}
        people = [
            ("Ma Thị Lan", "clerk", secrets["clerk"]),
            ("Lý Văn Thắng", "approver", secrets["approver"]),
        ]
        names = here.house.says(PEOPLE.format(people=people, password=PASSWORD)).split()
        here.danchu(*here.command("danchu-web@.service", named="ExecStartPre")[3:])
        here.start_all()
        lan, thang = here.browser(), here.browser()
        lan.sign_in(names[0], secrets["clerk"])
        thang.sign_in(names[1], secrets["approver"])
        here.people = SimpleNamespace(lan=lan, thang=thang)
        yield here
    finally:
        here.close()


def note(browser: Browser, number: str) -> str | None:
    """A decision noted; its number in the address, None when no answer said that it was done."""
    today = date.today()  # noqa: DTZ011, TID251  the servers live today
    fields = {"group": "2", "number": number, "signer": "Nông Văn Bình, Chủ tịch"}
    done = browser.send("/cong-khai/ghi-nhan/", decided_on=f"{today:%d/%m/%Y}", **fields)
    return done.headers["Location"].split("/")[2] if done.status_code == 302 else None


def publish(standing: Standing, number: str, title: str) -> str:
    """Two officials over HTTPS; the address of the public page."""
    item = note(standing.people.lan, number)
    words = {"title": title, "body": "Thu 120 triệu đồng, chi 118 triệu đồng."}
    handed = standing.people.lan.send(f"/cong-khai/{item}/soan/", submit="1", **words)
    assert handed.status_code == 302, handed.text
    done = standing.people.thang.send(f"/cong-khai/{item}/duyet/", no_secret="on")
    assert done.status_code == 302, done.text
    return f"/cong-khai/{item}/"


def early_in_a_second() -> None:
    """The micro-cache counts in seconds of the clock."""
    time.sleep(1.02 - time.time() % 1)  # noqa: TID251


# ── a page ────────────────────────────────────────────────────────────────────────────────────


def test_a_page_comes_over_tls_with_each_safety_header_once(standing):
    anybody = standing.browser()
    plain = anybody.session.get(f"http://127.0.0.1:{standing.http}/luat/", allow_redirects=False)
    assert plain.status_code == 301
    assert plain.headers["Location"] == "https://127.0.0.1/luat/"
    page = anybody.get("/")
    assert page.status_code == 200
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "X-Frame-Options"):
        assert page.raw.headers.getlist(name) == [page.headers[name]], name
    assert "nginx/" not in page.headers["Server"]
    style = anybody.get(page.text.split('rel="stylesheet" href="')[1].split('"')[0])
    assert style.status_code == 200
    assert "max-age=31536000" in style.headers["Cache-Control"]
    assert anybody.get("/readyz").json()["ready"] is True


def test_the_sender_cannot_choose_its_address(standing):
    """The security log says what nginx saw, not what somebody wrote into a header."""
    anybody = standing.browser()
    anybody.session.headers["X-Forwarded-For"] = "203.0.113.7"
    assert anybody.send("/dang-nhap/", username="khong-co", password="x" * 12).status_code == 422
    log = standing.house.folder / "log" / "security"
    told = [json.loads(line) for file in log.iterdir() for line in file.read_text().splitlines()]
    wrong = [line for line in told if line["result"] == "wrong"]
    assert [line["source"] for line in wrong] == ["127.0.0.1"]


def test_a_file_that_is_too_large_is_stopped_before_it_is_read(standing):
    large = standing.browser().session.post(
        f"{standing.address}/cong-khai/1/soan/tep/", data=b"x" * (26 * 1024 * 1024), timeout=30
    )
    assert large.status_code == 413


# ── the micro-cache ───────────────────────────────────────────────────────────────────────────


def states(browser: Browser, path: str, times: int, **more: object) -> list[str]:
    return [browser.get(path, **more).headers.get("X-Cache", "-") for _ in range(times)]


def test_anonymous_pages_are_kept_for_the_running_second_only(standing):
    anybody = standing.browser()
    early_in_a_second()
    assert states(anybody, "/luat/", 3) == ["MISS", "HIT", "HIT"]
    early_in_a_second()
    assert states(anybody, "/luat/", 1) == ["MISS"]
    assert states(anybody, "/luat/", 2, headers={"Cookie": "danchu_may=x"}) == ["BYPASS"] * 2
    assert states(anybody, "/luat/", 1, headers={"HX-Request": "true"}) == ["BYPASS"]


def test_pages_of_one_person_are_never_kept(standing):
    early_in_a_second()
    lan = standing.people.lan
    assert states(lan, "/viec/", 2) == ["BYPASS", "BYPASS"]
    assert "no-store" in lan.get("/viec/").headers["Cache-Control"]
    anybody = standing.browser()
    assert anybody.get("/viec/").status_code == 302
    fresh = [standing.browser().get("/dang-nhap/") for _ in range(3)]
    assert {page.headers["X-Cache"] for page in fresh} == {"MISS"}  # it sets a cookie
    assert len({page.cookies["csrftoken"] for page in fresh}) == 3
    kept = b"".join(f.read_bytes() for f in (standing.folder / "cache").rglob("*") if f.is_file())
    assert b"Set-Cookie" not in kept
    assert b"csrfmiddlewaretoken" not in kept


class Watcher(threading.Thread):
    """Asks for one page a hundred times a second, as a village would."""

    def __init__(self, standing: Standing, path: str, words: str) -> None:
        super().__init__(daemon=True)
        self.browser, self.path, self.words = standing.browser(), path, words
        self.seen: list[tuple[float, int, bool, str]] = []
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.01):
            asked = time.monotonic()
            page = self.browser.get(self.path)
            told = self.words in page.text
            self.seen.append((asked, page.status_code, told, page.headers["X-Cache"]))

    def last_asked(self, *, told: bool) -> float:
        """When a reader asked last and was given (or not) the words."""
        return max((asked for asked, _, has, _ in self.seen if has is told), default=0.0)

    def stop(self) -> None:
        self.over.set()
        self.join(30)


def test_what_is_published_is_seen_and_what_is_removed_is_gone_within_a_second(standing):
    """The real act by two officials; a reader asks all the while and is served from the cache."""
    title = "Quyết toán quỹ cộng đồng quý 3"
    village = Watcher(standing, "/xa/xa-la-bang/", title)
    village.start()
    address = publish(standing, "71/QĐ-UBND", title)
    answered = time.monotonic()
    time.sleep(WITHIN_SECONDS + SLACK)
    village.stop()
    assert {status for _, status, _, _ in village.seen} == {200}
    assert "HIT" in {state for *_, state in village.seen}
    assert village.last_asked(told=True) > answered
    assert village.last_asked(told=False) - answered < WITHIN_SECONDS

    reader = Watcher(standing, address, "120 triệu")
    reader.start()
    time.sleep(0.5)
    gone = standing.people.lan.send(f"{address}go-khan/", ground="personal_data")
    answered = time.monotonic()
    assert gone.status_code == 302
    time.sleep(WITHIN_SECONDS + SLACK)
    reader.stop()
    assert "HIT" in {state for *_, state in reader.seen}
    late = reader.last_asked(told=True) - answered
    assert late < WITHIN_SECONDS
    assert reader.last_asked(told=False) > answered


# ── one process dies ──────────────────────────────────────────────────────────────────────────


def test_killing_one_web_process_loses_no_request_that_was_answered(standing):
    over = threading.Event()
    read: list[int] = []
    noted: list[str] = []
    sent: list[str] = []

    def reading() -> None:
        browser = standing.browser()
        while not over.is_set():
            read.append(browser.get(f"/luat/?lan={len(read)}").status_code)

    def writing() -> None:
        while not over.is_set():
            number = f"{100 + len(sent)}/QĐ-UBND"
            sent.append(number)
            try:
                if note(standing.people.lan, number):
                    noted.append(number)
            except AssertionError:  # the page with the form was not answered: nothing was sent
                continue

    threads = [threading.Thread(target=work, daemon=True) for work in (reading, reading, writing)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    before = len(read)
    standing.kill_web(standing.web_ports[0])
    time.sleep(3)
    during = len(read)
    standing.start_web(standing.web_ports[0])  # what Restart=always does
    standing.wait_until_ready()
    time.sleep(1)
    over.set()
    for thread in threads:
        thread.join(30)

    assert set(read) == {200}  # not one reader saw a failure
    assert before < during < len(read)
    kept = standing.house.says(
        "from danchu.disclosure.models import Item; print(*Item.objects.values_list("
        "'number', flat=True), sep=chr(10))"
    ).splitlines()
    assert len(noted) > 5
    assert set(noted) <= set(kept)  # what was answered is there
    assert len(kept) == len(set(kept))  # and nothing was done twice
    assert set(kept) <= set(sent) | {"71/QĐ-UBND"}


def test_the_worker_did_the_day_s_jobs(standing):
    done = standing.house.says(
        "from danchu.kit.models import JobRun; "
        "print(*sorted(JobRun.objects.filter(error='').values_list('job', flat=True)))"
    )
    assert {"open_duties", "tidy"} <= set(done.split())


# ── units ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is missing")
def test_systemd_understands_every_unit(standing):
    units = sorted(map(str, (standing.files / "systemd").iterdir()))
    assert len(units) == 5
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], text=True, capture_output=True, check=False
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "danchu" in line]
    assert (done.returncode, ours) == (0, [])
    broken = standing.files / "systemd" / "danchu-worker.service"
    text = broken.read_text()
    broken.write_text(text.replace("ExecStart=", "ExecStart=/no/such/program "))
    try:
        bad = subprocess.run(
            ["systemd-analyze", "verify", broken], capture_output=True, check=False
        )
        assert bad.returncode != 0  # the check can fail
    finally:
        broken.write_text(text)
