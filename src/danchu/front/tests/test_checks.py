"""What `check --deploy` says of the whole house."""

from django.core.checks import run_checks

from danchu.front import checks


def test_made_up_people_among_real_ones_are_told(db, lan):
    assert checks.nothing_made_up_stands_here(None, databases=["default"]) == []
    lan.person.demo = True
    lan.person.save()
    (told,) = checks.nothing_made_up_stands_here(None, databases=["default"])
    assert told.id == "front.W001"
    assert "không chạy `seed`" in told.hint
    asked = run_checks(include_deployment_checks=True, databases=["default"])
    assert "front.W001" in {message.id for message in asked}
