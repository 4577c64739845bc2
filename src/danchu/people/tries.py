"""How many wrong passwords and codes are borne.

Strict per account from one address; wide per account from everywhere, so that a stranger cannot
easily shut somebody out; widest per address, because a hamlet or an office stands behind one.
When the address has spent its share, each account there still has a few tries a span: the right
password always has a way in. Rightful attempts are given back and never count.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from danchu.kit import limits
from danchu.people import access
from danchu.people.models import User

SPAN = timedelta(minutes=15)
DAY = timedelta(days=1)
HERE, EVERYWHERE, ADDRESS, AFTER_ADDRESS = 10, 60, 300, 3


class Rule(NamedTuple):
    name: str
    key: str
    per: timedelta
    at_most: int


class Password:
    """One try of a password, for a username that may or may not exist."""

    def __init__(self, request: HttpRequest, username: str) -> None:
        name = username.strip().lower()
        self.near = limits.near(request)
        known = access.account(name)
        self.account_id = known.pk if known else None
        self.here = Rule("password.here", f"{name} {self.near}", SPAN, HERE)
        self.everywhere = Rule("password.account", name, SPAN, EVERYWHERE)
        self.address = Rule("password.address", self.near, SPAN, ADDRESS)
        self.counted: list[Rule] = []

    def allowed(self) -> bool:
        """Count the try first, so that a burst of requests cannot slip through together."""
        if not self._count(self.here) or not self._count(self.everywhere):
            return False
        if self._count(self.address):
            return True
        return self._count(self.here._replace(name="password.after_address", at_most=AFTER_ADDRESS))

    def forgive(self) -> None:
        """The password was right: its own count starts anew, the others get theirs back."""
        for rule in self.counted:
            limits.forgive(rule.name, rule.key, per=rule.per, whole=rule.key == self.here.key)

    def again_at(self) -> datetime:
        return limits.again_at(SPAN)

    def _count(self, rule: Rule) -> bool:
        self.counted.append(rule)
        return limits.allow(rule.name, rule.key, per=rule.per, at_most=rule.at_most)


class Code:
    """One try of a second factor; whoever gets here already knew the password."""

    def __init__(self, request: HttpRequest, person: User) -> None:
        self.rules = [
            Rule("code.span", str(person.pk), SPAN, 10),
            Rule("code.day", str(person.pk), DAY, 50),
        ]
        self.spent = self.rules[0]

    def allowed(self) -> bool:
        for rule in self.rules:
            if not limits.allow(rule.name, rule.key, per=rule.per, at_most=rule.at_most):
                self.spent = rule
                return False
        return True

    def forgive(self) -> None:
        for rule in self.rules:
            limits.forgive(rule.name, rule.key, per=rule.per, whole=True)

    def again_at(self) -> datetime:
        return limits.again_at(self.spent.per)


class SentCodes:
    """One code asked for by phone: strict per number, wide per address, capped by what it costs.

    A hamlet of sixty households behind one address may all ask, several times over. The address
    counts first: whoever asks for thousands of numbers must not leave a row for each.
    """

    def __init__(self, request: HttpRequest, number: str) -> None:
        self.rules = [
            Rule("sms.address", limits.near(request), SPAN, ADDRESS),
            Rule("sms.number", number, SPAN, 3),
            Rule("sms.number_day", number, DAY, 10),
            Rule("sms.all", "", DAY, settings.SMS_DAY_CAP),
        ]
        self.spent = self.rules[0]

    def allowed(self) -> bool:
        for rule in self.rules:
            if not limits.allow(rule.name, rule.key, per=rule.per, at_most=rule.at_most):
                self.spent = rule
                return False
        return True

    def again_at(self) -> datetime:
        return limits.again_at(self.spent.per)


def card_allowed(request: HttpRequest, code_hash: str) -> bool:
    """Opening a card: strict per card, generous per address.

    The address first: whoever guesses codes must not leave a row for each guess.
    """
    per = timedelta(hours=1)
    here = limits.allow("card.address", limits.near(request), per=per, at_most=600)
    return here and limits.allow("card", code_hash, per=per, at_most=30)
