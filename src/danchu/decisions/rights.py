"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.decisions.access import EVERYBODY, HAMLET, HEAD, OFFICE
from danchu.people.may import Right
from danchu.people.models import Role

RIGHTS = [
    Right(
        "Xem việc đưa ra bàn, làm bước của mình: thống nhất, ghi kết quả, gửi, nhận, công nhận",
        EVERYBODY,
        "decisions:desk",
        also=(
            "decisions:work",
            "decisions:act",
            "decisions:decision_paper",
            "decisions:motion_file",
            "decisions:scan",
        ),
    ),
    Right(
        "In văn bản công nhận, hoặc trả lời vì sao không công nhận",
        EVERYBODY,
        "decisions:desk",
        also=("decisions:recognition_paper",),
    ),
    Right(
        "Đề xuất việc trong thôn, tổ; Chủ tịch xã đưa ra việc toàn xã; Mặt trận đề nghị cho thôi",
        (*HAMLET, Role.CHAIR),
        "decisions:propose",
    ),
    Right(
        "Lập kế hoạch phát phiếu, lập phiếu, ghi thu, ghi kết quả kiểm phiếu; Mặt trận, Chủ tịch "
        "xã: chỉ việc cho thôi Trưởng thôn, Tổ trưởng",
        (*HAMLET, Role.CHAIR),
        "decisions:desk",
        also=(
            "decisions:plan_slips",
            "decisions:send_plan",
            "decisions:prepare_slips",
            "decisions:collect",
            "decisions:count_slips",
            "decisions:call_off",
        ),
    ),
    Right(
        "Xem đợt phát phiếu; in kế hoạch, phiếu, sổ thu, biên bản kiểm phiếu",
        (*HAMLET, *OFFICE),
        "decisions:desk",
        also=(
            "decisions:round",
            "decisions:print_slips",
            "decisions:collection_paper",
            "decisions:plan_paper",
            "decisions:minutes_paper",
            "decisions:round_file",
        ),
    ),
    Right(
        "Xem sáng kiến của dân, in danh sách hộ đồng thuận",
        (*HAMLET, *OFFICE),
        "decisions:initiatives",
        also=(
            "decisions:initiative",
            "decisions:endorsements_paper",
            "decisions:initiative_file",
            "decisions:idea_scan",
        ),
    ),
    Right(
        "Ghi sáng kiến nhận trên giấy, ghi hộ đồng thuận",
        HEAD,
        "decisions:begin",
        also=("decisions:endorse",),
    ),
    Right(
        "Gửi, tán thành, đưa ra bàn hoặc trả lại một sáng kiến",
        HAMLET,
        "decisions:initiatives",
        also=("decisions:initiative_act",),
    ),
]
