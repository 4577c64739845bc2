"""Somebody learns in a practice commune: what tests of it do over and over."""

import re

from django.test import Client

from danchu.kit import worlds
from danchu.kit.clock import today
from danchu.people.models import Practice, Term

WORDS = ("(tập huấn)", "TH-0", "TH-9", "Tập huấn:", "Tập Văn Phòng", "Người Học Thử", "tap-huan-")


def entered(client: Client, role="clerk") -> Client:
    client.post("/tap-huan/vao/", {"vai": role})
    return client


def copy_of(term: Term) -> Practice:
    return Practice.objects.open().get(person=term.person)


def inside(term: Term):
    return worlds.practising(copy_of(term).copy_id)


def noted_in_practice(browser: Client, number="TH-99/QĐ-UBND") -> int:
    filled = {"group": "7", "number": number, "decided_on": f"{today():%d/%m/%Y}", "signer": "Tập"}
    answer = browser.post("/cong-khai/ghi-nhan/", filled)
    return int(re.search(r"/cong-khai/(\d+)/soan/", answer["Location"]).group(1))


def approve(browser: Client, item: int) -> None:
    page = browser.get(f"/cong-khai/{item}/duyet/").content.decode()
    read = re.search(r'name="read" value="(\w+)"', page).group(1)
    browser.post(f"/cong-khai/{item}/duyet/", {"no_secret": "on", "read": read})
