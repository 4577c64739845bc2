"""What was said elsewhere in the house becomes a case here; see `behalf/onward.py`."""

from datetime import date

from danchu.behalf.actions import Told
from danchu.behalf.onward import Heard, Made
from danchu.people.models import Term
from danchu.petitions.actions import sending
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import Source, Track
from danchu.places.models import Unit


def make_case(unit: Unit, heard: Heard, told: Told, by: Term, on: date) -> Made:
    """Told at reception: its first clock is the law's own (`reception.answer`)."""
    story = Story(track=Track(heard.track), text=heard.text, about=heard.about)
    ticket, entry = sending.send_for(unit, story, told, source=Source.RECEPTION, by=by, on=on)
    address = f"/don-thu/ban/{ticket.case.pk}/"
    return Made(ticket.case.number, ticket.secret, address, entry.pk)
