"""The words of the law that stand in rows: what is decided, where, how, and what came of it."""

from django.db import models


class Matter(models.TextChoices):
    """What a community discusses and decides: Luật 10/2022/QH15 Điều 15."""

    CONTRIBUTION = "contribution", "Đóng góp xây dựng công trình"  # khoản 1
    COMMUNITY_FUND = "community_fund", "Thu, chi, quản lý quỹ cộng đồng"  # khoản 2
    VILLAGE_CODE = "village_code", "Hương ước, quy ước"  # khoản 3
    COMMUNITY_HEAD = "community_head", "Bầu, cho thôi Trưởng thôn, Tổ trưởng"  # khoản 4
    BOARDS = "boards", "Bầu, cho thôi thành viên hai Ban"  # khoản 5
    SELF_MANAGED = "self_managed", "Công việc tự quản khác"  # khoản 6


MONEY = (Matter.CONTRIBUTION, Matter.COMMUNITY_FUND)


class Scope(models.TextChoices):
    COMMUNITY = "community", "Trong thôn, tổ dân phố"
    COMMUNE = "commune", "Toàn xã, phường"


class Way(models.TextChoices):
    """Điều 17 khoản 1. ONLINE stands here so that the database can refuse it by name."""

    MEETING = "meeting", "Họp cộng đồng dân cư"
    SLIPS = "slips", "Phát phiếu lấy ý kiến từng hộ"
    ONLINE = "online", "Biểu quyết trực tuyến"


class Origin(models.TextChoices):
    """Who put it forward: Điều 16."""

    HEAD = "head", "Trưởng thôn, Tổ trưởng đề xuất"  # khoản 2
    CHAIR = "chair", "Chủ tịch UBND xã đưa ra"  # khoản 1; NĐ 59 Điều 3 khoản 1 điểm c
    INITIATIVE = "initiative", "Sáng kiến của người dân"  # khoản 3
    FRONT = "front", "Trưởng ban công tác Mặt trận đề nghị cho thôi"  # NĐ 59 Điều 9 khoản 1


class State(models.TextChoices):
    """How far a motion is. What became of a passed one stands on its decision."""

    DRAFT = "draft", "Chờ thống nhất với Mặt trận"
    OPEN = "open", "Đang đưa ra bàn"
    SHORT = "short", "Họp không đủ hộ, chưa quyết định"
    SLIPS = "slips", "Đang lấy phiếu từng hộ"
    PASSED = "passed", "Được thông qua"
    LOST = "lost", "Không được thông qua"
    WITHDRAWN = "withdrawn", "Đã rút"


RUNNING = (State.OPEN, State.SHORT, State.SLIPS)
ENDED = (State.PASSED, State.LOST)


class Result(models.TextChoices):
    """What one count decided; the same words as `civics.motions`."""

    PASSED = "passed", "Được thông qua"
    LOST = "lost", "Không được thông qua"
    SHORT = "short", "Chưa quyết định được"


class Form(models.TextChoices):
    """Điều 20 khoản 1."""

    RESOLUTION = "resolution", "Nghị quyết"
    MINUTES = "minutes", "Biên bản cuộc họp"
    MEMORANDUM = "memorandum", "Bản ghi nhớ"
    AGREEMENT = "agreement", "Bản thỏa thuận"


class Given(models.TextChoices):
    """How a household agreed to an initiative: Điều 16 khoản 3 đoạn 3."""

    MEETING = "meeting", "Tại cuộc họp"
    PAPER = "paper", "Ký trên giấy"
    ONLINE = "online", "Bấm đồng ý trên trang này"


class Whose(models.TextChoices):
    """Whom a member of the slips team comes from: NĐ 59/2023/NĐ-CP Điều 4 khoản 3."""

    COMMUNITY = "community", "Đại diện thôn, tổ dân phố"
    FRONT = "front", "Ban công tác Mặt trận"
    ORGANISATION = "organisation", "Tổ chức chính trị - xã hội"


class Ground(models.TextChoices):
    """Why a decision is changed or repealed: Điều 22 khoản 1."""

    UNLAWFUL = "a", "Trái pháp luật, thuần phong, mỹ tục, đạo đức xã hội (điểm a)"
    PROCEDURE = "b", "Không đúng trình tự, thủ tục thông qua (điểm b)"
    WISH = "c", "Cộng đồng thấy cần thiết (điểm c)"


class ChangeKind(models.TextChoices):
    REPEALED = "repealed", "Ủy ban nhân dân xã bãi bỏ"
    ASKED = "asked", "Ủy ban nhân dân xã đề nghị sửa đổi, bổ sung, thay thế"
    REPLACED = "replaced", "Cộng đồng tự thay bằng quyết định mới"
    ENDED = "ended", "Cộng đồng tự bãi bỏ"


class RemovalGround(models.TextChoices):
    """Why a head is removed at a meeting: NĐ 59/2023/NĐ-CP Điều 9 khoản 1."""

    RESIGN = "resign", "Người ấy có đơn xin thôi gửi Chủ tịch xã (điểm a)"
    FRONT = "front", "Trưởng ban công tác Mặt trận đề nghị Chủ tịch xã (điểm b)"
    PETITION = "petition", "Từ 50% tổng số hộ kiến nghị (điểm b)"


class SentTo(models.TextChoices):
    """Where a citizen objects to a decision: Luật Điều 24 khoản 4."""

    COMMITTEE = "committee", "Ủy ban nhân dân xã"
    FRONT = "front", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"
    INSPECTION = "inspection", "Ban Thanh tra nhân dân"


class Answer(models.TextChoices):
    """What became of an objection."""

    KEPT = "kept", "Quyết định giữ nguyên"
    REPEALED = "repealed", "Quyết định bị bãi bỏ"
    ASKED = "asked", "Đề nghị cộng đồng sửa"


class ScanKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản đã ký"
    TALLY = "tally", "Tờ kiểm đếm, biên bản kiểm phiếu"
