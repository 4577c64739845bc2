"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.access.rolls import ERASERS, KEEPERS, READERS
from danchu.people.may import Right
from danchu.people.models import Role
from danchu.people.roles import MAY_APPOINT

OFFICE = (Role.CLERK, Role.CHAIR)
ORDERING = (*OFFICE, Role.PROVINCE)  # who orders units

RIGHTS = [
    Right(
        "Ghi người giữ vai, ghi thôi giữ vai, khóa máy bị mất",
        tuple(MAY_APPOINT),
        "people:people",
        also=("people:appoint", "people:person", "people:end_term"),
    ),
    Right(
        "Nhập danh sách người giữ vai từ XLSX, in thẻ cho cả đợt",
        tuple(MAY_APPOINT),
        "people:import",
        also=(
            "people:import_template",
            "people:import_batch",
            "people:import_apply",
            "people:import_undo",
            "people:import_rejected",
            "people:import_print",
        ),
    ),
    Right(
        "Bàn giao việc khi một nhiệm kỳ kết thúc, in biên bản",
        tuple(MAY_APPOINT),
        "people:people",
        also=("people:hand_over", "people:handover_paper"),
    ),
    Right(
        "In thẻ kích hoạt cho người ở thôn, xóm, tổ dân phố, Ban và đại biểu",
        OFFICE,
        "people:people",
        also=("people:issue_card",),
    ),
    Right(
        "In phiếu đăng nhập lần đầu cho công chức do mình ghi nhận",
        (Role.CHAIR, Role.PROVINCE),
        "people:people",
        also=("people:issue_password",),
    ),
    Right(
        "Đưa thôn, xóm, đơn vị vào sổ bằng tệp",
        ORDERING,
        "people:units_import",
        also=(
            "people:units_import_template",
            "people:units_import_batch",
            "people:units_import_apply",
            "people:units_import_undo",
            "people:units_import_rejected",
        ),
    ),
    Right(
        "Sáp nhập, tách, giải thể, đổi tên đơn vị theo quyết định; hủy việc ghi nhầm",
        ORDERING,
        "people:units",
        also=("people:reorganise", "people:unit_act", "people:unit_act_undo"),
    ),
    Right(
        "Xem sổ hộ của thôn, xóm, danh sách hộ đã chốt",
        READERS,
        "people:rolls",
        also=("people:roll", "people:household", "people:frozen", "people:frozen_paper"),
    ),
    Right(
        "Ghi hộ chuyển đến, chuyển đi, tách, nhập, đổi người đại diện, giấy ủy quyền",
        KEEPERS,
        "people:rolls",
        also=(
            "people:roll_add",
            "people:household_act",
            "people:proxy",
            "people:proxy_end",
            "people:proxy_paper",
        ),
    ),
    Right(
        "Chốt danh sách hộ khi mở biểu quyết", KEEPERS, "people:rolls", also=("people:roll_freeze",)
    ),
    Right(
        "Xác nhận sổ hộ đúng đến hôm nay",
        (Role.COMMUNITY_HEAD,),
        "people:rolls",
        also=("people:roll_confirm",),
    ),
    Right(
        "Đưa sổ hộ vào từ XLSX, CSV",
        KEEPERS,
        "people:roll_import",
        also=(
            "people:roll_import_template",
            "people:roll_import_batch",
            "people:roll_import_apply",
            "people:roll_import_undo",
            "people:roll_import_rejected",
        ),
    ),
    Right(
        "Xóa tên, địa chỉ của hộ đã rời đi, khi hộ yêu cầu",
        ERASERS,
        "people:rolls",
        also=("people:household_erase",),
    ),
    Right("Ghi ai giúp mọi người khi vướng, và số điện thoại", ORDERING, "people:helper"),
    Right("Thêm khóa truy cập trên máy của mình", tuple(Role), "people:add_passkey"),
]
