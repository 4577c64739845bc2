"""How a test comes in: by the pages, as a person does."""

from danchu.people import codes, demo

GOOD = "một câu đủ dài 2026"


def give_password(client, username, password=demo.PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def give_code(client, person):
    return client.post("/dang-nhap/ma/", {"code": codes.current(codes.demo_secret(person))})


def come_in(client, person, **more):
    give_password(client, person.username, **more)
    return give_code(client, person)
