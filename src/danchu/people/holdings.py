"""What the ground holds about a person: account, terms, keys, and the trail of their acts."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q

from danchu.kit import clock
from danchu.kit.models import AuditEntry, Batch, TrailExtract
from danchu.people import codes, secrets
from danchu.people.models import Card, Device, OneTimePassword, Term, User
from danchu.people.own_data import ERASED_NAME, KEPT, Fate, Holding, Shown, kept_acts, said
from danchu.people.proof_holdings import PROOFS
from danchu.people.roll import holding as roll
from danchu.places.models import Reorganisation

LAST_ACTS = 50
NONE_YET = "chưa có"


# ── shown ─────────────────────────────────────────────────────────────────────────────────────


def account(person: User) -> list[Shown]:
    facts = [
        ("Họ và tên", person.full_name),
        ("Tên đăng nhập", person.username),
        ("Điện thoại", person.phone or NONE_YET),
        ("Thư điện tử", person.email or NONE_YET),
    ]
    return [Shown("Tài khoản", facts)]


def terms(person: User) -> list[Shown]:
    held = Term.objects.filter(person=person).select_related("unit").order_by("-since", "-pk")
    return [
        Shown(
            f"{term.spoken_role}, {term.unit.spoken_name}",
            [
                ("Từ ngày", f"{term.since:%d/%m/%Y}"),
                ("Đến hết ngày", f"{term.until:%d/%m/%Y}" if term.until else "chưa kết thúc"),
                ("Văn bản", term.document or NONE_YET),
            ],
        )
        for term in held
    ]


def batches(person: User) -> list[Shown]:
    """Lists sent by this person: what they are called and when; never whose names stood in them."""
    return [
        Shown(batch.name, [("Gửi ngày", f"{clock.day_of(batch.made_at):%d/%m/%Y}")])
        for batch in Batch.objects.filter(account_id=person.pk).order_by("-pk")
    ]


def cards(person: User) -> list[Shown]:
    return [
        Shown(
            f"Thẻ in ngày {card.issued_on:%d/%m/%Y}",
            [("Tình trạng", _of_card(card)), ("Hạn dùng", f"{card.expires_on:%d/%m/%Y}")],
        )
        for card in Card.objects.filter(person=person).order_by("-pk")
    ]


def _of_card(card: Card) -> str:
    if card.used_at is not None:
        return f"đã dùng ngày {clock.day_of(card.used_at):%d/%m/%Y}"
    return "đã thay" if card.revoked_at is not None else "chưa dùng"


def devices(person: User) -> list[Shown]:
    return [
        Shown(
            device.name,
            [
                ("Kích hoạt", f"{clock.day_of(device.bound_at):%d/%m/%Y}"),
                (
                    "Dùng gần nhất",
                    f"{clock.day_of(device.used_at):%d/%m/%Y}" if device.used_at else NONE_YET,
                ),
                ("Tình trạng", "đang dùng được" if device.live else "đã khóa"),
            ],
        )
        for device in Device.objects.filter(person=person).order_by("-pk")
    ]


def keys(person: User) -> list[Shown]:
    """That there are secrets, never what they are."""
    facts = [
        ("Mật khẩu", "có, chỉ giữ bản băm" if person.has_usable_password() else "không có"),
        ("Ứng dụng mã xác thực", "có" if codes.enrolled(person) else "không có"),
        ("Mã dự phòng còn lại", str(len(codes.recovery_codes(person)))),
        ("Phiên đang mở", f"tự hết sau nhiều nhất {settings.SESSION_COOKIE_AGE // 3600} giờ"),
    ]
    facts += [
        ("Khóa khác", str(key.get_type_display()))
        for key in Authenticator.objects.filter(user=person).exclude(
            type__in=[codes.TOTP, codes.RECOVERY]
        )
    ]
    return [Shown("Cách vào", facts)]


def acts(person: User) -> list[Shown]:
    """The trail knows ids and days; what was done is said in words."""
    own = AuditEntry.objects.filter(
        Q(account_id=person.pk) | Q(kind="account", key=str(person.pk))
    ).order_by("-pk")
    listed = [(f"{entry.on:%d/%m/%Y}", said(entry.act)) for entry in own[:LAST_ACTS]]
    return [Shown(f"{own.count()} việc có ghi", listed)]


def extracts(person: User) -> list[Shown]:
    """Extracts of the trail this person took out; the slip goes by id."""
    taken = TrailExtract.objects.filter(account_id=person.pk).order_by("-pk")
    return (
        [
            Shown(
                f"{taken.count()} lần trích",
                [(f"{one.made_on:%d/%m/%Y}", one.form) for one in taken],
            )
        ]
        if taken
        else []
    )


def reorganisations(person: User) -> list[Shown]:
    """Orders of units this person wrote down or took back; they go by id."""
    written = Q(account_id=person.pk) | Q(
        term_id__in=Term.objects.filter(person=person).values("pk")
    )
    count = Reorganisation.objects.filter(written).count()
    return [Shown("Đơn vị", [("Đã ghi", f"{count} việc sắp xếp")])] if count else []


def logs(person: User) -> list[Shown]:
    facts = [
        ("Ghi gì", f"mã tài khoản {person.pk}, địa chỉ mạng, giờ vào; không có tên"),
        ("Giữ bao lâu", f"{settings.SECURITY_LOG_DAYS} ngày rồi tự xóa"),
    ]
    return [Shown("Nhật ký an ninh", facts)]


# ── erased ────────────────────────────────────────────────────────────────────────────────────


def erase_account(person: User) -> None:
    person.full_name = ERASED_NAME
    person.username = f"da-xoa-{secrets.new_code().lower()}"
    person.phone = person.email = ""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["full_name", "username", "phone", "email", "is_active", "password"])


def erase_cards(person: User) -> None:
    open_cards = Card.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True)
    open_cards.update(revoked_at=clock.now())
    for card in Card.objects.filter(person=person):
        card.code_hash = secrets.code_hash(secrets.new_code())
        card.save(update_fields=["code_hash"])


def erase_devices(person: User) -> None:
    Device.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=clock.now())
    for device in Device.objects.filter(person=person):
        device.name, device.pin, device.used_at = "máy đã xóa", "!", None
        device.secret_hash = secrets.secret_hash(secrets.new_secret())
        device.save(update_fields=["name", "pin", "used_at", "secret_hash"])


def erase_keys(person: User) -> None:
    """Authenticators of every kind, and the sessions still open."""
    Authenticator.objects.filter(user=person).delete()
    OneTimePassword.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    ended = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()


OFFICE_MENDS = "Văn phòng sửa khi bạn gửi yêu cầu sửa."
NO_ONE = "Không ai sửa được: đây là việc đã diễn ra."

HOLDINGS = (
    kept_acts(
        "Trợ giúp và tập huấn",
        {
            "people.Helper.term": "Lần bạn được ghi là người phụ trách",
            "people.Helper.named_by": "Lần bạn ghi người phụ trách",
            "people.Practice.person": "Bản tập huấn bạn đã mở",
        },
    ),
    Holding(
        "Tài khoản",
        (
            "people.User.username",
            "people.User.full_name",
            "people.User.phone",
            "people.User.email",
        ),
        account,
        "Điện thoại, thư điện tử: bạn sửa ngay. Họ tên: văn phòng sửa khi bạn gửi yêu cầu.",
        Fate.BLANK,
        "Họ tên thành “Người dùng đã xóa theo yêu cầu”; điện thoại, thư, mật khẩu mất hẳn.",
        erase_account,
    ),
    Holding(
        "Nhiệm kỳ",
        ("people.Term.person",),
        terms,
        f"Chức danh, số văn bản: {OFFICE_MENDS[0].lower()}{OFFICE_MENDS[1:]}",
        Fate.KEEP,
        "Vai, nơi giữ vai, ngày và văn bản giữ lại, không kèm tên, để số người từng giữ vai "
        "không đổi.",
        rule=KEPT,
    ),
    kept_acts(
        "Bàn giao khi thôi vai",
        {
            "people.HandOver.term": "lần bàn giao",
            "people.HandOver.to": "lần nhận bàn giao",
            "people.HandOver.by": "lần ghi bàn giao cho người khác",
        },
    ),
    Holding(
        "Danh sách đã gửi",
        ("kit.Batch.account_id", "kit.Batch.term_id", "kit.Batch.name"),
        batches,
        NO_ONE,
        Fate.KEEP,
        "Nội dung tệp tự mất sau 30 ngày; còn lại số dòng và ngày gửi.",
        rule=KEPT,
    ),
    Holding(
        "Thẻ kích hoạt",
        ("people.Card.person",),
        cards,
        NO_ONE,
        Fate.BLANK,
        "Thẻ thôi dùng được, mã trên thẻ bị thay.",
        erase_cards,
    ),
    Holding(
        "Máy đã gắn",
        ("people.Device.person", "people.Device.name"),
        devices,
        "Bạn khóa máy ở trang Tài khoản của tôi.",
        Fate.BLANK,
        "Máy bị khóa; tên máy, mã PIN, lần dùng gần nhất mất hẳn.",
        erase_devices,
    ),
    Holding(
        "Mật khẩu, mã xác thực",
        (
            "people.OneTimePassword.person",
            "mfa.Authenticator.user",
            "account.EmailAddress.user",
            "account.EmailAddress.email",
            "account.EmailConfirmation.email_address",
        ),
        keys,
        "Bạn đổi ở trang Tài khoản của tôi.",
        Fate.DELETE,
        "Ứng dụng mã, mã dự phòng bị xóa; mọi phiên đang mở kết thúc ngay.",
        erase_keys,
    ),
    Holding(
        "Sắp xếp đơn vị đã ghi",
        (
            "places.Reorganisation.account_id",
            "places.Reorganisation.term_id",
            "places.Reorganisation.undone_term_id",
        ),
        reorganisations,
        NO_ONE,
        Fate.KEEP,
        "Chỉ ghi số hiệu của người ghi, không ghi tên.",
        rule=KEPT,
    ),
    Holding(
        "Trích nhật ký",
        ("kit.TrailExtract.account_id", "kit.TrailExtract.term_id"),
        extracts,
        NO_ONE,
        Fate.KEEP,
        "Phiếu trích giữ mã tài khoản để người nhận tệp kiểm tra được; không có tên.",
        rule=KEPT,
    ),
    Holding(
        "Việc đã làm",
        ("kit.AuditEntry.account_id", "kit.AuditEntry.term_id"),
        acts,
        NO_ONE,
        Fate.KEEP,
        "Chỉ ghi số hiệu và ngày, không ghi tên, không ghi lời.",
        rule=KEPT,
    ),
    Holding(
        "Nhật ký an ninh",
        (),
        logs,
        NO_ONE,
        Fate.KEEP,
        "Giữ đến hết hạn rồi tự xóa, để biết ai đã vào bằng tài khoản nào.",
        rule=KEPT,
    ),
    *PROOFS,
    *roll.HOLDINGS,
)

WRITTEN = roll.WRITTEN

_NAME = "tên nhóm quyền của khung phần mềm, không phải tên người"
IMPERSONAL = {
    "people.Helper.named_on": "ngày ghi người phụ trách",
    "auth.Permission.name": _NAME,
    "auth.Permission.codename": _NAME,
    "auth.Group.name": _NAME,
    **roll.IMPERSONAL,
}
