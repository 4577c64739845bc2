"""Numbers that point to one person: which are proposed, which are left, what stands instead."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.personal import Kind, find, mask, other_heading, replaced, says


def kinds(text: str, near: str = "") -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in find(text, near)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CCCD 019085001234", [("national_id", "019085001234")]),
        ("số 019 085 001 234 cấp ngày 12/4/2021", [("national_id", "019 085 001 234")]),
        ("0190.8500.1234", [("national_id", "0190.8500.1234")]),
        ("Bà B, 091234567, xóm Chè", [("national_id", "091234567")]),  # old, as in Thái Nguyên
        ("CMND: 912345678", [("national_id", "912345678")]),
        ("gọi 0912.345.678", [("phone", "0912.345.678")]),
        ("gọi +84 912 345 678", [("phone", "+84 912 345 678")]),
        ("gọi (+84)912345678 nhé", [("phone", "(+84)912345678")]),
        ("0912345678/0987654321", [("phone", "0912345678"), ("phone", "0987654321")]),
        ("0912\u200b345\u00a0678", [("phone", "0912\u200b345\u00a0678")]),  # signs nobody sees
        ("trực ban 0208 3821 234", [("phone", "0208 3821 234")]),
        ("1.0912345678", [("phone", "0912345678")]),  # a number of the line before it
        ("sinh ngày 05/3/1985 tại xã", [("birth", "05/3/1985")]),
        ("sinh ngày 5 tháng 3 năm 1985", [("birth", "5 tháng 3 năm 1985")]),
        ("Ngày, tháng, năm sinh: 5-3-1985", [("birth", "5-3-1985")]),
        ("Ông A (sinh năm 1950)", [("birth", "1950")]),
        ("STK: 8500205123456", [("bank", "8500205123456")]),
        ("8500 2051 23456 (Agribank)", [("bank", "8500 2051 23456")]),
        ("1 019185001234 0912345678", [("national_id", "019185001234"), ("phone", "0912345678")]),
    ],
)
def test_what_is_proposed(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 12/QĐ-UBND ngày 03/3/2026 của Chủ tịch",
        "Nghị quyết 019/2026/NQ-HĐND",
        "Tổng cộng 510.000.000 đồng, mỗi hộ 12.750.000đ",
        "2.035.912.345.678 đồng",  # 035 912 345 678 within it is no phone
        "120 000 000 000",
        "Danh sách 40 hộ năm 2026, xóm 3, đợt 2",
        "Học sinh năm 2026 và phát sinh ngày 05/3/2026",
        "Căn cước cấp ngày 12/4/2021",
        "chuyển vào tài khoản ngân hàng 500.000 đồng",
        "000123456789",  # no province has 000
        "mã 912345678",  # nine digits without a word beside them
    ],
)
def test_papers_sums_and_days_of_decisions_are_left(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("near", "text", "found"),
    [
        ("Số CCCD", "19085001234", "national_id"),  # the sheet dropped the zero
        ("Điện thoại", "912345678", "phone"),
        ("Năm sinh", "1985", "birth"),
        ("Ngày sinh", "05/03/1985", "birth"),
        ("Số tài khoản", "8500205123456", "bank"),
    ],
)
def test_a_heading_says_what_a_bare_number_is(near, text, found):
    assert kinds(text, near) == [(found, text)]
    assert kinds(text, "Số tiền chuyển vào tài khoản") == kinds(text)


def test_headings_of_money_and_of_other_days_announce_nothing():
    assert says("Số CCCD, ngày cấp") == {Kind.NATIONAL_ID}
    assert says("Số tiền nhận qua tài khoản") == frozenset()
    assert other_heading("Ngày cấp")
    assert not other_heading("Nam")


@pytest.mark.parametrize(
    ("kind", "text", "proposed"),
    [
        (Kind.NATIONAL_ID, "019 085 001 234", "019*******34"),
        (Kind.NATIONAL_ID, "19085001234", "019*******34"),
        (Kind.NATIONAL_ID, "091234567", "09*****67"),
        (Kind.PHONE, "912345678", "09******78"),
        (Kind.BANK, "123456", "****56"),
        (Kind.BIRTH, "05/3/1985", "**/**/****"),
        (Kind.BIRTH, "1985", "****"),
    ],
)
def test_what_stands_instead(kind, text, proposed):
    assert mask(kind, text) == proposed


DIGIT = st.sampled_from("0123456789")
SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f"])
IDS = st.tuples(
    st.integers(1, 96).map("{:03}".format), st.lists(DIGIT, min_size=9, max_size=9).map("".join)
).map("".join)
PHONES = st.tuples(
    st.sampled_from(["03", "05", "07", "08", "09"]), st.lists(DIGIT, min_size=8, max_size=8)
).map(lambda parts: parts[0] + "".join(parts[1]))
WORDS = st.sampled_from(["", "Ông A, ", "CCCD ", "12/QĐ-UBND: ", "- ", "(", "1. "])


@given(before=WORDS, number=IDS | PHONES, sep=SEPARATORS, after=st.sampled_from(["", ".", ", x"]))
def test_an_id_or_phone_is_found_however_it_is_grouped_and_its_mask_is_none(
    before, number, sep, after
):
    written = sep.join([number[:4], number[4:7], number[7:]])
    text = f"{before}{written}{after}"

    found = find(text)

    assert [one.text for one in found] == [written]
    masked = replaced(text, found, [one.mask for one in found])
    assert find(masked) == []
    shown = "".join(filter(str.isdigit, masked[len(before) :]))
    assert len(shown) <= 5
    assert shown == number[: len(shown) - 2] + number[-2:]  # its ends, nothing of its middle


@given(st.integers(1_000, 999_999_999_999), st.sampled_from([".", ",", "\u00a0"]))
def test_money_is_never_proposed(sum_of_money, sep):
    written = f"{sum_of_money:,}".replace(",", sep)

    assert find(f"Hỗ trợ {written} đồng") == []
    assert find(f"Mức {written}") == []


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_read_and_finds_do_not_overlap(text, near):
    found = find(text, near)

    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert replaced(text, found, [one.text for one in found]) == text
