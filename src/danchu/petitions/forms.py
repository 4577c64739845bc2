"""What senders fill in. Nothing here is kept before an action has looked at it."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from danchu.kit.days import DayField
from danchu.kit.folding import fold
from danchu.kit.photos import PhotosField
from danchu.people.access import people_named
from danchu.people.secrets import LETTERS
from danchu.petitions import spots, tickets
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import Topic, Track
from danchu.petitions.small_map import drawing
from danchu.petitions.spots import SpotField, SpotInput
from danchu.petitions.voice import VoiceField
from danchu.places.models import Unit
from danchu.rulebook import telling_apart

DENUNCIATION = "denunciation"
AS_IS = "nhu-da-viet"  # the button that leaves a name as it was typed
NOBODY = frozenset(
    map(fold, ("", "không", "không có", "không có ai", "không ai", "không rõ", "không biết"))
)
ONCE = re.compile(f"^[{LETTERS}]{{{tickets.SECRET_LENGTH}}}$")


def other_way(posted: QueryDict) -> str:
    """DENUNCIATION or a complaint, when what was sent belongs there; "" for phản ánh, kiến nghị."""
    said = [posted.get(name, "") for name in ("text", "place", "name", "about")]
    track = posted.get("track", "")
    if track == DENUNCIATION or telling_apart.reads_like_a_denunciation("\n".join(said)):
        return DENUNCIATION
    return Track.COMPLAINT.value if track == Track.COMPLAINT else ""


class Said(str):
    """A choice and the line under it."""

    __slots__ = ("note",)
    note: str

    def __new__(cls, words: str, note: str = "") -> "Said":
        made = super().__new__(cls, words)
        made.note = note
        return made


TRACKS = [
    (
        Track.FEEDBACK.value,
        Said("Phản ánh", "Báo một chuyện hỏng, bẩn, nguy hiểm, chậm trễ nơi mình sống."),
    ),
    (
        Track.PETITION.value,
        Said("Kiến nghị", "Đề nghị chính quyền làm thêm, sửa lại, thay đổi một việc."),
    ),
    (
        Track.COMPLAINT.value,
        Said(
            "Khiếu nại",
            "Một quyết định hay việc làm của cơ quan, cán bộ gây thiệt cho quyền của chính mình. "
            "Phải có đơn ký: máy giúp làm đơn.",
        ),
    ),
    (
        DENUNCIATION,
        Said(
            "Tố cáo",
            "Báo người vi phạm pháp luật. Không viết ở đây: máy chỉ nơi gửi để được giữ bí mật.",
        ),
    ),
]


class TextField(forms.CharField):
    """Words, or a voice note in their place: "không bắt buộc" alone would be half the truth."""

    opt = "hoặc nói ở ô dưới"


FURTHER = ("name", "about", "topic", "about_rules")  # behind a word, for few need them


class StoryForm(forms.Form):
    """Phản ánh, kiến nghị, in plain words."""

    track = forms.ChoiceField(
        label="Chuyện này thuộc loại nào?",
        choices=TRACKS,
        widget=forms.RadioSelect,
        initial=Track.FEEDBACK.value,
        help_text="Chọn nhầm cũng không sao: văn phòng chuyển giúp và báo lại, hạn giữ nguyên.",
        error_messages={"required": "Chưa chọn loại. Báo chuyện hỏng thì chọn Phản ánh."},
    )
    text = TextField(
        label="Kể chuyện",
        max_length=4000,
        required=False,
        help_text="Hỏng gì, từ bao giờ, ai bị ảnh hưởng, mong giải quyết thế nào.",
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    spoken = VoiceField(label="Nói thay viết")
    pictures = PhotosField(label="Ảnh", required=False, most=4)
    hamlet = forms.ModelChoiceField(
        Unit.objects.none(), label="Ở xóm, tổ nào?", required=False, empty_label="Không rõ"
    )
    place = forms.CharField(
        label="Ở chỗ nào?",
        max_length=200,
        required=False,
        help_text="Ví dụ: cống qua suối, cách nhà văn hóa 200 m.",
    )
    spot = SpotField(
        label="Vị trí chính xác",
        help_text="Hai số, như 21.5942, 105.8482. Không biết thì để trống.",
    )
    topic = forms.ChoiceField(
        label="Về việc gì?", choices=[("", "Văn phòng tự xếp"), *Topic.choices], required=False
    )
    public = forms.BooleanField(
        label="Cho mọi người cùng xem việc này",
        required=False,
        help_text=(
            "Văn phòng xem trước, viết lại không có tên, che mặt người và biển số trong ảnh. Đổi ý "
            "thì thôi công khai lúc nào cũng được."
        ),
    )
    about_rules = forms.BooleanField(
        label="Chuyện về quy định, thủ tục hành chính",
        required=False,
        help_text="Không thuộc nơi nhận thì phải chuyển đi trong hạn của luật.",
    )
    name = forms.CharField(
        label="Tên người gửi",
        max_length=120,
        required=False,
        help_text="Để trống cũng được. Chỉ văn phòng nơi nhận đọc.",
    )
    contact = forms.CharField(
        label="Số điện thoại",
        max_length=120,
        required=False,
        help_text="Để văn phòng gọi hỏi thêm khi cần. Chỉ văn phòng nơi nhận đọc.",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    about = forms.CharField(
        label="Chuyện có dính đến cán bộ nào ở nơi nhận không?",
        max_length=200,
        required=False,
        help_text="Ghi họ tên: người ấy sẽ không xem được, không được giao việc này.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False)
    stray = False  # an official typed a name that is nobody's in that office

    def __init__(self, *args: Any, hamlets: QuerySet[Unit], **kwargs: Any) -> None:
        self.office: Unit | None = None
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["hamlet"]).queryset = hamlets
        self.fields["once"].initial = tickets.bare(tickets.new_secret())

    def with_map(self, unit: Unit, *, on: date) -> None:
        """The small map under the two numbers, where anybody knows where the commune lies.

        With its pin where a place came along: no script may be there to put it.
        """
        widget = cast("SpotInput", self.fields["spot"].widget)
        widget.map = drawing.of(unit, on=on, spot=spots.typed(self["spot"].value()))
        widget.page = reverse("petitions:small_map", args=[unit.slug])

    def without_the_sender(self, office: Unit, *, on: date) -> None:
        """An official writes it down: whose words they are stands in another form."""
        self.office, self.on = office, on
        for name in ("name", "once", "spoken"):
            del self.fields[name]
        cast("forms.ChoiceField", self.fields["track"]).choices = TRACKS[:2]
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Chưa ghi người ấy kể chuyện gì."
        cast("SpotInput", self.fields["spot"].widget).here = False

    @property
    def further(self) -> bool:
        """Whether something behind the word was filled in: then it stands open."""
        return any(self[name].value() for name in FURTHER if name in self.fields)

    def clean_about(self) -> str:
        """A name that keeps nobody out is said once to the official, who may leave it so.

        With photos it is said afterwards: no page gives a chosen file back.
        """
        about: str = self.cleaned_data["about"]
        if self.office is None or fold(about).strip(" .") in NOBODY:
            return about
        self.stray = not people_named(about, self.office, on=self.on)
        if self.stray and AS_IS not in self.data and not self.files:
            raise forms.ValidationError(
                f"Không có ai tên như vậy trong danh sách cán bộ của {self.office.spoken_name}. "
                "Kiểm tra lại chính tả, ghi đủ họ tên; đúng là người khác thì bấm “Vẫn ghi như "
                "đã viết”."
            )
        return about

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("spoken") and "spoken" in data:
            self.add_error("text", "Chưa có chuyện gì để gửi. Hãy viết một câu, hoặc gửi ghi âm.")
        return data

    @property
    def secret(self) -> str:
        """Made with the form: sent twice over a bad line, it is one case. "" when tampered with."""
        once = self.cleaned_data.get("once", "")
        return once if ONCE.match(once) else ""

    @property
    def story(self) -> Story:
        """Only of a valid form."""
        data = self.cleaned_data
        return Story(
            track=Track(data["track"]),
            text=data["text"],
            hamlet=data["hamlet"],
            place=data["place"],
            about_rules=data["about_rules"],
            name=data["name"],
            contact=data["contact"],
            about=data["about"],
            pictures=tuple(data["pictures"]),
            spoken=data["spoken"],
            topic=data["topic"],
            public=data["public"],
            spot=data["spot"],
        )


class TicketForm(forms.Form):
    """Số theo dõi and the secret, as they stand on the ticket."""

    code = forms.CharField(
        label="Số theo dõi",
        max_length=20,
        help_text="Như PA-7K3M9Q2X.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Chưa có số theo dõi. Số ghi ở dòng đầu của phiếu."},
    )
    secret = forms.CharField(
        label="Mã bí mật",
        max_length=30,
        help_text="Mười sáu chữ và số, viết liền hay cách đều được.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Chưa có mã bí mật. Mã ghi dưới số theo dõi trên phiếu."},
    )


class MoreForm(forms.Form):
    """The sender adds something."""

    words = forms.CharField(
        label="Nói thêm với văn phòng",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    pictures = PhotosField(label="Ảnh", required=False, most=4)


class ReopenForm(forms.Form):
    words = forms.CharField(
        label="Chưa được ở chỗ nào?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi chưa được ở chỗ nào. Một câu là đủ."},
    )


class ComplaintPaperForm(forms.Form):
    """Đơn khiếu nại, made without keeping a letter of it."""

    name = forms.CharField(
        label="Họ và tên người khiếu nại",
        max_length=120,
        error_messages={"required": "Chưa có họ tên. Đơn khiếu nại phải ghi người khiếu nại."},
    )
    address = forms.CharField(
        label="Địa chỉ",
        max_length=200,
        error_messages={"required": "Chưa có địa chỉ. Ghi xóm, tổ, xã, phường nơi ở."},
    )
    contact = forms.CharField(label="Số điện thoại", max_length=40, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Gửi Chủ tịch Ủy ban nhân dân xã, phường nào?",
        empty_label="Chọn xã, phường",
        help_text="Nơi ra quyết định hoặc có việc làm bị khiếu nại.",
        error_messages={"required": "Chưa chọn nơi gửi."},
    )
    against = forms.CharField(
        label="Khiếu nại quyết định, việc làm nào?",
        max_length=300,
        help_text="Số, ngày của quyết định, hoặc việc làm ngày nào, của ai.",
        error_messages={"required": "Chưa ghi khiếu nại quyết định hay việc làm nào."},
    )
    known_on = DayField(
        label="Nhận hoặc biết ngày nào?",
        required=False,
        help_text="Như 05/11/2026.",
    )
    text = forms.CharField(
        label="Vì sao không đúng, thiệt đến quyền nào của mình",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi vì sao. Hãy kể như nói với người nhà."},
    )
    wish = forms.CharField(
        label="Đề nghị giải quyết thế nào",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi mong được giải quyết thế nào."},
    )
    proofs = forms.CharField(
        label="Giấy tờ kèm theo",
        max_length=500,
        required=False,
        help_text="Ví dụ: bản sao quyết định, ảnh chụp, sổ đỏ.",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Tải về dạng nào?",
        choices=[("pdf", "PDF, để in"), ("docx", "Word, để sửa thêm")],
        widget=forms.RadioSelect,
        initial="pdf",
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def clean_known_on(self) -> date | None:
        day: date | None = self.cleaned_data["known_on"]
        if day and day > self.on:
            raise forms.ValidationError(f"Ngày {day:%d/%m/%Y} còn chưa đến. Hãy xem lại.")
        return day
