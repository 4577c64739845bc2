"""What the address of a page of compliance asks for: period of signing, group, way, state."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from danchu.disclosure.compliance.counting import COMES_DUE, GAPPY, TROUBLED, Asked, State
from danchu.disclosure.counted import Way
from danchu.disclosure.periods import Quarter
from danchu.duties.models import Basis
from danchu.kit import narrowing
from danchu.kit.narrowing import Choice

BASES = {"luat": Basis.LAW, "du-phong": Basis.FALLBACK, "tinh": Basis.PARAMETER}
BASIS_SLUGS = {basis: slug for slug, basis in BASES.items()}
BASIS_HEADS = {
    Basis.LAW: "Hạn do luật đặt",
    Basis.FALLBACK: "Hạn dự phòng, khi luật riêng đặt ngày mà chưa đọc được",
    Basis.PARAMETER: "Mốc của tỉnh cho bản đính chính",
}
STATES = [
    (TROUBLED, "trễ, quá hạn hoặc có ngày thiếu"),
    (COMES_DUE, "đã đến hạn"),
    *State.choices,
    (GAPPY, "có ngày thiếu, ngắt quãng"),
]
QUARTERS = [(str(n), f"quý {n}") for n in range(1, 5)]


def of_commune(
    asked: QueryDict, address: str, names: dict[int, str], *, since: date, on: date
) -> narrowing.Bar:
    """`?nam=&quy=&nhom=&kenh=&tinh-trang=&moc=`: everything stands in the address."""
    return narrowing.bar(
        asked,
        address,
        *_period(since, on),
        Choice("nhom", "Nhóm", [(str(n), f"{n}. {name}") for n, name in names.items()], "Cả 14"),
        Choice("kenh", "Cách công khai", Way.choices, "Mọi cách"),
        Choice("tinh-trang", "Tình trạng", STATES, "Mọi tình trạng"),
        Choice("moc", "Hạn của ai", [(s, BASIS_HEADS[b]) for s, b in BASES.items()], "Mọi hạn"),
    )


def of_province(
    asked: QueryDict, address: str, names: dict[int, str], *, since: date, on: date, keep: bool
) -> narrowing.Bar:
    """The same without a state; `keep`: how the list is sorted goes along."""
    return narrowing.bar(
        asked,
        address,
        *_period(since, on),
        Choice("nhom", "Nhóm", [(str(n), f"{n}. {name}") for n, name in names.items()], "Cả 14"),
        Choice("kenh", "Cách công khai", Way.choices[1:], Way.WEB.label),
        Choice("moc", "Hạn của ai", [(s, BASIS_HEADS[b]) for s, b in BASES.items()][1:], "Luật"),
        keep=("xep",) if keep else (),
    )


def _period(since: date, on: date) -> tuple[Choice, Choice]:
    years = [(str(year), f"năm {year}") for year in range(on.year, since.year - 1, -1)]
    return (
        Choice("nam", "Ký trong năm", years, "Mọi năm"),
        Choice("quy", "Ký trong quý", QUARTERS, "Cả năm"),
    )


def asked_in(chosen: dict[str, str]) -> Asked:
    """`chosen` is of a bar, so every value is one that was offered. A quarter needs its year."""
    first, last = days_of(chosen)
    return Asked(
        first,
        last,
        int(chosen["nhom"]) if "nhom" in chosen else None,
        Way(chosen["kenh"]) if "kenh" in chosen else None,
        BASES[chosen["moc"]] if "moc" in chosen else None,
        chosen.get("tinh-trang", ""),
    )


def days_of(chosen: dict[str, str]) -> tuple[date | None, date | None]:
    """First and last day of signing, both inclusive."""
    if "nam" not in chosen:
        return None, None
    year = int(chosen["nam"])
    if "quy" in chosen and (quarter := Quarter.named(year, int(chosen["quy"]))):
        return quarter.first_day, quarter.last_day
    return date(year, 1, 1), date(year, 12, 31)


def period_words(chosen: dict[str, str]) -> str:
    """'quý 3/2026', 'năm 2026', 'mọi năm'."""
    if "nam" not in chosen:
        return "mọi năm"
    if "quy" in chosen:
        return str(Quarter(int(chosen["nam"]), int(chosen["quy"])))
    return f"năm {chosen['nam']}"


def address_of(path: str, chosen: dict[str, str], **more: Any) -> str:
    """`path` asked for the same period, and for `more` (`tinh_trang` stands for a hyphen)."""
    kept = {name: chosen[name] for name in ("nam", "quy") if name in chosen}
    said = {name.replace("_", "-"): value for name, value in more.items() if value}
    query = urlencode(kept | said)
    return f"{path}?{query}" if query else path
