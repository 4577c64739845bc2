"""What the office fills in: the text to read, a recording, why one is taken back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from civics.errors import Refused
from danchu.disclosure.forms import PlainField
from danchu.disclosure.speaking import making, sound
from danchu.disclosure.spoken import Language, Reader


class ScriptForm(forms.Form):
    """The text as it will be read; digits may be typed, they are put into words."""

    text = PlainField(
        label="Bài đọc",
        max_length=making.LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Mỗi câu một dòng, câu ngắn. Gõ số bằng chữ số cũng được, máy đổi ra chữ.",
        error_messages={"required": "Bài đọc trống. Hãy viết vài câu rồi ban hành."},
    )
    checked = forms.BooleanField(
        label="Đã đối chiếu số với văn bản",
        required=False,
        help_text="Chỉ cần đánh dấu khi sửa, bỏ hay thêm con số.",
    )


class SoundField(forms.FileField):
    """Cleans to a `Sound`; judged while the form is, so that a refusal stands beside the field."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        try:
            return sound.clean_upload(upload)
        except Refused as refused:
            raise ValidationError(refused.message) from refused


class RecordingForm(forms.Form):
    """Somebody read the text; who, in which language, and that they agreed."""

    file = SoundField(
        label="Tệp ghi âm",
        widget=forms.FileInput(attrs={"accept": "audio/*,.mp3,.m4a,.wav"}),
        help_text="MP3, M4A hoặc WAV, đến 15 MB. Máy tự bỏ nơi ghi, tên máy trong tệp.",
        error_messages={
            "required": "Chưa chọn tệp ghi âm.",
            "empty": "Tệp rỗng. Hãy mở nghe thử trên máy rồi chọn lại.",
        },
    )
    language = forms.ChoiceField(
        label="Đọc bằng tiếng gì?",
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn tiếng."},
    )
    reader = forms.ChoiceField(
        label="Ai đọc?",
        choices=Reader.choices,
        help_text="Ghi theo vai, không ghi tên.",
        error_messages={"required": "Chưa chọn ai đọc."},
    )
    words = PlainField(
        label="Lời đọc, nếu khác bài đọc",
        max_length=making.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bản tiếng dân tộc: chép lời, hoặc để trống thì trang hiện bài đọc tiếng Việt.",
    )
    consent = forms.BooleanField(
        label="Người đọc đồng ý cho xã phát và đăng giọng của mình",
        error_messages={"required": "Chưa có sự đồng ý của người đọc. Hãy hỏi rồi đánh dấu."},
    )


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label="Vì sao rút bản ghi âm?",
        max_length=200,
        error_messages={"required": "Hãy ghi vì sao rút bản ghi âm này."},
    )
