"""Search results and units as files; whoever practises takes along only what they practise on."""

import csv
import io

import pytest
from django.core.management import call_command

from danchu.disclosure.tests.factories import TITLE, note, publish
from danchu.front.tests.practising import entered, noted_in_practice

pytestmark = pytest.mark.django_db


def read(client, address: str) -> list[dict[str, str]]:
    return rows_of(client.get(address))


def rows_of(answer) -> list[dict[str, str]]:
    data = b"".join(answer.streaming_content)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_what_was_found_is_taken_along_over_all_pages(client, lan, thang):
    for number in range(23):
        publish(note(lan, number=f"{number}/QĐ"), lan, thang)

    page = client.get("/tim/?q=phi+cho&trang=2").content.decode()
    rows = read(client, "/tim/?q=phi+cho&format=csv")

    assert 'href="/tim/?q=phi+cho&amp;format=csv"' in page
    assert len(rows) == 23
    assert {row["Tên"] for row in rows} == {TITLE}
    assert rows[0]["Trang"].startswith("http://testserver/cong-khai/")
    assert read(client, "/tim/?q=phi+cho&nhom=3&format=csv") == []
    assert read(client, "/tim/?q=&format=csv") == []


@pytest.mark.parametrize(
    ("day", "count", "above"), [("2026-12-02", 92, "19"), ("2025-06-30", 280, "171")]
)
def test_the_communes_of_a_day_with_what_stood_above_them(client, day, count, above):
    call_command("load_units", verbosity=0)

    rows = read(client, f"/don-vi/?ngay={day}&format=csv")

    assert len({row["Mã"] for row in rows}) == len(rows) == count
    assert next(row["Mã cấp trên"] for row in rows if row["Mã"] == "05818") == above
    named = read(client, f"/don-vi/?ngay={day}&q=hoang+nong&format=csv")
    assert [row["Mã"] for row in named] == ["05818"]


def test_somebody_practising_takes_only_what_they_practise_on(lan, hamlet, desk_of):
    """The rows are read after the request is over: they must still be of its world."""
    note(lan, number="THẬT-1/QĐ")
    browser = entered(desk_of(lan))
    noted_in_practice(browser, "TẬP-1/QĐ")
    copy = browser.get("/cong-khai/tre-han/?format=csv")
    numbers = {row["Số, ký hiệu"] for row in rows_of(copy)}
    assert numbers
    assert "THẬT-1/QĐ" not in numbers

    browser.post("/tap-huan/ra/")
    real = browser.get("/cong-khai/tre-han/?format=csv")
    assert {row["Số, ký hiệu"] for row in rows_of(real)} == {"THẬT-1/QĐ"}
    assert copy["ETag"] != real["ETag"]
