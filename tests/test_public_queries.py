"""What a public page asks of the database: never more than eight, however many rows there are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danchu.decisions.actions import carrying_out, deciding, objecting, slips
from danchu.decisions.tests.factories import (
    DAY,
    collected,
    fill_roll,
    hall,
    handed_out,
    part_of,
    planned,
    put_forward,
    words,
)
from danchu.decisions.words import Ground, SentTo
from danchu.disclosure.actions import publishing_answers
from danchu.disclosure.tests import asking as requests
from danchu.disclosure.tests.factories import note, publish
from danchu.front.kept.pages import KNOWS
from danchu.kit.clock import today
from danchu.meetings.tests import gathered
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions.actions import masking, showing
from danchu.petitions.models import PublicCase
from danchu.petitions.tests import factories as cases
from danchu.places.models import FormerName, Reorganisation, Succession, Unit
from danchu.reception.actions import talking
from danchu.reception.tests import factories as receptions

pytestmark = pytest.mark.django_db
MOST = 8
XA = "/xa/xa-la-bang/"
PAGES = {
    "front:home": ("/", 5),
    "front:search": ("/tim/?q=cho", 6),
    "front:search, a rare word": ("/tim/?q=dinh+ca", 6),
    "front:search, nothing": ("/tim/?q=khongcogi", 7),
    "front:search, not asked": ("/tim/", 2),
    "front:atom": ("/atom.xml", 1),
    "front:commune_atom": (f"{XA}atom.xml", 2),
    "front:json_feed": ("/feed.json", 1),
    "front:commune_json_feed": (f"{XA}feed.json", 2),
    "front:sitemap": ("/sitemap.xml", 2),
    "front:robots": ("/robots.txt", 0),
    "front:guides": ("/huong-dan/", 1),
    "front:guide": ("/huong-dan/clerk/", 1),
    "front:offline": ("/ngoai-tuyen/", 1),
    "front:api_docs": ("/api/", 1),
    "front:api_docs_en": ("/api/en/", 1),
    "front:api_problem": ("/api/loi/cau-hoi-chua-dung/", 1),
    # Never kept: one query counts who asks.
    "front:api:units": ("/api/v1/units", 3),
    "front:api:items": ("/api/v1/items?limit=20", 2),
    "front:api:items, of a unit": ("/api/v1/items?unit=05818", 3),
    "front:api:duties_summary": ("/api/v1/duties/summary", 2),
    "front:api:openapi-json": ("/api/v1/openapi.json", 1),
    "places:index": ("/don-vi/", 3),
    "places:index, asked": ("/don-vi/?q=la+bang", 5),
    "places:unit": ("/don-vi/xom-dong-tam/", 6),
    "places:history": ("/don-vi/xa-la-bang/lich-su/", 5),
    "rulebook:index": ("/luat/", 1),
    "rulebook:instrument": ("/luat/van-ban/2022-10-qh15/", 2),
    "rulebook:scope": ("/luat/pham-vi/", 1),
    "rulebook:rule": ("/luat/disclosure.publish/", 4),
    "disclosure:late_everywhere": ("/cong-khai/tre-han/", 7),
    "disclosure:compliance_everywhere": ("/cong-khai/thuc-hien/", 8),
    "disclosure:compliance_everywhere, narrowed": (
        "/cong-khai/thuc-hien/?kenh=nha-van-hoa&nhom=12&nam=2026&quy=1",
        8,
    ),
    "decisions:index": ("/ban-quyet-dinh/", 4),
    "decisions:commune": ("/ban-quyet-dinh/xa/xa-la-bang/", 5),
    "decisions:motion": ("/ban-quyet-dinh/{motion}/", 7),
    "decisions:result_paper": ("/ban-quyet-dinh/{motion}/to-ket-qua/", 6),
    "decisions:blank": ("/ban-quyet-dinh/mau/sang-kien/", 1),
    "decisions:blank_file": ("/ban-quyet-dinh/mau/sang-kien.docx", 1),
    "front:api:motions": ("/api/v1/motions", 5),
    "petitions:door": ("/don-thu/", 2),
    "petitions:public_everywhere": ("/don-thu/cong-khai/", 5),
    "petitions:public_list": ("/don-thu/cong-khai/xa-la-bang/", 6),
    "petitions:public_list, searched": (
        "/don-thu/cong-khai/xa-la-bang/?q=cong&loai=phan-anh&linh-vuc=roads&nam=2026",
        7,
    ),
    "petitions:figures": ("/don-thu/so-lieu/xa-la-bang/?nam=2026", 7),
    "petitions:figures_everywhere": ("/don-thu/so-lieu/?nam=2026", 5),
    "petitions:public_case": ("/don-thu/cong-khai/viec/{told}/", 3),
    "petitions:public_log": ("/don-thu/cong-khai/xa-la-bang/nhat-ky/", 5),
    "reception:door": ("/tiep-dan/", 4),
    "reception:commune": ("/tiep-dan/xa/xa-la-bang/", 7),
    "reception:dialogue": ("/tiep-dan/doi-thoai/{talk}/", 5),
    "disclosure:item": ("/cong-khai/{pk}/", 8),
    "disclosure:version": ("/cong-khai/{pk}/ban/1/", 4),
    "disclosure:notice": ("/cong-khai/{pk}/to-niem-yet/", 5),
    "meetings:notice": ("/hop/thong-bao/{coming}/", 8),
    "meetings:notice, of one that was held": ("/hop/thong-bao/{held}/", 7),
    "meetings:of_unit": ("/hop/xom/xom-dong-tam/", 4),
    "xa:commune": (XA, 8),
    "xa:group": (f"{XA}nhom-12/", 5),
    "xa:late": (f"{XA}tre-han/", 7),
    "xa:compliance": (f"{XA}thuc-hien/", 8),
    "xa:compliance, narrowed": (
        f"{XA}thuc-hien/?nam=2026&quy=1&nhom=12&kenh=tru-so&tinh-trang=qua-han&moc=luat",
        8,
    ),
    "xa:compliance_sheet": (f"{XA}thuc-hien/to-in/", 8),
    "xa:plan": (f"{XA}ke-hoach/2026/", 7),
    "xa:answers": (f"{XA}hoi-dap/", 7),
    "disclosure:published_answer": ("/cong-khai/hoi-dap/{answer}/", 3),
    "xa:frame": (f"{XA}nhung/", 4),
    "xa:frame, one group and what is late": (f"{XA}nhung/?nhom=12&tre=1", 5),
    "xa:snippet": (f"{XA}nhung/ma/", 2),
}


def grown(lan, thang, rows: int) -> int:
    """So many public, late and waiting papers more; the id of one that is public."""
    for n in range(rows):
        last = publish(note(lan, number=f"{n + 1}/QĐ"), lan, thang)
        publish(note(lan, number=f"{n + 1}/QĐ-trễ"), lan, thang, on=date(2026, 3, 20))
        note(lan, number=f"{n + 1}/QĐ-chờ")
    return last.pk


def answered(lan, thang, rows: int) -> int:
    """So many published answers; the id of the last."""
    words = {"question": "Thu bao nhiêu?", "answer": "20.000 đồng", "file_ids": []}
    told = {"no_secret": True, "seen": True, "by": thang, "on": requests.ASKED_ON}
    for _ in range(rows):
        given = requests.supply(requests.asked(lan.unit), lan)
        last = publishing_answers.publish_answer(given, **words, **told)
    return last.pk


def told(lan, rows: int) -> int:
    """So many matters everybody may read; the id of the last."""
    for n in range(rows):
        case = cases.send(lan.unit, public=True, topic="roads", pictures=(cases.cleaned(),)).case
        words = {"title": f"Cống {n}", "words": "Vỡ", "answer": "", "where": "xóm"}
        found = showing.show(PublicCase.objects.get(case=case), **words, by=lan, on=cases.SENT)
        file = case.steps.get().files.get()
        masking.mask_photo(found, file, [], sure=True, by=lan, on=cases.SENT)
    return found.pk


def voted(tam, mo, rows: int) -> int:
    """So many motions decided, written down and told about; the id of the last."""
    for n in range(rows):
        motion = put_forward(tam, mo, title=f"Việc {n}")
        hall(part_of(motion), tam, present=10, yes=10, whole=12)
        motion.refresh_from_db()
        made = deciding.write_decision(motion, words(), by=tam, on=DAY)
        carrying_out.report_progress(made, text="đã làm", ends=False, by=tam, on=DAY)
    return motion.pk


def met(tam, rows: int) -> dict[str, int]:
    """So many meetings to come, and so many held; the ids of the last."""
    for n in range(rows):
        coming = gathered.told_of(tam, on=today() + timedelta(days=n), title=f"Họp {n}")
        held = gathered.held(tam, on=today() - timedelta(days=n))
    return {"coming": coming.pk, "held": held.pk}


def received(lan, rows: int) -> int:
    """So many reception days to come, and questions of one dialogue; the id of the dialogue."""
    now = today()
    for n in range(rows):
        receptions.day_of(lan, day=now + timedelta(days=n), on=now)
    talk = receptions.dialogue_of(lan, day=now + timedelta(days=9), on=now)
    told = {"hamlet": None, "source": "paper", "by": lan, "on": now}
    for n in range(rows):
        talking.ask(talk, text=f"Bao giờ sửa đường đoạn {n}?", **told)
    return talk.pk


def test_every_page_that_may_be_kept_is_counted_here():
    named = {name.partition(",")[0] for name in PAGES}
    assert KNOWS.keys() - named == {"xa:archive"}  # of a commune that ended; below


def asked(path: str) -> int:
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(seen)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_public_page_asks_as_often_for_three_rows_as_for_one(
    rows, lan, thang, binh, hamlet, mai, tam
):
    pk, answer = grown(lan, thang, rows), answered(lan, thang, rows)
    fill_roll(hamlet, 12)
    mo = in_office("mo", Role.FRONT_HEAD, hamlet).terms.get()
    talk = received(lan, rows)
    ids = {
        "told": told(lan, rows),
        "talk": talk,
        "pk": pk,
        "answer": answer,
        "motion": voted(tam, mo, rows),
        **met(tam, rows),
    }
    counted = {name: asked(path.format(**ids)) for name, (path, _) in PAGES.items()}
    assert counted == {name: most for name, (_, most) in PAGES.items()}
    assert max(counted.values()) <= MOST


def test_pages_of_a_unit_with_a_past(lan, thang, commune, elsewhere, hamlet):
    """A commune made of others, renamed since, with a former commune's archive beside it."""
    pk = grown(lan, thang, 1)
    Succession.objects.create(old=elsewhere, new=commune, on=date(2026, 9, 1), act="1/NQ")
    FormerName.objects.create(
        unit=commune,
        title="xa",
        name="La Bàng",
        folded="xa la bang",
        until=date(2026, 1, 1),
        reorganisation=Reorganisation.objects.create(
            act="rename", above=commune.province, document="1/NQ", signed_on=date(2026, 1, 1),
            on=date(2026, 1, 2), words="x", entered_on=date(2026, 1, 1),
        ),
    )  # fmt: skip
    assert asked(f"/cong-khai/{pk}/") == 8
    # What it was called before, and what all rooms keep of the former ones, in one.
    assert asked("/don-vi/xa-la-bang/lich-su/") == 7
    assert asked(XA) == MOST
    Unit.objects.filter(pk=commune.pk).update(valid_to=date(2026, 10, 1))
    assert asked(f"{XA}da-cong-khai/") <= MOST


