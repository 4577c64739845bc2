"""Official Vietnamese read aloud: every number, day and abbreviation as people say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.spoken import integer, lasting, number_phrases, say, seconds, syllables
from civics.spoken.numbers import fraction, roman


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (20_000, "hai mươi nghìn"),
        (100_001, "một trăm nghìn không trăm linh một"),
        (2_150_000, "hai triệu một trăm năm mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_000_000_000, "một tỷ"),
        (4_120_000_000, "bốn tỷ một trăm hai mươi triệu"),
        (10_000_000_005, "mười tỷ không trăm linh năm"),
        (10**18, "một tỷ tỷ"),
    ],
)
def test_whole_numbers_are_said_as_people_say_them(number, said):
    assert integer(number) == said


SAID = {
    # sums, measures, shares
    "2.150.000 đồng": "Hai triệu một trăm năm mươi nghìn đồng.",
    "120.000đ/tháng": "Một trăm hai mươi nghìn đồng một tháng.",
    "Thu 4 tỷ 120 triệu đồng": "Thu bốn tỷ một trăm hai mươi triệu đồng.",
    "3,2 km": "Ba phẩy hai ki lô mét.",
    "12,05%": "Mười hai phẩy không năm phần trăm.",
    "đạt 98.5%": "Đạt chín mươi tám phẩy năm phần trăm.",
    "5 m² và 40 ha": "Năm mét vuông và bốn mươi héc ta.",
    "7 m3/ngày": "Bảy mét khối một ngày.",
    "15 kW": "Mười lăm ki lô oát.",
    "-5°C": "Âm năm độ xê.",
    "từ 2/3 trở lên": "Từ hai phần ba trở lên.",
    "3/4 số hộ": "Ba phần tư số hộ.",
    "61/64 việc": "Sáu mươi mốt trên sáu mươi tư việc.",
    "10–15 ngày": "Mười đến mười lăm ngày.",
    # days, hours
    "07/12/2026": "Ngày mồng bảy tháng mười hai năm hai nghìn không trăm hai mươi sáu.",
    "ngày 07/12/2026": "Ngày mồng bảy tháng mười hai năm hai nghìn không trăm hai mươi sáu.",
    "Ngày 11.4.2026": "Ngày mười một tháng tư năm hai nghìn không trăm hai mươi sáu.",
    "2026-12-07": "Ngày mồng bảy tháng mười hai năm hai nghìn không trăm hai mươi sáu.",
    "từ ngày 01/12 đến 10/12": (
        "Từ ngày mồng một tháng mười hai đến ngày mồng mười tháng mười hai."
    ),
    "tháng 4/2026": "Tháng tư năm hai nghìn không trăm hai mươi sáu.",
    "ngày 04 tháng 4 năm 2026": ("Ngày mồng bốn tháng tư năm hai nghìn không trăm hai mươi sáu."),
    "quý IV/2026": "Quý bốn năm hai nghìn không trăm hai mươi sáu.",
    "mỗi ngày 2 lần": "Mỗi ngày hai lần.",
    "thứ 4": "Thứ tư.",
    "lúc 7h30": "Lúc bảy giờ ba mươi phút.",
    "17:00": "Mười bảy giờ.",
    "8h": "Tám giờ.",
    "sáng 05/12": "Sáng ngày mồng năm tháng mười hai.",
    "ngày 31/02/2026": "Ngày ba mươi mốt, hai trên hai nghìn không trăm hai mươi sáu.",
    # papers, articles
    "140/QĐ-UBND": "Quyết định số một trăm bốn mươi của Ủy ban nhân dân.",
    "Quyết định số 140/QĐ-UBND": "Quyết định số một trăm bốn mươi của Ủy ban nhân dân.",
    "Quyết định số 140/QĐ-UBND ngày 07/12/2026 của UBND xã": (
        "Quyết định số một trăm bốn mươi ngày mồng bảy tháng mười hai năm hai nghìn không trăm "
        "hai mươi sáu của Ủy ban nhân dân xã."
    ),
    "12/NQ-HĐND": "Nghị quyết số mười hai của Hội đồng nhân dân.",
    "Nghị định 59/2023/NĐ-CP": (
        "Nghị định số năm mươi chín năm hai nghìn không trăm hai mươi ba của Chính phủ."
    ),
    "Luật số 10/2022/QH15": (
        "Luật số mười năm hai nghìn không trăm hai mươi hai của Quốc hội khóa mười lăm."
    ),
    "7/XYZ": "Số bảy, ký hiệu ích i dài dét.",
    "Điều 13 khoản 2 điểm b": "Điều mười ba khoản hai điểm bê.",
    "điểm đ khoản 1 Điều 35": "Điểm đê khoản một Điều ba mươi lăm.",
    "Chương II": "Chương hai.",
    # abbreviations, phones, codes
    "UBND, HĐND và MTTQ": "Ủy ban nhân dân, Hội đồng nhân dân và Mặt trận Tổ quốc.",
    "02 TTHC": "Hai thủ tục hành chính.",
    "Tp. Thái Nguyên": "Thành phố Thái Nguyên.",
    "gọi 0912 345 678": "Gọi không chín một hai, ba bốn năm, sáu bảy tám.",
    "gọi 0208.3855.123": "Gọi không hai không tám ba, tám năm năm, một hai ba.",
    "STK 1234567890": "Số tài khoản một hai ba bốn năm sáu bảy tám chín không.",
    "căn cước 019*******34": "Căn cước số đã che.",
    "sinh **/**/****": "Sinh số đã che.",
    "BXD": "Bê ích dê.",
    "QL3": "Quốc lộ ba.",
    "THÔNG BÁO": "THÔNG BÁO.",
    "xem https://xa.vn/12/?a=3": "Xem địa chỉ mạng ghi trong văn bản.",
    # short sentences
    "1. Mức thu:\n- Cố định: 5.000 đồng (minh họa)": (
        "Mục một, Mức thu.\nCố định: năm nghìn đồng, minh họa."
    ),
    "Thu 5 hộ; chi 2 hộ": "Thu năm hộ.\nChi hai hộ.",
    "": "",
    "***": "Số đã che.",
    "…": "",
}


@pytest.mark.parametrize("written", SAID)
def test_what_is_written_is_said(written):
    said = say(written)
    assert said == SAID[written]
    assert say(said) == said


def test_a_long_sentence_is_cut_where_a_new_thought_begins_and_no_phone_is_torn():
    text = (
        "Ủy ban nhân dân xã thông báo mức thu phí chợ áp dụng cho mọi hộ kinh doanh cố định và lưu "
        "động tại chợ trung tâm xã, để bà con biết và thực hiện, ai còn điều chưa rõ thì gọi số "
        "0912 345 678 trong giờ hành chính."
    )
    lines = say(text).splitlines()
    assert [line.split()[0] for line in lines] == ["Ủy", "Để"]
    assert "không chín một hai, ba bốn năm, sáu bảy tám" in lines[-1]
    assert all(syllables(line) <= 45 for line in lines)


PIECES = st.sampled_from(
    [*SAID, "UBND", "số", "ngày", "tháng", "điểm", "-", "/", ".", ",", "đ", "%", "0", "12", "3/4"]
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).map(" ".join)
DIGITS = st.text(st.sampled_from("0123456789./-,: đ%hgQĐNUB²½٣①Ⅳ\n"), max_size=40)


@settings(max_examples=250, deadline=None)
@given(st.one_of(MIXED, DIGITS, st.text()))
def test_whatever_comes_no_digit_is_left_nothing_fails_and_it_is_stable(text):
    said = say(text)
    assert not any(one.isdigit() for one in said)
    assert say(said) == said
    assert seconds(said) >= 0


def test_numbers_that_were_changed_or_lost_are_found_in_the_words():
    made = say("Thu 86 triệu đồng của 1.240 hộ trong năm. Không thu hộ nghèo. Đầu tư 5 tỷ.")
    assert number_phrases(made) == {
        "tám mươi sáu triệu": 1,
        "một nghìn hai trăm bốn mươi": 1,
        "năm tỷ": 1,
    }


def test_reading_time_is_syllables_by_a_stated_rate():
    assert seconds("một hai ba " * 60, rate=180) == 60
    assert seconds("một", rate=180) == 1
    assert [lasting(one) for one in (1, 59, 60, 61, 605)] == [
        "khoảng 10 giây",
        "khoảng 1 phút",
        "khoảng 1 phút",
        "khoảng 1 phút 10 giây",
        "khoảng 10 phút 10 giây",
    ]


def test_fractions_and_roman_numerals():
    assert fraction(1, 4) == "một phần tư"
    assert fraction(39, 39) == "ba mươi chín trên ba mươi chín"
    assert [roman(one) for one in ("IV", "IX", "XL", "XIV")] == [4, 9, 40, 14]
