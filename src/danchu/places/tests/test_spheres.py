"""One list of spheres: what a unit is, and whose law a rule is."""

from danchu.kit.law import book
from danchu.places.models import Sphere


def test_the_spheres_of_units_are_those_of_the_law_with_the_same_words():
    of_the_law = {code: word for code, word in book().words["spheres"].items() if code != "all"}

    assert dict(Sphere.choices) == of_the_law


def test_every_sphere_has_rules_of_its_own():
    """A state enterprise is not just any employer: Chương IV Mục 1 binds it, Mục 2 does not."""
    whose = {rule.sphere for rule in book().rules.values()} - {"all"}

    assert whose == set(Sphere.values)
    assert book().rule("disclosure.state_enterprise.publish").sphere == Sphere.STATE_ENTERPRISE
    assert book().rule("regulation.employer.choose").sphere == Sphere.EMPLOYER
