"""Bringing people in on the pages: from the file to the printed cards, and who may."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from danchu.people import actions, codes, rows
from danchu.people.models import Card, OneTimePassword, Role, Term, User
from danchu.people.tests.factories import in_office, signed_in, xom_named
from danchu.people.tests.importing import (
    AT,
    FLOWERS,
    HEAD,
    TODAY,
    line,
    names,
    written,
    xlsx,
)


def send(client, *lines):
    data = xlsx(*lines)
    return client.post(AT, {"file": SimpleUploadedFile("nguoi.xlsx", data)})


def pages_of(answer) -> list[str]:
    return [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]


def test_from_the_file_to_the_cards(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"), line("Hà Văn Bé", role="Trưởng sóm"))["Location"]
    page = client.get(at).content.decode()
    assert "Nông Thị Tâm" in page
    assert "Có phải “Trưởng xóm” không?" in page
    assert "In thẻ" not in page

    client.post(f"{at}ghi/")

    page = client.get(at).content.decode()
    assert "In thẻ cho 1 người" in page
    assert "phần mềm không giữ" in page
    answer = client.post(f"{at}the/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/pdf", "no-store, private",
    )  # fmt: skip
    (sheet,) = pages_of(answer)
    for words in ("Nông Thị Tâm", "Trưởng xóm, xóm Nà Mòn", "văn phòng xã Nà Chè"):
        assert words in sheet
    assert f"hạn đến hết ngày {TODAY + timedelta(days=7):%d/%m/%Y}" in sheet.replace("\n", " ")


def test_the_typed_code_opens_the_card_and_printing_again_voids_it(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"))["Location"]
    client.post(f"{at}ghi/")

    first, second = (pages_of(client.post(f"{at}the/"))[0] for _ in range(2))

    def code(sheet):
        return sheet.split("Mã thẻ:")[1].split()[0]

    assert code(first) != code(second)
    assert "đã được thay bằng thẻ in sau" in Client().get(f"/the/{code(first)}/").content.decode()
    assert Client().get(f"/the/{code(second)}/").status_code == 200
    assert Card.objects.usable(on=TODAY).count() == 1
    assert code(second) not in str(list(Card.objects.values()))


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (8, 1), (9, 2)])
def test_eight_cards_stand_on_a_sheet(client, lan, commune, people, sheets):
    places = [f"Nà {letter}" for letter in "ABCDEGHIK"]
    for name in places:
        xom_named(name, f"xom-{name[-1].lower()}", commune)
    signed_in(client, lan)
    given = [
        line(f"Nông Thị {who}", unit=f"xóm {name}")
        for who, name in zip(FLOWERS, places[:people], strict=False)
    ]
    at = send(client, *given)["Location"]
    client.post(f"{at}ghi/")

    found = pages_of(client.post(f"{at}the/"))

    assert len(found) == sheets
    assert sum(page.count("Mã thẻ:") for page in found) == people
    box = PdfReader(io.BytesIO(client.post(f"{at}the/").content)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)  # A4 in points


def test_officials_get_a_username_and_a_password_and_use_it(client, commune):
    binh = in_office("binh", Role.CHAIR, commune)
    signed_in(client, binh)
    at = send(client, line("Lê Thị Hà", role="Tư pháp", unit=""))["Location"]
    client.post(f"{at}ghi/")

    (sheet,) = pages_of(client.post(f"{at}the/"))

    assert "PHIẾU ĐĂNG NHẬP LẦN ĐẦU" in sheet
    password = sheet.split("Mật khẩu một lần:")[1].split()[0]
    ha = User.objects.get(username="le.thi.ha")
    assert ha.check_password(password)
    assert OneTimePassword.objects.filter(person=ha).exists()


def test_who_is_in_already_gets_no_second_card(client, lan, xom, office):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"))["Location"]
    client.post(f"{at}ghi/")
    code = pages_of(client.post(f"{at}the/"))[0].split("Mã thẻ:")[1].split()[0]
    Client().post(f"/the/{code}/", {"pin": "480195", "again": "480195"})

    assert "1 người đã vào" in client.get(at).content.decode()
    assert client.post(f"{at}the/")["Location"] == at
    assert Card.objects.count() == 1


def test_who_has_an_app_keeps_the_password(commune, lan):
    chair = in_office("binh", Role.CHAIR, commune).terms.get()
    assert codes.enrolled(lan)

    assert actions.print_ways_in(lan.terms.all(), by=chair, on=TODAY) == []


def test_a_term_that_has_not_begun_waits_for_its_card(office):
    soon = TODAY + timedelta(days=30)
    written(office, line("Nông Thị Tâm", since=f"{soon:%d/%m/%Y}"))

    assert actions.print_ways_in(Term.objects.filter(since=soon), by=office, on=TODAY) == []
    assert len(actions.print_ways_in(Term.objects.filter(since=soon), by=office, on=soon)) == 1


def test_the_lines_not_taken_come_back_with_why(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm", phone="12"), line("Hà Văn Bé"))["Location"]

    sheet = load_workbook(io.BytesIO(client.get(f"{at}chua-nhan/").content)).active

    assert [cell.value for cell in sheet[1]][-1] == "Lý do"
    assert "không phải số điện thoại" in sheet[2][len(HEAD)].value


def test_the_template_is_read_back_without_its_example(client, lan, xom):
    data = signed_in(client, lan).get(f"{AT}mau/").content

    headings = [cell.value for cell in load_workbook(io.BytesIO(data)).active[1]]
    assert headings[:-1] == [one.heading for one in rows.COLUMNS]  # the last marks the example
    sent = client.post(AT, {"file": SimpleUploadedFile("mau.xlsx", data)})
    assert "chỉ có dòng đầu đề" in sent.content.decode()


def test_mai_and_a_hamlet_head_find_nothing_of_it(client, lan, xom, mai, tam):
    signed_in(client, lan)
    at = send(client, line("Hà Văn Bé", role="Đại biểu HĐND", unit=""))["Location"]

    for other, address in ((mai, at), (tam, AT), (tam, at)):
        asked = signed_in(Client(), other)
        assert asked.get(address).status_code == 404
    for what in ("ghi/", "hoan-tac/", "the/"):
        assert signed_in(Client(), mai).post(f"{at}{what}").status_code == 404
    assert not names()
