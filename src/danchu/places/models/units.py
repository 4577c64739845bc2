"""Units and how they hang together, dated: codes were kept on 01/7/2025, areas were not."""

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from danchu.kit import worlds
from danchu.kit.clock import today

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class Kind(models.TextChoices):
    """What level or sort of unit; the word in front of its name is `Title`."""

    PROVINCE = "province", "tỉnh"
    DISTRICT = "district", "cấp huyện"  # none after 30/6/2025
    COMMUNE = "commune", "cấp xã"
    COMMUNITY = "community", "thôn, tổ dân phố"
    AGENCY = "agency", "cơ quan"
    PUBLIC_UNIT = "public_unit", "đơn vị sự nghiệp công lập"
    EMPLOYER = "employer", "tổ chức có sử dụng lao động"
    FRONT = "front", "Ủy ban Mặt trận Tổ quốc Việt Nam"
    COUNCIL = "council", "Hội đồng nhân dân"


class Title(models.TextChoices):
    """The word said before the name: "xã La Bằng"."""

    TINH = "tinh", "tỉnh"
    THANH_PHO = "thanh_pho", "thành phố"
    HUYEN = "huyen", "huyện"
    THI_XA = "thi_xa", "thị xã"
    XA = "xa", "xã"
    PHUONG = "phuong", "phường"
    THI_TRAN = "thi_tran", "thị trấn"
    DAC_KHU = "dac_khu", "đặc khu"
    THON = "thon", "thôn"
    XOM = "xom", "xóm"  # counted as thôn: NĐ 185/2026 Điều 2 (digest), Nghị quyết 62
    BAN = "ban", "bản"
    TO_DAN_PHO = "to_dan_pho", "tổ dân phố"
    NONE = "", "–"


_SAID = {str(value): str(label) for value, label in Title.choices if value}


def spoken(title: str, name: str) -> str:
    """'xã La Bằng', inside a sentence."""
    return f"{_SAID.get(title, title)} {name}" if title else name


def named(title: str, name: str) -> str:
    """'Xã La Bằng'."""
    said = spoken(title, name)
    return said[:1].upper() + said[1:]


class Sphere(models.TextChoices):
    """Where the law works (Điều 2 khoản 1): the same rights, other organs.

    Organisations that employ are two: state enterprises have rules of their own (Chương IV
    Mục 1), the others may choose them (Điều 82). The same codes as `sphere` in law/.
    """

    COMMUNE = "commune", "xã, phường, thị trấn"
    AGENCY = "agency", "cơ quan nhà nước, đơn vị sự nghiệp công lập"
    STATE_ENTERPRISE = "state_enterprise", "doanh nghiệp nhà nước"
    EMPLOYER = "employer", "tổ chức khác có sử dụng lao động, thuộc khu vực ngoài Nhà nước"


