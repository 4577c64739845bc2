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
EVERY_YEAR = "moi-nam"
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
    """The running year unless another one is chosen: a list that only grows would grow slow."""
    years = [(str(year), f"năm {year}") for year in range(on.year - 1, since.year - 1, -1)]
    return (
        Choice("nam", "Ký trong năm", [*years, (EVERY_YEAR, "mọi năm")], f"Năm nay, {on.year}"),
        Choice("quy", "Ký trong quý", QUARTERS, "Cả năm"),
    )


def asked_in(chosen: dict[str, str], *, on: date) -> Asked:
    """`chosen` is of a bar, so every value is one that was offered."""
    first, last = days_of(chosen, on=on)
    return Asked(
        first,
        last,
        int(chosen["nhom"]) if "nhom" in chosen else None,
        Way(chosen["kenh"]) if "kenh" in chosen else None,
        BASES[chosen["moc"]] if "moc" in chosen else None,
        chosen.get("tinh-trang", ""),
    )


def days_of(chosen: dict[str, str], *, on: date) -> tuple[date | None, date | None]:
    """First and last day of signing, both inclusive. A quarter of every year is no period."""
    if chosen.get("nam") == EVERY_YEAR:
        return None, None
    year = int(chosen.get("nam", on.year))
    if "quy" in chosen and (quarter := Quarter.named(year, int(chosen["quy"]))):
        return quarter.first_day, quarter.last_day
    return date(year, 1, 1), date(year, 12, 31)


def period_words(chosen: dict[str, str], *, on: date) -> str:
    """'quý 3/2026', 'năm 2026', 'mọi năm'."""
    if chosen.get("nam") == EVERY_YEAR:
        return "mọi năm"
    year = int(chosen.get("nam", on.year))
    return str(Quarter(year, int(chosen["quy"]))) if "quy" in chosen else f"năm {year}"


def address_of(path: str, chosen: dict[str, str], **more: Any) -> str:
    """`path` asked for the same period, and for `more` (`tinh_trang` stands for a hyphen)."""
    kept = {name: chosen[name] for name in ("nam", "quy") if name in chosen}
    said = {name.replace("_", "-"): value for name, value in more.items() if value}
    query = urlencode(kept | said)
    return f"{path}?{query}" if query else path
