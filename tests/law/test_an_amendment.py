"""The drill of docs/vi/sua-luat.md: a made-up law changes three numbers from 01/01/2027."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command

from danchu.disclosure.actions.noting import note
from danchu.kit.law import book
from danchu.rulebook import actions, worklist
from danchu.rulebook.rulebook import Reading
from danchu.rulebook.tests.jurists import EditableLaw, yen_of

LAW = Path(house.LAW_FOLDER)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "vi" / "sua-luat.md"
LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
PUBLISH, SEND, OTHER = "disclosure.publish", "decisions.send_decision", "decisions.approval.other"
BY = "instrument: 99/2026/QH15"
CHANGES = [  # file, the line that stands, the one line that is added
    (
        "2022-10-qh15/disclosure.yaml",
        "    2023-07-01: {working_days: 5, cite: Điều 12 khoản 3}",
        f"    2027-01-01: {{working_days: 3, {BY}, cite: Điều 1 khoản 7}}",
    ),
    (
        "2022-10-qh15/decisions.yaml",
        "    2023-07-01: {working_days: 5, cite: Điều 20 khoản 3}",
        f"    2027-01-01: {{working_days: 2, {BY}, cite: Điều 1 khoản 9}}",
    ),
    (
        "2022-10-qh15/decisions.yaml",
        "    2023-07-01: {more_than: 1/2, cite: Điều 21 khoản 1 đoạn 3}",
        f"    2027-01-01: {{at_least: 3/5, {BY}, cite: Điều 1 khoản 10}}",
    ),
]


def instrument_of_the_guide() -> str:
    """The file as the how-to prints it, so that the how-to is tried too."""
    return GUIDE.read_text().split("```yaml\n")[1].split("```")[0]


@pytest.fixture
def law(tmp_path, settings):
    copy = EditableLaw(tmp_path)
    settings.LAW_FOLDER = copy.folder
    book.cache_clear()
    yield copy
    book.cache_clear()


def amend(law) -> None:
    folder = law.folder / "2026-99-qh15"
    folder.mkdir()
    (folder / "_instrument.yaml").write_text(instrument_of_the_guide())
    for file, stands, added in CHANGES:
        law.edit(file, stands, f"{stands}\n{added}")


def said(key: str, on: date) -> dict:
    return dict(Reading(None, on=on).value(key).payload)


def diff(old, new) -> str:
    out = StringIO()
    call_command("law_diff", str(old), str(new), stdout=out)
    return out.getvalue()


def test_each_change_is_one_line_and_holds_from_its_day(db, law):
    amend(law)
    assert (said(PUBLISH, LAST), said(PUBLISH, FIRST)) == ({"working_days": 5}, {"working_days": 3})
    assert (said(SEND, LAST), said(SEND, FIRST)) == ({"working_days": 5}, {"working_days": 2})
    assert (said(OTHER, LAST), said(OTHER, FIRST)) == ({"more_than": "1/2"}, {"at_least": "3/5"})
    assert str(Reading(None, on=FIRST).value(SEND).national.cite) == (
        "Luật 99/2026/QH15, Điều 1 khoản 9"
    )


def test_yesterdays_duties_keep_yesterdays_days(law, lan, commune):
    def noted(number, decided_on, on):
        fields = {"signer": "Nông Văn Bình", "by": lan, "on": on}
        return note(commune, group=1, number=number, decided_on=decided_on, **fields)

    before = noted("1/QĐ", LAST, LAST)
    assert before.due_on == date(2027, 1, 8)  # 01/01 is a day off
    amend(law)

    before.refresh_from_db()
    assert before.due_on == date(2027, 1, 8)
    # signed by the old law, written down under the new one
    assert noted("2/QĐ", LAST, date(2027, 1, 4)).due_on == date(2027, 1, 8)
    assert noted("3/QĐ", date(2027, 1, 4), date(2027, 1, 4)).due_on == date(2027, 1, 7)


def test_what_was_confirmed_stays_confirmed_and_the_new_values_wait(law, province):
    yen = yen_of(province)
    stood = book().rule(PUBLISH).values[0]
    paper = {"document": "Công báo", "note": "", "by": yen, "on": LAST}
    actions.confirm(PUBLISH, since=stood.since, digest=stood.digest, **paper)
    waiting = sum(len(chapter.waiting) for chapter in worklist.chapters())
    amend(law)

    assert Reading(None, on=LAST).value(PUBLISH).confirmed != ""
    assert "chưa có người xác nhận" in Reading(None, on=FIRST).value(PUBLISH).notes
    assert sum(len(chapter.waiting) for chapter in worklist.chapters()) == waiting + 3


def test_the_diff_reads_like_the_amending_law(law):
    amend(law)
    text = diff(LAW, law.folder)
    assert "Văn bản thêm: Luật 99/2026/QH15, hiệu lực 01/01/2027." in text
    for changed, clause in (
        ("5 ngày làm việc thành 3 ngày làm việc", 7),
        ("5 ngày làm việc thành 2 ngày làm việc", 9),
        ("trên 1/2 thành từ 3/5 trở lên", 10),
    ):
        line = f"Từ 01/01/2027: {changed}. Căn cứ: Luật 99/2026/QH15, Điều 1 khoản {clause}."
        assert line in text
    assert text.rstrip().endswith("3 thay đổi, 0 giá trị cũ bị sửa.")


def test_the_diff_warns_of_an_old_value_that_was_edited(law):
    file, stands, _ = CHANGES[0]
    law.edit(file, stands, stands.replace("5", "4"))
    text = diff(LAW, law.folder)
    assert "SỬA GIÁ TRỊ CŨ: 5 ngày làm việc thành 4 ngày làm việc." in text
    assert "hãy thêm dòng mới" in text


def test_the_diff_says_when_a_rule_ends(law):
    file, stands, _ = CHANGES[1]
    law.edit(file, stands, stands.replace("}", ", until: 2026-12-31}"))
    assert "Từ 01/01/2027: 5 ngày làm việc thành hết hiệu lực." in diff(LAW, law.folder)


def test_nothing_changed_is_said_and_a_broken_folder_named(law, tmp_path):
    assert "0 thay đổi, 0 giá trị cũ bị sửa." in diff(LAW, law.folder)
    law.edit(CHANGES[0][0], CHANGES[0][1], "    2023-07-01: {working_days: 5}")
    with pytest.raises(CommandError, match=r"disclosure\.yaml.*căn cứ"):
        diff(LAW, law.folder)
    with pytest.raises(CommandError, match="không phải thư mục luật"):
        diff(LAW, tmp_path / "nowhere")


def test_the_page_of_two_days_tells_the_same(client, db, law):
    amend(law)
    page = client.get("/luat/so-sanh/?ngay=31/12/2026&voi=01/01/2027").content.decode()
    for key in (PUBLISH, SEND, OTHER):
        assert f"/luat/{key}/" in page
    assert "3 ngày làm việc" in page
