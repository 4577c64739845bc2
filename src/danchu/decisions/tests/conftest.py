import pytest


@pytest.fixture
def mo(hamlet):
    """Bà Mơ, who heads the hamlet's Front committee."""
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office

    return in_office("mo", Role.FRONT_HEAD, hamlet, full_name="Bàn Thị Mơ").terms.get()


@pytest.fixture
def thu(commune):
    """Bà Thu, of the commune's Front."""
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office

    return in_office("thu", Role.FRONT, commune, full_name="Phạm Thị Thu").terms.get()


@pytest.fixture
def roll(hamlet):
    """Two hundred households."""
    from danchu.decisions.tests.factories import fill_roll

    return fill_roll(hamlet, 200)
