"""What the newer ways in hold about a person: passkeys, the state's identity, a citizen's phone."""

from danchu.people.keys import Identity, Number, Passkey, SentCode
from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown

SELF = "Bạn bỏ ở trang Tài khoản của tôi."


def passkeys(person: User) -> list[Shown]:
    return [
        Shown(
            key.name,
            [
                ("Thêm ngày", f"{key.added_on:%d/%m/%Y}"),
                ("Dùng gần nhất", f"{key.used_on:%d/%m/%Y}" if key.used_on else "chưa có"),
            ],
        )
        for key in Passkey.objects.filter(person=person).order_by("-pk")
    ]


def identity(person: User) -> list[Shown]:
    return [
        Shown(
            "Định danh điện tử",
            [
                ("Bốn số cuối", one.last_four or "không giữ"),
                ("Số đầy đủ", "không lưu, chỉ có dấu niêm"),
                ("Gắn ngày", f"{one.first_on:%d/%m/%Y}"),
            ],
        )
        for one in Identity.objects.filter(person=person)
    ]


def number(person: User) -> list[Shown]:
    return [
        Shown(
            "Số điện thoại để vào",
            [
                ("Ba số cuối", one.last_three),
                ("Số đầy đủ", "không lưu, chỉ có dấu niêm"),
                ("Dùng lần đầu", f"{one.first_on:%d/%m/%Y}"),
            ],
        )
        for one in Number.objects.filter(person=person)
    ]


def erase_passkeys(person: User) -> None:
    Passkey.objects.filter(person=person).delete()


def erase_identity(person: User) -> None:
    Identity.objects.filter(person=person).delete()


def erase_number(person: User) -> None:
    for one in Number.objects.filter(person=person):
        SentCode.objects.filter(key_id=one.key_id, seal=one.seal).delete()
        one.delete()


PROOFS = (
    Holding(
        "Khóa truy cập",
        ("people.Passkey.person", "people.Passkey.name"),
        passkeys,
        SELF,
        Fate.DELETE,
        "Khóa bị xóa, không mở được gì nữa.",
        erase_passkeys,
    ),
    Holding(
        "Định danh điện tử",
        ("people.Identity.person",),
        identity,
        SELF,
        Fate.DELETE,
        "Dấu niêm và bốn số cuối bị xóa.",
        erase_identity,
    ),
    Holding(
        "Số điện thoại để vào",
        ("people.Number.person",),
        number,
        "Vào bằng số khác thì có tài khoản khác.",
        Fate.DELETE,
        "Dấu niêm, ba số cuối và các mã đã gửi bị xóa.",
        erase_number,
    ),
)