def test_a_motion_of_which_all_is_told(tam, lan, binh, hamlet):
    """Too few came, a round called off, another counted; carried out, objected to, repealed."""
    fill_roll(hamlet, 12)
    mo = in_office("mo", Role.FRONT_HEAD, hamlet).terms.get()
    part = part_of(put_forward(tam, mo))
    hall(part, tam, present=7, yes=7, whole=12)
    part.refresh_from_db()
    slips.call_off(planned(part, tam), why="Mưa lũ", by=tam, on=DAY)
    page = f"/ban-quyet-dinh/{part.motion_id}/"
    found = handed_out(part, tam)
    assert asked(page) == MOST
    collected(found, 12)
    last = found.collect_until
    tally = slips.Tally(10, 1, 1, "Lý Văn Một", "Hà Thị Hai")
    slips.count_slips(found, tally, by=tam, on=last)
    part.motion.refresh_from_db()
    made = deciding.write_decision(part.motion, words(), by=tam, on=last)
    carrying_out.report_progress(made, text="đã làm", ends=False, by=tam, on=last)
    why = objecting.Told(last, SentTo.COMMITTEE, Ground.PROCEDURE, "đơn", "Không báo trước.")
    objecting.record_objection(made, why, by=lan, on=last)
    said = {"ground": Ground.PROCEDURE, "number": "9/QĐ-UBND", "why": "Không báo trước 2 ngày."}
    carrying_out.repeal(made, **said, by=binh, on=last)
    assert asked(page) == MOST
    text = Client().get(page).content.decode()
    for told_of in ("Mưa lũ", "Báo trước việc phát phiếu", "đã làm", "9/QĐ-UBND: Không báo"):
        assert told_of in text, told_of