class UnitQuerySet(models.QuerySet["Unit"]):
    def standing(self, *, on: date) -> Self:
        """Units in existence on `on`; both ends of a unit's life are inclusive."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        )

    def communes(self) -> Self:
        return self.filter(kind=Kind.COMMUNE)

    def communities(self) -> Self:
        return self.filter(kind=Kind.COMMUNITY)

    def within(self, unit: "Unit") -> Self:
        """The unit itself and everything that hangs under it today."""
        if unit.kind == Kind.PROVINCE:
            return self.filter(Q(pk=unit.pk) | Q(province=unit))
        if unit.kind == Kind.COMMUNE:
            return self.filter(Q(pk=unit.pk) | Q(commune=unit))
        return self.filter(pk=unit.pk)


class UnitManager(models.Manager["Unit"]):
    """Units of this world: no practice commune, or one of them with the province above it."""

    def get_queryset(self) -> models.QuerySet["Unit"]:
        copy = worlds.copy_here()
        if copy is None:
            return super().get_queryset().filter(practice=False)
        mine = Q(pk=copy) | Q(commune=copy)
        return super().get_queryset().filter(mine | Q(kind=Kind.PROVINCE))


class Unit(models.Model):
    """A place or body that the law knows, for as long as it stands."""

    code = models.CharField(
        "mã", max_length=12, blank=True
    )  # General Statistics Office; none for xóm
    own_code = models.CharField("mã riêng", max_length=30, blank=True)  # chosen by the commune
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    title = models.CharField("danh xưng", max_length=12, choices=Title.choices, blank=True)
    name = models.CharField("tên", max_length=120)
    folded = models.CharField(max_length=160)
    slug = models.SlugField("địa chỉ", max_length=160, unique=True)
    valid_from = models.DateField("từ ngày", null=True)  # None: stood before our records begin
    valid_to = models.DateField("đến hết ngày", null=True)  # inclusive; None: still stands
    source = models.CharField("nguồn", max_length=200, blank=True)
    demo = models.BooleanField("minh họa", default=False)  # what happens here is made up
    practice = models.BooleanField("tập huấn", default=False)  # a copy to learn on, never shown
    # Near its middle, loaded from `data/unit_points.csv`; None: not known. No boundary is known.
    latitude = models.DecimalField("vĩ độ", max_digits=6, decimal_places=4, null=True)
    longitude = models.DecimalField("kinh độ", max_digits=7, decimal_places=4, null=True)
    area_km2 = models.DecimalField("diện tích, km²", max_digits=8, decimal_places=2, null=True)

    # Kept by the acts that move units, so that access at 3,500 hamlets is one indexed subquery.
    commune = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = UnitManager.from_queryset(UnitQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "kind", "valid_from"],
                condition=~Q(code="") & Q(valid_from__isnull=False),
                name="one_unit_a_code_and_start",
            ),
            models.UniqueConstraint(
                fields=["code", "kind"],
                condition=~Q(code="") & Q(valid_to__isnull=True),
                name="one_standing_unit_a_code",
            ),
            models.UniqueConstraint(
                fields=["commune", "kind", "own_code"],
                condition=~Q(own_code="") & Q(valid_to__isnull=True),
                name="one_standing_unit_an_own_code",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "folded"], name="unit_by_name"),
            models.Index(fields=["code"], name="unit_by_code"),
            models.Index(fields=["id"], condition=Q(practice=True), name="unit_practice"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """'Xã La Bằng'."""
        return named(self.title, self.name)

    @property
    def spoken_name(self) -> str:
        """'xã La Bằng', inside a sentence."""
        return spoken(self.title, self.name)

    def stands(self, *, on: date) -> bool:
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on <= self.valid_to)

    def get_absolute_url(self) -> str:
        """A commune of today has "Xã tôi" (room disclosure); other units, a page of this room."""
        if self.kind == Kind.COMMUNE and self.stands(on=today()):
            return f"/xa/{self.slug}/"
        return f"/don-vi/{self.slug}/"


class CommuneManager(UnitManager):
    def get_queryset(self) -> models.QuerySet[Unit]:
        return super().get_queryset().filter(kind=Kind.COMMUNE)


class Commune(Unit):
    """Xã, phường, and until 30/6/2025 thị trấn."""

    objects: ClassVar[CommuneManager] = CommuneManager()  # type: ignore[assignment]

    class Meta:
        proxy = True


class OfThisWorld(models.Manager[Row_co]):
    """Rows of a table with a `unit`, of this world only (`kit.worlds`). Use `from_queryset`."""

    def get_queryset(self) -> models.QuerySet[Row_co]:
        rows = super().get_queryset()
        if worlds.copy_here() is not None:
            return rows.filter(unit__in=Unit.objects.all())
        return rows.filter(_outside(self.model._meta.get_field("unit")))


class _Outside(models.Func):
    """A unit that is no copy; said in SQL once, because every read of every page asks it."""

    template = "NOT (%(expressions)s IN (SELECT id FROM places_unit WHERE practice))"
    output_field = models.BooleanField()


class _OutsideOrNone(_Outside):
    template = f"(%(expressions)s IS NULL OR {_Outside.template})"


def _outside(unit: Any) -> _Outside:
    return (_OutsideOrNone if unit.null else _Outside)("unit_id")


class BelongingQuerySet(models.QuerySet["Belonging"]):
    def on(self, day: date) -> Self:
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )


class Belonging(models.Model):
    """Which unit hung under which, from–until (both inclusive)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="belongings")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="members")
    since = models.DateField("từ ngày", null=True)
    until = models.DateField("đến hết ngày", null=True)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="one_parent_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="unit_is_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} thuộc {self.parent}"


class Succession(models.Model):
    """What became of a unit: `old` (or a part of it) went into `new` by a dated act."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    on = models.DateField("từ ngày")
    act = models.CharField("văn bản", max_length=120)
    partial = models.BooleanField("chỉ một phần", default=False)
    reorganisation = models.ForeignKey(
        "places.Reorganisation", models.PROTECT, null=True, related_name="successions"
    )  # None: loaded from `data/`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_succession_a_pair"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="unit_does_not_succeed_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class LoadedFiles(models.Model):
    """Which contents of `data/` the tables hold, so that a restart does not load them again."""

    name = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"
