"""One request reads the rules of a unit once, and sees what it adds to them itself."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse

from danchu.rulebook.actions import object_to, set_local_rule
from danchu.rulebook.models import LocalRule
from danchu.rulebook.rulebook import Reading, kept_open, last_day, reading_of, value, watch
from danchu.rulebook.tests.jurists import in_province

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)
PUBLISH = "disclosure.publish"
PAPERS = {"document": "09/QĐ-UBND", "signer": "Nông Văn Bình"}


def days(unit) -> int:
    return value(PUBLISH, unit=unit, on=ON).payload["working_days"]


def test_asked_a_hundred_times_the_law_of_a_commune_costs_one_query(
    commune, django_assert_num_queries
):
    with kept_open(), django_assert_num_queries(1):
        for _ in range(50):
            value(PUBLISH, unit=commune, on=ON)
            last_day(PUBLISH, unit=commune, start=ON)


def test_each_unit_and_each_day_is_read_for_itself(commune, elsewhere, binh):
    set_local_rule(
        PUBLISH, unit=commune, since=ON, change={"working_days": 3}, by=binh, on=ON, **PAPERS
    )

    with kept_open():
        assert days(commune) == 3
        assert days(elsewhere) == 5
        assert days(None) == 5
        assert value(PUBLISH, unit=commune, on=date(2026, 12, 1)).payload["working_days"] == 5


def test_what_a_request_adds_it_reads_itself(commune, binh):
    with kept_open():
        assert days(commune) == 5
        set_local_rule(
            PUBLISH, unit=commune, since=ON, change={"working_days": 3}, by=binh, on=ON, **PAPERS
        )
        assert days(commune) == 3


def test_an_objection_stands_beside_the_number_at_once(commune, province):
    jurist = in_province(province, "nga", "Nguyễn Thị Nga", "jurist")
    since = value(PUBLISH, unit=None, on=ON).national.since

    with kept_open():
        assert not any("phản đối" in note for note in value(PUBLISH, unit=None, on=ON).notes)
        object_to(PUBLISH, since=since, reason="Đọc nhầm khoản.", by=jurist, on=ON)
        assert any("Đọc nhầm khoản." in note for note in value(PUBLISH, unit=None, on=ON).notes)


def test_the_next_request_sees_what_another_process_wrote(commune, binh):
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(days(commune))
        return HttpResponse()

    inside = watch(view)
    inside(HttpRequest())
    LocalRule.objects.create(  # as if by another process: nobody here was told
        key=PUBLISH, unit=commune, since=ON, value={"working_days": 2}, set_by=binh, **PAPERS
    )
    inside(HttpRequest())

    assert seen == [5, 2]


def test_outside_a_request_every_question_is_asked_anew(commune):
    assert isinstance(reading_of(commune, on=ON), Reading)
    assert reading_of(commune, on=ON) is not reading_of(commune, on=ON)
