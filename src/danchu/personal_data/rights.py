"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.people.models import Role
from danchu.personal_data.access import OFFICE

ANSWERING = (*OFFICE, Role.PROVINCE)

RIGHTS = [
    Right(
        "Trả lời yêu cầu xem, sửa, xóa dữ liệu cá nhân; in giấy hẹn, văn bản trả lời",
        ANSWERING,
        "personal_data:requests",
        also=(
            "personal_data:enter",
            "personal_data:request",
            "personal_data:respond",
            "personal_data:fulfil",
            "personal_data:refuse",
            "personal_data:extend",
            "personal_data:erase",
            "personal_data:office_copy",
            "personal_data:receipt",
            "personal_data:paper",
        ),
    ),
    Right(
        "Ghi sự cố dữ liệu cá nhân, báo cơ quan chuyên trách",
        ANSWERING,
        "personal_data:incidents",
        also=(
            "personal_data:note_incident",
            "personal_data:incident",
            "personal_data:incident_paper",
        ),
    ),
]
