"""Scans wait in a queue and become papers one by one; nothing is sent or entered twice."""

from datetime import timedelta

import pytest
from django.conf import settings

from civics.errors import Refused
from danchu.disclosure.actions import bringing, drafting, receiving
from danchu.disclosure.actions.bringing import Scan
from danchu.disclosure.bringing import queue
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Attachment, Item, State
from danchu.disclosure.tests import backlog, factories
from danchu.disclosure.tests.factories import DUE, NOTED, SIGNED, acts, pdf
from danchu.kit import batches, clock
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
SIGNER = "Nông Văn Bình, Chủ tịch UBND xã"


def sent(by, name="quet.pdf", words=None):
    arrival = receiving.receive(by.unit, pdf(name, words or name), by=by, on=NOTED)
    assert arrival.file is not None, arrival.why
    return arrival.file


def says(n=12, **more) -> Scan:
    told = {"group": 12, "number": f"{n}/QĐ-UBND", "decided_on": SIGNED, "signer": SIGNER}
    words = {"title": "Mức thu phí chợ", "body": "", "since": None, "ways": []}
    return Scan(**{**told, **words, **more})


def enter(by, file, scan=None, *, submit=True):
    return bringing.enter(file, scan or says(), submit=submit, by=by, on=NOTED)


def test_a_scan_becomes_a_paper_with_its_clock_and_is_handed_over(lan):
    file = sent(lan)

    done = enter(lan, file)

    assert (done.item.number, done.item.due_on, done.submitted) == ("12/QĐ-UBND", DUE, True)
    assert Attachment.objects.get().sha256 == file.sha256
    assert Item.objects.get().state == State.SUBMITTED
    assert not WaitingFile.objects.exists()
    assert acts(kind="scan") == ["disclosure.send_scan"]


def test_the_same_bytes_twice_say_where_they_are(lan):
    file = sent(lan, "a.pdf", "x")

    again = receiving.receive(lan.unit, pdf("b.pdf", "x"), by=lan, on=NOTED)
    assert "đang chờ trong hàng, tên a.pdf" in again.why
    assert again.known.address == f"/cong-khai/ban-quet/{file.pk}/"

    item = enter(lan, file).item
    after = receiving.receive(lan.unit, pdf("b.pdf", "x"), by=lan, on=NOTED)
    assert "đã có ở văn bản 12/QĐ-UBND" in after.why
    assert after.known.address == f"/cong-khai/{item.pk}/soan/"
    assert not WaitingFile.objects.exists()


def test_another_commune_may_hold_the_same_bytes_and_is_told_of_none(lan, mai):
    sent(lan, "a.pdf", "x")

    assert receiving.receive(mai.unit, pdf("a.pdf", "x"), by=mai, on=NOTED).file is not None


def test_what_is_no_document_is_told_and_leaves_nothing(lan):
    told = receiving.receive(lan.unit, factories.upload("a.exe", b"MZ\x90"), by=lan, on=NOTED)

    assert told.file is None
    assert "không phải PDF" in told.why
    assert not WaitingFile.objects.exists()


