"""Nobody votes for somebody else: default deny, by room, by name, with the article."""

from datetime import date

import pytest

from civics.errors import Refused
from danchu.behalf import actions, allowed
from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor, Source

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 2)
TOLD = Told(Source.CALL, DAY, name="bà Lý Thị Mẩy")
VOTES = [
    "decisions.record_count",
    "decisions.anything",
    "ballots.cast",
    "consultations.say",
    "works.vote",
    "inspection.elect_board",
    "people.sign_for_household",
    "works.phieu_lay_y_kien",
]


@pytest.mark.parametrize("act", VOTES)
def test_a_vote_cannot_register(act):
    with pytest.raises(allowed.NeverForSomebody):
        allowed.may_be_entered_for(act, "x", door="/")


@pytest.mark.parametrize("act", VOTES)
def test_a_vote_is_refused_with_the_article_even_if_somebody_calls_the_machine(lan, act):
    with pytest.raises(Refused) as refused:
        actions.enter(act, TOLD, unit=lan.unit, kind="x", key=1, said="x", by=lan, on=DAY)
    assert str(refused.value.cite.place) == "Điều 18 khoản 2"
    assert not EnteredFor.objects.exists()


def test_what_did_not_register_is_refused_without_talk_of_votes(lan):
    with pytest.raises(Refused, match="không nhập thay được"):
        actions.enter("works.pay", TOLD, unit=lan.unit, kind="x", key=1, said="", by=lan, on=DAY)
