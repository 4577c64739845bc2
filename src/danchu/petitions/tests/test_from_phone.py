"""Stories kept on a phone without a signal: each comes once, and what is secret not at all."""

import json
import time
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction
from django.test import Client

from danchu.people.tests.factories import signed_in
from danchu.petitions.models import Attachment, Case
from danchu.petitions.tests.factories import CULVERT, photo, send
from danchu.petitions.tests.test_feedback import two_at_once
from danchu.rulebook import telling_apart

pytestmark = pytest.mark.django_db
TAKE = "/don-thu/gui/xa-la-bang/ban-nhap/"
ONCE = "7KQM3XPR7KQM3XPR"
SENTENCES = Path(__file__).parents[4] / "islands/send-later/sentences.json"


def sent(client, **told):
    story = {"track": "feedback", "text": CULVERT, "once": ONCE, "pictures": photo(), **told}
    answer = client.post(TAKE, story)
    return answer.status_code, answer.json()


@pytest.mark.usefixtures("commune")
def test_a_kept_story_sent_twice_is_one_case_with_one_ticket(hung):
    status, first = sent(hung)
    assert (status, first["before"]) == (200, False)
    assert first["secret"].replace("-", "") == ONCE

    assert sent(Client()) == (200, first | {"before": True})  # the answer was lost on the way

    case = Case.objects.get()
    assert Attachment.objects.filter(step__case=case).count() == 1
    assert first["number"] == case.number
    assert hung.get(first["at"]).status_code == 200
    opened = Client().post("/don-thu/theo-doi/", {"code": case.code, "secret": first["secret"]})
    assert opened["Location"] == first["at"]
    assert hung.post(TAKE.replace("la-bang", "khong-co")).status_code == 404


@pytest.mark.usefixtures("commune")
def test_what_is_not_taken_says_why_and_nothing_is_kept(hung):
    status, accusing = sent(hung, text="Kế toán xã ăn chặn tiền hỗ trợ của bà con")
    assert (status, accusing["lead"]) == (422, "/don-thu/to-cao/?xa=xa-la-bang")
    assert "Tố cáo không nhận qua mạng" in accusing["refused"]
    assert sent(hung, track="complaint")[1]["lead"] == "/don-thu/khieu-nai/"
    assert "nhiều nhất 4 ảnh" in sent(hung, pictures=[photo() for _ in range(5)])[1]["refused"]
    assert "bản nháp này hỏng" in sent(hung, once="short")[1]["refused"].lower()
    assert "ngoài tỉnh" in sent(hung, spot="10.5, 106.7")[1]["refused"]
    assert not Case.objects.exists()


@pytest.mark.usefixtures("commune")
def test_it_is_nobodys_when_somebody_else_is_signed_in_by_then(client, lan):
    official = signed_in(client, lan.person)

    _, ticket = sent(official, account="")  # written before she signed in on this phone
    case = Case.objects.get()
    assert case.person is None
    assert official.get(ticket["at"]).status_code == 404

    for at in ("/don-thu/", "/don-thu/gui/xa-la-bang/"):  # the phone shows each only their own
        told = f'<send-later keeps account="{lan.person_id}"'
        assert told in official.get(at).content.decode()
        assert '<send-later keeps account=""' in Client().get(at).content.decode()
    sent(official, account=str(lan.person_id), once=ONCE[::-1])
    assert Case.objects.exclude(pk=case.pk).get().person == lan.person


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_sent_from_two_pages_at_once_it_is_one_case(commune, tmp_path):
    kept = Event()

    def come(first):
        if not first:
            kept.wait(10)  # the other has kept it, and nobody sees that yet
            return send(commune, secret=ONCE).before
        with transaction.atomic():
            ticket = send(commune, secret=ONCE)
            kept.set()
            time.sleep(0.3)
        return ticket.before

    assert two_at_once(come, (True, False), tmp_path) == [False, True]


def test_the_phone_has_the_lists_of_the_house():
    """`islands/send-later/` judges these lines by these lists; so does the server."""
    told = json.loads(SENTENCES.read_text())

    assert told["lists"] == {name: list(all_of) for name, all_of in telling_apart.lists().items()}
    assert all(telling_apart.reads_like_a_denunciation(one) for one in told["accuse"])
    assert not any(telling_apart.reads_like_a_denunciation(one) for one in told["do not"])
