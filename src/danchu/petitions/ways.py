"""How words that an officer writes down came: asked once, said of the case and of the entry."""

from typing import NamedTuple

from django import forms

from danchu.behalf.models import Source as Told
from danchu.petitions.models import Source


class Way(NamedTuple):
    source: Source  # of the case
    told: Told  # of the entry for somebody


ZALO = "zalo"
WAYS = {
    Source.HOTLINE.value: Way(Source.HOTLINE, Told.CALL),
    ZALO: Way(Source.HOTLINE, Told.ZALO),
    Source.MAILBOX.value: Way(Source.MAILBOX, Told.PAPER),
    Source.RECEPTION.value: Way(Source.RECEPTION, Told.MET),
}


class WayForm(forms.Form):
    """One question for both: no answer says a call was a paper."""

    source_of_case = forms.ChoiceField(
        label="Nhận bằng đường nào?",
        choices=[
            (Source.HOTLINE.value, "Gọi đường dây nóng"),
            (ZALO, "Ảnh Zalo gửi số đường dây nóng"),
            (Source.MAILBOX.value, "Thư ở hòm thư góp ý, bưu điện"),
            (Source.RECEPTION.value, "Nói ở buổi tiếp công dân"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn đường nhận."},
    )

    @property
    def way(self) -> Way:
        """Only of a valid form."""
        return WAYS[self.cleaned_data["source_of_case"]]
