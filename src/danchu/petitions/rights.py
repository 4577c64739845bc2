"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.people.models import Role
from danchu.petitions.access import OFFICE

RIGHTS = [
    Right(
        "Xem, giao, trả lời phản ánh, kiến nghị, khiếu nại gửi đến; in giấy của từng bước; "
        "viết lại, che ảnh rồi công khai, gỡ khẩn",
        OFFICE,
        "petitions:inbox",
        also=(
            "petitions:case",
            "petitions:act",
            "petitions:bulk",
            "petitions:office_file",
            "petitions:paper",
            "petitions:draw_up",
            "petitions:figures_desk",
            "petitions:moderate",
            "petitions:mask",
            "petitions:masked_preview",
            "petitions:public_remove",
        ),
    ),
    Right(
        "Nhận, xác minh, giải quyết khiếu nại lần hai nộp ở tỉnh",
        (Role.INSPECTOR,),
        "petitions:inbox",
        also=(
            "petitions:hand_in",
            "petitions:case",
            "petitions:act",
            "petitions:bulk",
            "petitions:office_file",
            "petitions:paper",
        ),
    ),
    Right("Ghi cuộc gọi, thư, lời nói của người dân thành phản ánh", OFFICE, "petitions:enter"),
    Right("Nhận đơn khiếu nại đã ký, in phiếu cho người nộp", OFFICE, "petitions:hand_in"),
    Right("Soạn mẫu trả lời đơn, phản ánh", OFFICE, "petitions:templates"),
    Right(
        "Giữ sổ việc mật: chỉ số và ngày; giao người phụ trách từng việc",
        (Role.CHAIR,),
        "petitions:register",
        also=("petitions:secret", "petitions:secret_paper"),
    ),
]
