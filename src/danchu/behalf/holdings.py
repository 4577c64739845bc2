"""What this room holds about a person: what was entered for them, and by them for others."""

from danchu.people.own_data import Fate, Written, kept_acts

TAKEN_OUT = "Không công khai: tên được xóa khỏi lời."

HOLDINGS = (
    kept_acts(
        "Nhập thay",
        {
            "behalf.EnteredFor.account": "Việc người khác đã nhập thay cho bạn",
            "behalf.EnteredFor.entered_by": "Việc bạn đã nhập thay cho người khác",
            "behalf.EnteredFor.mended_by": "Việc nhập thay bạn đã sửa",
        },
    ),
)

WRITTEN = tuple(
    Written(f"behalf.EnteredFor.{field}", heading, "unit", Fate.BLANK, TAKEN_OUT)
    for field, heading in [
        ("name", "Tên người được nhập thay"),
        ("note", "Ghi chú khi nhập thay"),
        ("said", "Điều đã nhập thay"),
        ("denied_why", "Lời nói không đúng"),
        ("mended_how", "Cách đã sửa"),
    ]
)

IMPERSONAL = {
    "behalf.EnteredFor.address": "địa chỉ trang xem việc đã nhập",
    "behalf.EnteredFor.phone_end": "nhiều nhất bốn số cuối, một mình không chỉ ra ai",
    "behalf.Proof.name": "tên tệp; ảnh được niêm phong, chỉ văn phòng mở",
    "behalf.Proof.entry": "ảnh đi cùng việc nhập thay",
}
