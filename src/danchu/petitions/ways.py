"""How words that an officer writes down came: asked once, said of the case and of the entry."""

from typing import Any, NamedTuple, cast

from django import forms

from danchu.behalf.models import Source as Told
from danchu.petitions.models import Source
from danchu.petitions.office_forms import SourceForm


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


class WayForm(SourceForm):
    """One question for both: no answer says a call was a paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = cast("forms.ChoiceField", self.fields["source_of_case"])
        first, *others = cast("list[tuple[str, str]]", asked.choices)
        asked.choices = [first, (ZALO, "Ảnh Zalo gửi số đường dây nóng"), *others]

    @property
    def way(self) -> Way:
        """Only of a valid form."""
        return WAYS[self.cleaned_data["source_of_case"]]
