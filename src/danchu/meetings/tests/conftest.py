"""The road, which somebody asks about; the head and the Front's head who count it."""

import pytest


@pytest.fixture
def road():
    from danchu.meetings import handling
    from danchu.meetings.tests import factories

    made = factories.handled(factories.Road())
    yield made
    handling.forget("road")


@pytest.fixture
def xom(hamlet):
    from danchu.meetings.tests import factories

    factories.households(hamlet, 200)
    return hamlet


@pytest.fixture
def ngoc(hamlet):
    """Chị Ngọc, head of the Front committee of bà Tâm's hamlet: the second pair of eyes."""
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office

    person = in_office("ngoc", Role.FRONT_HEAD, hamlet, full_name="Nông Thị Ngọc")
    return person.terms.select_related("unit", "person").get()
