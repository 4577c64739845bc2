"""What is typed here. Whether the law lets it be done is judged by the acts."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from civics.errors import Refused
from danchu.decisions.actions.from_paper import Sheet
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.making import Proposal
from danchu.decisions.models import Decision
from danchu.decisions.words import Given, Matter, RemovalGround, Way
from danchu.kit.days import DayField
from danchu.kit.photos import PhotosField
from danchu.meetings.forms import CountField
from danchu.people.models import Household

MISSING = {"required": "Hãy điền chỗ này."}
PAPER_LIKE = "Ví dụ: đơn viết tay, hai trang."
PAPER = f"{PAPER_LIKE} Không nhập từ giấy thì để trống."
HAPPENED = "Làm hôm nay thì để trống. Trang sẽ ghi “nhập từ giấy”."


def words(label: str, length: int, *, rows: int = 0, hint: str = "", needed: bool = True) -> Any:
    """A line, or a box of `rows`."""
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=length,
        widget=widget,
        help_text=hint,
        required=needed,
        error_messages=MISSING,
    )


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


def day(label: str, hint: str = "Ghi như 07/12/2026.", *, needed: bool = True) -> DayField:
    return DayField(label=label, help_text=hint, required=needed)


class Dated(forms.Form):
    """What may have been done on paper before: entered with its own day."""

    dated: ClassVar[bool] = True
    happened: date | None = None
    earlier: bool = False  # once `done_on` was asked: the day is before today

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.dated:
            self.fields["happened"] = day(
                "Đã làm trên giấy từ trước? Ghi ngày trên giấy", HAPPENED, needed=False
            )

    def clean(self) -> dict[str, Any]:
        """The day of the act is no word of the act: `cleaned_data` goes on without it."""
        data = super().clean() or self.cleaned_data
        self.happened = data.pop("happened", None)
        return data

    def done_on(self, on: date) -> date:
        """The day of the act: today, or the day on the paper. Refused when it is to come."""
        said = self.happened or on
        if said > on:
            raise Refused(f"Ngày {said:%d/%m/%Y} còn ở phía trước. Ghi ngày đã làm, hoặc để trống.")
        self.earlier = said < on
        return said


class OnPaper(Dated):
    """A dated step of an initiative, with the paper it was done on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.dated:
            self.fields["paper"] = words("Giấy nào?", 200, needed=False, hint=PAPER)
            self.fields["photo"] = PhotosField(label="Ảnh tờ giấy", most=1, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.happened and not data.get("paper", "x").strip():
            self.add_error(
                "paper", "Nhập từ giấy thì ghi giấy nào, ví dụ: đơn viết tay, hai trang."
            )
        return data

    def needs(self, *names: str) -> None:
        """This form is always from paper."""
        for name in names:
            self.fields[name].required = True
        self.fields["paper"].help_text = PAPER_LIKE

    @property
    def sheet(self) -> Sheet | None:
        """None: nothing was typed of a paper."""
        paper, pictures = self.cleaned_data.get("paper", ""), self.cleaned_data.get("photo")
        if not paper and not pictures:
            return None
        return Sheet(paper, pictures[0] if pictures else None)


class ProposeForm(Dated):
    """A matter, the way, and the words that people will read."""

    matter = forms.ChoiceField(
        label="Việc này thuộc loại nào?",
        choices=Matter.choices,
        widget=forms.RadioSelect,
        help_text="Sáu loại của Điều 15. Bảng ở cuối trang nói loại nào quyết định bằng cách nào.",
        error_messages={"required": "Hãy chọn một loại việc."},
    )
    removal = tick(
        "Cho thôi, không phải bầu",
        "Chỉ cho thành viên hai Ban. Cho thôi Trưởng thôn do Trưởng ban công tác Mặt trận đề nghị.",
    )
    way = forms.ChoiceField(
        label="Quyết định bằng cách nào?",
        choices=Way.choices,
        initial=Way.MEETING,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một cách."},
    )
    title = words("Tên việc", 200, hint="Một câu hỏi trả lời được bằng tán thành hay không.")
    text = words("Nội dung, phương án đưa ra bàn", 4000, rows=6)
    estimate = words("Dự toán, mức đóng góp", 1000, rows=3, needed=False)
    replaces = forms.ModelChoiceField(
        label="Sửa, thay hay bãi bỏ quyết định cũ nào?",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Không, đây là việc mới",
    )
    ends_it = tick("Bãi bỏ hẳn quyết định cũ ấy")

    def __init__(self, *args: Any, older: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaces"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = older
        field.label_from_instance = lambda obj: f"{obj.motion.title} ({obj.decided_on:%d/%m/%Y})"  # type: ignore[method-assign]
        if not older.exists():
            del self.fields["replaces"], self.fields["ends_it"]

    @property
    def proposal(self) -> Proposal:
        data = self.cleaned_data
        return Proposal(
            Matter(data["matter"]),
            Way(data["way"]),
            data["title"],
            data["text"],
            data["estimate"],
            data.get("replaces"),
            bool(data.get("ends_it")),
            data["removal"],
        )


class RemovalForm(Dated):
    """That the head is removed: proposed by the head of the Front committee (NĐ 59 Điều 9)."""

    ground = forms.ChoiceField(
        label="Vì sao đưa ra cho thôi?",
        choices=RemovalGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một trường hợp."},
    )
    paper = words(
        "Đơn, văn bản đề nghị",
        200,
        hint="Ví dụ: đơn xin thôi ngày 01/12/2026. Không ghi tên người.",
    )
    petitioners = CountField(
        label="Số hộ kiến nghị", help_text="Chỉ ghi khi các hộ kiến nghị.", required=False
    )
    title = words("Tên việc", 200, hint="Ví dụ: Cho thôi làm Trưởng xóm.")
    text = words("Nội dung đưa ra bàn", 4000, rows=6)

    def __init__(self, *args: Any, by_chair: bool = False, **kwargs: Any) -> None:
        """`by_chair`: the head heads the Front too, so the Front does not ask."""
        super().__init__(*args, **kwargs)
        if by_chair:
            field = self.fields["ground"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [one for one in RemovalGround.choices if one[0] != RemovalGround.FRONT]

    @property
    def proposal(self) -> Proposal:
        data = self.cleaned_data
        return Proposal(
            Matter.COMMUNITY_HEAD,
            Way.MEETING,
            data["title"],
            data["text"],
            removal=True,
            removal_ground=data["ground"],
            removal_paper=data["paper"],
            petitioners=data["petitioners"],
        )


class IdeaForm(OnPaper):
    """An initiative, on line or copied from a paper."""

    dated = False

    name = words("Người có sáng kiến", 120, hint="Họ và tên. Không hiện ở trang công khai.")
    matter = forms.ChoiceField(
        label="Việc này thuộc loại nào?",
        choices=Matter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một loại việc."},
    )
    title = words("Tên việc", 200)
    text = words("Đề xuất gì, vì sao", 4000, rows=6)

    @property
    def idea(self) -> Idea:
        data = self.cleaned_data
        return Idea(Matter(data["matter"]), data["title"], data["text"], data["name"])


class PaperIdeaForm(IdeaForm):
    """What a citizen brought on paper, with the day on it."""

    dated = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs("paper")


class EndorseForm(forms.Form):
    """One household that agreed on paper or at a meeting."""

    number = CountField(label="Hộ số (trong sổ hộ)")
    way = forms.ChoiceField(
        label="Bằng cách nào?",
        choices=[(one.value, one.label) for one in (Given.PAPER, Given.MEETING)],
        widget=forms.RadioSelect,
        initial=Given.PAPER,
    )
    day = day("Đồng ý ngày")

    def __init__(self, *args: Any, households: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.households = households

    def clean_number(self) -> Household:
        number = self.cleaned_data["number"]
        found: Household | None = self.households.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(
                f"Sổ hộ hôm nay không có hộ số {number}. Hộ chuyển đi thì không tính nữa."
            )
        return found


def initial_days(on: date) -> dict[str, date]:
    return {"day": on}
