"""/kit/: every part in every state, with made-up people and places."""

import re
from datetime import date, datetime
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse

from danchu.kit import samples
from danchu.kit.clock import VIETNAM
from danchu.kit.pages import page
from danchu.kit.photos import PhotosField

STATUSES = [
    ("ok", "Đúng hạn"),
    ("soon", "Sắp đến hạn"),
    ("half", "Đang làm"),
    ("late", "Quá hạn, chưa làm"),
    ("late_done", "Đã làm, trễ"),
    ("paused", "Tạm dừng"),
    ("none", "Chưa có dữ liệu"),
    ("sealed", "Niêm phong"),
]
CLOCKS = [
    ("xa", {"state": "far", "words": "còn 12 ngày làm việc", "due": "hạn thứ Sáu, 18/12/2026"}),
    (
        "gần, từng ngày",
        {
            "state": "soon",
            "words": "còn 3 ngày làm việc",
            "due": "hạn thứ Hai, 07/12/2026",
            "pips": ["done", "done", "left", "left", "rest", "rest", "left"],
        },
    ),
    ("hôm nay", {"state": "today", "words": "phải xong hôm nay", "due": "hạn 02/12/2026"}),
    (
        "quá hạn",
        {"state": "late", "words": "quá hạn 4 ngày làm việc", "due": "hạn thứ Năm, 26/11/2026"},
    ),
    (
        "xong đúng hạn",
        {"state": "ok", "words": "đúng hạn, sớm 3 ngày", "due": "xong 18/11, hạn 23/11/2026"},
    ),
    (
        "xong trễ",
        {
            "state": "done_late",
            "words": "đã làm, trễ 2 ngày làm việc",
            "due": "xong 25/11, hạn 23/11/2026",
        },
    ),
    (
        "tạm dừng",
        {"state": "paused", "words": "tạm dừng", "due": "chờ người gửi bổ sung từ 25/11"},
    ),
    ("không có mốc", {"state": "none", "words": "luật không đặt hạn"}),
    (
        "mốc của tỉnh",
        {
            "state": "far",
            "words": "còn 4 ngày làm việc",
            "due": "hạn thứ Ba, 08/12/2026",
            "whose": "mốc của tỉnh",
            "whose_note": "Luật chỉ ghi “kịp thời”; tỉnh đặt mốc 10 ngày làm việc.",
        },
    ),
]
CITES = [
    {
        "what": "Trong 5 ngày làm việc.",
        "place": "Điều 12 khoản 3, Luật 10/2022/QH15",
        "address": "#can-cu",
        "quote": "…chậm nhất là 05 ngày làm việc kể từ ngày có quyết định, văn bản của cơ quan "
        "có thẩm quyền về nội dung cần công khai…",
        "notes": ["chưa hợp nhất", "chưa có người xác nhận"],
    },
    {
        "what": "Niêm yết ít nhất 30 ngày liên tục.",
        "place": "Điều 13 khoản 2",
        "address": "#can-cu",
        "notes": ["chưa hợp nhất", "chưa có người xác nhận"],
    },
    {
        "what": "Trả lời người báo trong 10 ngày làm việc.",
        "place": "Quyết định của tỉnh (minh họa)",
        "address": "#can-cu",
        "notes": ["chưa hợp nhất", "chưa có người xác nhận", "tham số của tỉnh"],
    },
]
GUIDES = [
    {
        "what": "Người không viết được đơn thì ghi hộ, đọc lại và xin ký hoặc điểm chỉ",
        "lines": ["Hướng dẫn viết đơn.", "Đọc lại cho nghe.", "Xin ký hoặc điểm chỉ."],
        "cites": [CITES[0] | {"what": "", "quote": ""}],
    }
]
CHANNELS = [
    {
        "icon": "web",
        "name": "Trang điện tử",
        "state": "ok",
        "words": "đúng hạn",
        "notes": ["09:12 thứ Tư, 18/11/2026. Người đăng: Ma Thị Lan."],
    },
    {
        "icon": "board",
        "name": "Niêm yết, ít nhất 30 ngày liên tục",
        "state": "now",
        "words": "ngày thứ 14",
        "notes": ["Khuổi Tát đứt 2 ngày, mưa làm rách; dán lại và đếm lại từ đầu."],
        "days": ["on"] * 6 + ["gap"] * 2 + ["on"] * 5 + ["now"] + ["left"] * 16,
    },
    {
        "icon": "horn",
        "name": "Loa truyền thanh",
        "state": "late",
        "words": "trễ 2 ngày làm việc",
        "notes": ["Chưa có lần phát nào được ghi."],
    },
    {"icon": "person", "name": "Qua trưởng xóm", "state": "next", "words": "chưa đến lượt"},
]
STORY = [
    {
        "title": "Đính chính 24/11/2026",
        "text": "Xóm Bản Luông: 5 hộ, không phải 4. Lý do: đếm thiếu một hộ.",
        "state": "done",
        "address": "#lich-su",
        "link": "Xem bản trước",
    },
    {"title": "Đang niêm yết", "text": "ngày thứ 14", "state": "now"},
    {"title": "Được gỡ", "text": "từ 19/12/2026", "state": "next"},
]
SPRITE = Path(__file__).parent / "static/kit/icons.svg"
ICONS = re.findall(r'id="i-(\w+)"', SPRITE.read_text())
COLOURS = [
    ("page", "mặt bàn"),
    ("surface", "tờ giấy"),
    ("sunken", "khay"),
    ("ink", "chữ"),
    ("ink-3", "chú thích"),
    ("cloth", "vải chàm"),
    ("action", "nút chính"),
    ("tint", "nền nhấn"),
    ("ok-fill", "chè: đúng hạn"),
    ("soon-fill", "nghệ: sắp đến"),
    ("late-fill", "sơn: trễ"),
    ("line-strong", "viền ô nhập"),
]