def test_a_full_queue_takes_no_more(lan, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_WAITING", 1)
    sent(lan)

    told = receiving.receive(lan.unit, pdf("b.pdf", "b"), by=lan, on=NOTED)

    assert "đã đầy" in told.why


def test_a_paper_noted_before_gets_its_scan_and_keeps_its_words(lan):
    item = factories.note(lan)
    factories.draft(item, lan, title="Tên đã viết")

    done = enter(lan, sent(lan), submit=False)

    assert (done.item, done.joined) == (item, True)
    assert item.versions.get().title == "Tên đã viết"
    assert Attachment.objects.get().version.item == item


@pytest.mark.parametrize("later", ["submitted", "published"])
def test_a_paper_handed_over_or_public_takes_no_scan_and_the_scan_stays(lan, thang, later):
    item = factories.note(lan)
    if later == "published":
        factories.publish(item, lan, thang)
    else:
        factories.draft(item, lan)
        drafting.submit(item, by=lan, on=NOTED)
    file = sent(lan)

    with pytest.raises(Refused, match="đã có trong sổ"):
        enter(lan, file)

    assert WaitingFile.objects.get() == file


def test_the_same_number_in_another_group_is_asked_about(lan):
    factories.note(lan, group=3)

    with pytest.raises(Refused, match="đã ghi ở nhóm 3"):
        enter(lan, sent(lan))


def test_a_personal_list_is_left_for_a_second_look(lan):
    done = enter(lan, sent(lan), says(group=7))

    assert not done.submitted
    assert "danh sách cá nhân" in done.left
    assert Attachment.objects.get().personal
    assert Item.objects.get().state == State.NOTED


def test_a_scan_is_entered_once(lan):
    file = sent(lan)
    enter(lan, file)

    with pytest.raises(Refused, match="đã được nhập"):
        enter(lan, file, says(13))

    assert Item.objects.count() == 1


def test_dropped_and_forgotten_scans_take_their_bytes_along(
    lan, django_capture_on_commit_callbacks
):
    dropped, old, young = (sent(lan, f"{n}.pdf") for n in range(3))
    past = clock.now() - batches.KEPT - timedelta(days=2)
    WaitingFile.objects.filter(pk=old.pk).update(sent_at=past)

    with django_capture_on_commit_callbacks(execute=True):
        receiving.drop(dropped, by=lan, on=NOTED)
        assert receiving.forget(on=clock.today()) == 1

    assert WaitingFile.objects.get() == young
    kept = [(settings.FILES_FOLDER / one.stored_as).exists() for one in (dropped, old, young)]
    assert kept == [False, False, True]


def test_what_the_last_note_suggests(lan, thang):
    factories.note(lan, number="09/QĐ-UBND")

    assert queue.offered(lan) == {
        "number": "10/QĐ-UBND",
        "decided_on": SIGNED,
        "group": 12,
        "signer": SIGNER,
    }
    assert queue.offered(thang) == {}


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def form(n=12, **more):
    told = {"title": "Mức thu phí chợ", "number": f"{n}/QĐ-UBND", "decided_on": "03/03/2026"}
    return {**told, "group": "12", "signer": SIGNER, "submit": "on", **more}


def test_many_files_at_once_and_one_after_the_other_without_any_script(client, lan):
    browser = signed_in(client, lan.person)
    page = browser.post(
        "/cong-khai/ban-quet/", {"scans": [pdf("1.pdf", "1"), pdf("2.pdf", "2"), pdf("3.pdf", "2")]}
    ).content.decode()
    assert page.count("đã nhận") == 2
    assert "đang chờ trong hàng, tên 2.pdf" in page
    first, second = WaitingFile.objects.order_by("pk")

    answer = browser.post(f"/cong-khai/ban-quet/{first.pk}/", form())
    assert answer["Location"] == f"/cong-khai/ban-quet/{second.pk}/"
    offered = browser.get(answer["Location"]).content.decode()
    assert 'value="13/QĐ-UBND"' in offered
    last = browser.post(f"/cong-khai/ban-quet/{second.pk}/", form(13), follow=True)
    assert "Không có tệp nào đang chờ" in last.content.decode()
    assert Item.objects.count() == 2


def test_the_island_is_told_of_each_file_by_itself(client, lan):
    browser = signed_in(client, lan.person)

    def one(*files):
        return browser.post(
            "/cong-khai/ban-quet/", {"scans": list(files)}, headers={"X-Tung-Tep": "1"}
        ).json()

    assert one(pdf("1.pdf", "1")) == {"name": "1.pdf", "kept": True, "why": "", "at": ""}
    assert "đang chờ" in one(pdf("2.pdf", "1"))["why"]
    assert one()["why"] == "Chưa chọn tệp."


def test_a_way_without_a_day_is_asked_for(client, lan):
    file = sent(lan)

    answer = signed_in(client, lan.person).post(
        f"/cong-khai/ban-quet/{file.pk}/", form(ways=["posting"])
    )

    assert answer.status_code == 422
    assert "chưa có ngày" in answer.content.decode()
    assert not Item.objects.exists()


def test_the_scan_is_framed_by_its_own_page_only(client, lan):
    file = sent(lan)
    browser = signed_in(client, lan.person)

    page = browser.get(f"/cong-khai/ban-quet/{file.pk}/")
    bytes_ = browser.get(f"/cong-khai/ban-quet/{file.pk}/tep/")

    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in bytes_["Content-Security-Policy"]
    assert "default-src 'none'" in bytes_["Content-Security-Policy"]
    assert bytes_["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in bytes_["Cache-Control"]


def test_only_the_clerk_of_the_commune_sees_the_queue(client, lan, mai, thang, binh, tam, viet):
    file = sent(lan)

    for other in (mai, thang, binh, tam, viet):
        browser = signed_in(client, other.person)
        for address in (f"{file.pk}/", f"{file.pk}/tep/"):
            assert browser.get(f"/cong-khai/ban-quet/{address}").status_code in {403, 404}
        assert browser.post(f"/cong-khai/ban-quet/{file.pk}/bo/").status_code in {403, 404}
    assert WaitingFile.objects.get() == file


def test_files_of_a_list_not_yet_written_are_not_in_the_queue(client, lan):
    backlog.preview(lan, backlog.line(1), pack=backlog.papers(1, 2))

    page = signed_in(client, lan.person).get("/cong-khai/ban-quet/").content.decode()

    assert "Không có tệp nào đang chờ" in page


def test_the_page_says_until_when_a_scan_is_kept(client, lan):
    file = sent(lan)
    until = queue.kept_until(file)

    assert until > clock.today()
    page = signed_in(client, lan.person).get(f"/cong-khai/ban-quet/{file.pk}/").content.decode()
    assert f"giữ đến {until:%d/%m/%Y}" in page
