"""What no person types is answered in words, on both databases; nothing of it breaks a page."""

from io import BytesIO

import pytest
from django.test import Client

NUL_COOKIE = '"\\000' + "a" * 20 + '"'  # the cookie standard lets any byte be written in octal


@pytest.mark.parametrize(
    "address",
    [
        "/tim/?don-vi=a%00b",
        "/tim/?q=a%00b",
        "/cong-khai/chi-van-ban/A%00B/",
        "/?%00",
    ],
)
def test_a_nul_in_an_address_is_refused_in_words(client, commune, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert "Yêu cầu chưa đọc được" in answer.content.decode()


def test_a_nul_in_a_cookie_is_refused_in_words(client, commune):
    assert client.get("/", HTTP_COOKIE=f"sessionid={NUL_COOKIE}").status_code == 400


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "utf-7", "không-có"])
def test_another_alphabet_than_utf_8_is_refused_in_words(client, commune, charset):
    answer = client.get(r"/tim/?q=\ud800a", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == 400


def test_utf_8_may_be_named(client, commune):
    named = {"CONTENT_TYPE": "text/plain; charset=UTF-8"}

    assert client.get("/tim/?q=nuoc", **named).status_code == 200


def test_another_host_than_ours_is_refused_in_words(client, commune):
    answer = client.get("/", HTTP_HOST="ke-gia.example")

    assert answer.status_code == 400
    assert "Yêu cầu chưa đọc được" in answer.content.decode()
    assert "ke-gia.example" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "host"),
    [("/api/v1/items?unit=%00", "testserver"), ("/api/v1/items", "ke-gia.example")],
)
def test_a_program_is_refused_in_its_own_form(client, commune, address, host):
    answer = client.get(address, HTTP_HOST=host)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/api/loi/khong-doc-duoc/")
    assert "ke-gia.example" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/don-vi/", "/tim/", "/luat/"])
def test_a_query_of_thousands_of_words_is_answered(client, commune, address):
    assert client.get(address, {"q": "xa la bang " * 900}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/dang-nhap/", "/cong-khai/1/soan/tep/"])
def test_what_weighs_more_than_files_may_is_refused_before_it_is_kept(settings, commune, address):
    settings.FILE_MAX_BYTES = 1000
    strict = Client(enforce_csrf_checks=True)
    strict.get("/dang-nhap/")

    answer = strict.post(address, {"tep": BytesIO(b"." * 3000)})

    assert answer.status_code == 400
    assert "Tệp gửi kèm quá lớn" in answer.content.decode()
