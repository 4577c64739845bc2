"""What somebody does not see elsewhere: of secret matters, and of cases that are about them."""

from datetime import date

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from danchu.documents.models import Mention
from danchu.people.access import Person
from danchu.petitions import access
from danchu.petitions.clocks import CASE, PUBLIC, SECRET
from danchu.petitions.models import Bar, PublicCase


def duties_hidden(person: Person, on: date) -> Q:
    """A subquery each: the desk asks no further question of the database."""
    mine = access.register_of(person, on=on).annotate(as_key=Cast("pk", CharField()))
    shown = PublicCase.objects.filter(
        case__in=Bar.objects.filter(person=person.pk or 0).values("case")
    ).annotate(as_key=Cast("pk", CharField()))
    return (
        (Q(kind=SECRET) & ~Q(key__in=mine.values("as_key")))
        | entries_hidden(person, on)
        | Q(kind=PUBLIC, key__in=shown.values("as_key"))
    )


def papers_hidden(person: Person, on: date) -> Q:
    """Papers that repeat the words of a case that is about this person."""
    mentions = Mention.objects.filter(entries_hidden(person, on))
    return Q(pk__in=mentions.values("document"))


def entries_hidden(person: Person, on: date) -> Q:
    """What was entered for the sender of a case that is about this person: it repeats the words."""
    about = Bar.objects.filter(person=person.pk or 0).annotate(as_key=Cast("case", CharField()))
    return Q(kind=CASE, key__in=about.values("as_key"))
