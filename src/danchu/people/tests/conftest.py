"""Two communes, a hamlet, and the people of the house's tests.

Models are imported inside: pytest reads this file before Django is ready.
"""

import time

import pytest


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ROOT_URLCONF = "danchu.people.tests.urls"


@pytest.fixture
def steady_span():
    """Counting starts anew each quarter of an hour: a test that counts must not stand across it."""
    from danchu.kit import clock

    while (left := 900 - clock.now().timestamp() % 900) < 15:
        time.sleep(left)


@pytest.fixture
def commune(db):
    from danchu.people.tests.factories import commune_named

    return commune_named("Nà Chè", "xa-na-che")


@pytest.fixture
def elsewhere(db):
    from danchu.people.tests.factories import commune_named

    return commune_named("Bản Luông", "xa-ban-luong")


@pytest.fixture
def xom(commune):
    from danchu.people.tests.factories import xom_named

    return xom_named("Nà Mòn", "xom-na-mon", commune)


@pytest.fixture
def lan(commune):
    """The clerk, with a password and an app, as the demo makes them."""
    from danchu.people import demo
    from danchu.people.models import Role
    from danchu.people.tests.factories import START

    return demo.make_person("lan", "Lường Thị Lan", Role.CLERK, commune, since=START).person


@pytest.fixture
def tam(xom):
    """The head of the hamlet: no password, no app."""
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office

    return in_office("tam", Role.COMMUNITY_HEAD, xom, full_name="Nông Thị Tâm")


@pytest.fixture
def mai(elsewhere):
    """The clerk of another commune: must see nothing."""
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office

    return in_office("mai", Role.CLERK, elsewhere, full_name="Hoàng Thị Mai")


@pytest.fixture
def office(lan, xom):
    """The clerk's term where people are brought in."""
    return lan.terms.select_related("unit", "person").get()
