"""What an officer does not see elsewhere in the house of a line that is about them."""

from datetime import date

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from danchu.documents.models import Mention
from danchu.people.access import Person
from danchu.reception import access
from danchu.reception.clocks import RECEPTION
from danchu.reception.models import Bar


def duties_hidden(person: Person, on: date) -> Q:
    return Q(kind=RECEPTION, key__in=_keys(person))


def papers_hidden(person: Person, on: date) -> Q:
    """Its receipt, and every paper that repeats it: minutes of the day, the book."""
    mentions = Mention.objects.filter(kind=RECEPTION, key__in=_keys(person))
    return Q(pk__in=mentions.values("document"))


def _keys(person: Person) -> QuerySet[Bar, str]:
    found = access.about(person).annotate(as_key=Cast("reception", CharField()))
    return found.values_list("as_key", flat=True)