class Way(str):
    """A choice with a second line."""

    __slots__ = ()
    note = "Luật buộc báo cho dân biết trước ít nhất 2 ngày."


class SampleForm(forms.Form):
    """One of each kind of field."""

    number = forms.CharField(
        label="Số, ký hiệu", help_text="Như trên văn bản, ví dụ 431/QĐ-UBND.", required=False
    )
    signed_on = forms.DateField(
        label="Ngày ký",
        help_text="Ngày, tháng, năm, ví dụ 30/11/2026.",
        input_formats=["%d/%m/%Y"],
        error_messages={"invalid": "Ngày này không có trong lịch. Ghi lại, ví dụ 30/11/2026."},
    )
    group = forms.ChoiceField(
        label="Thuộc nhóm nào?",
        choices=[
            ("7", "7. Chính sách hỗ trợ, trợ cấp, tín dụng, an sinh"),
            ("12", "12. Phí, lệ phí"),
        ],
    )
    text = forms.CharField(
        label="Nói gọn cho dân",
        help_text="2 đến 4 câu, loa đọc được.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    way = forms.ChoiceField(
        label="Làm cách nào?",
        widget=forms.RadioSelect,
        choices=[("slips", Way("Phát phiếu lấy ý kiến từng hộ")), ("again", "Họp lại ngày khác")],
        error_messages={"required": "Chọn một trong hai cách."},
    )
    file = forms.FileField(
        label="Tệp đính kèm", help_text="PDF, DOCX, XLSX hoặc ảnh.", required=False
    )
    photos = PhotosField(label="Ảnh bảng niêm yết", required=False)
    no_secret = forms.BooleanField(
        label="Nội dung này không chứa bí mật nhà nước",
        help_text="Người ký chịu trách nhiệm.",
        error_messages={"required": "Đánh dấu vào ô này trước khi gửi."},
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state."""
    fresh = SampleForm(prefix="a", initial={"way": "slips"})
    wrong = SampleForm({"b-signed_on": "31/11/2026", "b-group": "7"}, prefix="b")
    wrong.is_valid()
    return page(
        request,
        "kit/gallery.html",
        **samples.shown(),
        statuses=STATUSES,
        clocks=CLOCKS,
        cites=CITES,
        guides=GUIDES,
        channels=CHANNELS,
        story=STORY,
        icons=ICONS,
        colours=COLOURS,
        fresh=fresh,
        wrong=wrong,
        crumbs=[{"label": "Trang đầu", "address": "/"}, {"label": "Bộ phận giao diện"}],
        step_names=["Nội dung", "Tệp", "Xem lại"],
        moment_shown=datetime(2026, 11, 18, 9, 12, tzinfo=VIETNAM),
        day_shown=date(2026, 12, 7),
    )


def notice(request: HttpRequest) -> HttpResponse:
    """A printable notice, as it goes on the board."""
    return page(
        request,
        "kit/sample_notice.html",
        paper={
            "org_upper": "ỦY BAN NHÂN DÂN",
            "org": "XÃ NÀ CHÈ",
            "number": "87/TB-UBND",
            "place": "Nà Chè",
            "day": date(2026, 11, 18),
            "proposed": True,
        },
        full_address="https://danchu.example/ck/47902",
        lines=["Công khai lúc 09:12 ngày 18/11/2026."],
        off_on=date(2026, 12, 19),
        back="/kit/",
    )


def activation(request: HttpRequest) -> HttpResponse:
    """An activation card, as it is handed over."""
    return page(
        request,
        "kit/sample_pass.html",
        paper={"proposed": True},
        full_address="https://danchu.example/may/4f9k-27qm-x81c",
        until=datetime(2026, 12, 9, 17, 0, tzinfo=VIETNAM),
        back="/kit/",
    )
