"""What is typed about a round of slips: its plan and team, the numbers counted."""

from typing import Any

from django import forms

from danchu.decisions.actions.from_paper import Sheets
from danchu.decisions.actions.slips import Member, Plan, Tally
from danchu.decisions.forms import day, words
from danchu.decisions.words import Whose
from danchu.kit.law import book
from danchu.kit.photos import PhotosField
from danchu.meetings.forms import CountField

TEAM = 5  # lines of the form; how many may sit is judged by the law


class PlanForm(forms.Form):
    """The plan of khoản 2, the team of khoản 3, the announcement of khoản 4."""

    issued_on = day("Ban hành kế hoạch ngày")
    number = words("Số kế hoạch", 60, needed=False)
    announced_on = day("Báo cho bà con ngày")
    announced_how = forms.ChoiceField(label="Báo bằng cách nào?", widget=forms.RadioSelect)
    hand_out_on = day("Phát phiếu ngày", "Báo ít nhất 2 ngày trước; nên sớm hơn một ngày.")
    collect_until = day("Thu phiếu đến hết ngày")
    work = words("Phân công, điều kiện bảo đảm", 2000, rows=3, needed=False)

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = book().value("slips.announce", on=on).get("forms")
        assert isinstance(ways, tuple)
        said = [str(way) for way in ways]
        field = self.fields["announced_how"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way[:120], way[:1].upper() + way[1:]) for way in said]
        least = int(str(book().value("slips.team", on=on).get("persons_min")))
        for at in range(1, TEAM + 1):
            label = "Tổ trưởng (người của Ban công tác Mặt trận)" if at == 1 else f"Thành viên {at}"
            self.fields[f"name_{at}"] = words(label, 120, needed=at <= least)
            self.fields[f"name_{at}"].error_messages["required"] = (
                f"Tổ có từ {least} người: ghi tên."
            )
            if at > 1:
                self.fields[f"whose_{at}"] = forms.ChoiceField(
                    label=f"Thành viên {at} thuộc",
                    choices=Whose.choices,
                    required=at <= least,
                    initial=list(Whose)[(at - 2) % 2 * 2],
                )

    def team_rows(self) -> list[list[Any]]:
        """The fields of each line, side by side."""
        return [
            [self[name] for name in (f"name_{at}", f"whose_{at}") if name in self.fields]
            for at in range(1, TEAM + 1)
        ]

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        team = [
            Member(data[f"name_{at}"], Whose(data.get(f"whose_{at}") or Whose.FRONT), at == 1)
            for at in range(1, TEAM + 1)
            if data.get(f"name_{at}", "").strip()
        ]
        return Plan(
            data["issued_on"],
            data["announced_on"],
            data["announced_how"],
            data["hand_out_on"],
            data["collect_until"],
            team,
            data["number"],
            data["work"],
        )


class PaperRoundForm(PlanForm):
    """A round held wholly on paper: its plan, and what was counted, with photos of the sheets."""

    sent_on = day("Gửi kế hoạch cho xã và Mặt trận ngày")
    households = CountField(
        label="Tổng số hộ", help_text="Theo sổ hộ ngày phát phiếu, như trong biên bản."
    )
    yes = CountField(label="Số phiếu tán thành")
    no = CountField(label="Số phiếu không tán thành")
    other = CountField(label="Ý kiến khác, phiếu trắng, phiếu không hợp lệ")
    witness_one = words("Đại diện hộ chứng kiến thứ nhất", 120)
    witness_two = words("Đại diện hộ chứng kiến thứ hai", 120)
    minutes = PhotosField(label="Ảnh biên bản kiểm phiếu đã ký (Mẫu số 04)", most=4)
    tally = PhotosField(label="Ảnh tờ kiểm đếm, sổ thu phiếu", most=4)

    @property
    def counted(self) -> Tally:
        names = ("yes", "no", "other", "witness_one", "witness_two")
        return Tally(**{name: self.cleaned_data[name] for name in names})

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.cleaned_data["minutes"], self.cleaned_data["tally"])


class CollectForm(forms.Form):
    """The number on the stub."""

    number = CountField(label="Số phiếu trên cuống")


class TallyForm(forms.Form):
    """Form 04, its numbers: of all slips together."""

    yes = CountField(label="Số phiếu tán thành")
    no = CountField(label="Số phiếu không tán thành")
    other = CountField(label="Ý kiến khác, phiếu trắng, phiếu không hợp lệ")
    witness_one = words("Đại diện hộ chứng kiến thứ nhất", 120)
    witness_two = words("Đại diện hộ chứng kiến thứ hai", 120)

    @property
    def tally(self) -> Tally:
        return Tally(**self.cleaned_data)


class WhyForm(forms.Form):
    why = words("Vì sao?", 300)
