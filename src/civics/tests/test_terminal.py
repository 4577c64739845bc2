"""`python -m civics`, asked as a person and as a program would."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from civics.cli import run

TODAY = date(2026, 11, 22)


@pytest.fixture
def ask(capsys, book):
    def ask(line):
        code = run(line.split(), today=TODAY, book=book)
        out, err = capsys.readouterr()
        return code, out, err

    return ask


ANSWERS = [
    (
        "threshold --matter contribution --households 200",
        {
            "needed": 134,
            "whole": 200,
            "share": "2/3",
            "strict": False,
            "cite": "Luật 10/2022/QH15, Điều 21 khoản 1 đoạn 1",
            "key": "decisions.approval.money",
        },
    ),
    (
        "threshold --matter self_managed --households 200 --on 2023-07-01",
        {
            "needed": 101,
            "whole": 200,
            "share": "1/2",
            "strict": True,
            "cite": "Luật 10/2022/QH15, Điều 21 khoản 1 đoạn 3",
            "key": "decisions.approval.other",
        },
    ),
    (
        "threshold --scope commune --communities 60 --matter contribution",
        {
            "needed": 40,
            "whole": 60,
            "share": "2/3",
            "strict": False,
            "cite": "Luật 10/2022/QH15, Điều 21 khoản 1 đoạn 2",
            "key": "decisions.commune_approval.money",
        },
    ),
    (
        "deadline disclosure.publish --from 2026-04-28",
        {
            "due_on": "2026-05-07",
            "days": 5,
            "unit": "working_days",
            "cite": "Luật 10/2022/QH15, Điều 12 khoản 3",
            "key": "disclosure.publish",
        },
    ),
    (
        "deadline meetings.notice --from 2026-12-10 --on 2026-12-01",
        {
            "due_on": "2026-12-08",
            "days": 2,
            "unit": "days",
            "cite": "Nghị định 59/2023/NĐ-CP, Điều 3 khoản 3",
            "key": "meetings.notice",
        },
    ),
    (
        "deadline decisions.endorsement --from 2025-11-30",
        {
            "due_on": "2026-02-28",
            "days": 3,
            "unit": "months",
            "cite": "Luật 10/2022/QH15, Điều 16 khoản 3 đoạn 3",
            "key": "decisions.endorsement",
        },
    ),
    (
        "methods --matter village_code",
        {
            "meeting": {
                "allowed": True,
                "condition": "Phải có đại diện của trên 50% tổng số hộ gia đình dự họp.",
                "cite": "Nghị định 61/2023/NĐ-CP, Điều 10 khoản 1 điểm a",
            },
            "slips": {
                "allowed": True,
                "condition": (
                    "Chỉ sau khi cuộc họp không đủ đại diện của trên 50% tổng số hộ gia đình "
                    "tham dự."
                ),
                "cite": "Nghị định 61/2023/NĐ-CP, Điều 10 khoản 2 điểm a",
            },
            "online": {
                "allowed": False,
                "condition": None,
                "cite": "Luật 10/2022/QH15, Điều 17 khoản 2 đoạn 2",
            },
        },
    ),
]


@pytest.mark.parametrize(("line", "answer"), ANSWERS, ids=[line for line, _ in ANSWERS])
def test_a_program_gets_json_wherever_it_asks_for_it(ask, line, answer):
    for asked in (f"--json {line}", f"{line} --json"):
        code, out, err = ask(asked)
        assert (code, err) == (0, "")
        assert json.loads(out) == answer


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("threshold --matter contribution --households 200", "Cần ít nhất 134 trên tổng số 200 hộ"),
        ("threshold --matter boards --households 200", "(trên 1/2)"),
        ("deadline disclosure.publish --from 2026-04-28", "đến hết ngày 07/05/2026"),
        ("deadline slips.plan.send --from 2026-11-20", "sang ngày 23/11/2026"),
        ("deadline meetings.notice --from 2026-12-10", "Nên sớm hơn một ngày: 07/12/2026"),
        ("deadline disclosure.plan_due --from 2027-01-01", "chưa công bố"),
        ("methods --matter contribution", "Biểu quyết trực tuyến: Không được."),
        ("rule disclosure.posting", "nhà văn hóa thôn, tổ dân phố"),
        ("rule disclosure.plan_due", "Tham số của tỉnh (đề xuất)"),
        ("rule disclosure.group.2", "Nghị định 73/2026/NĐ-CP Điều 37"),
        ("rule disclosure.report_council", "kỳ họp thường lệ gần nhất"),
        ("keys", "decisions.send_decision  Gửi quyết định"),
    ],
)
def test_a_person_gets_plain_vietnamese_with_the_article(ask, line, says):
    code, out, err = ask(line)

    assert (code, err) == (0, "")
    assert says in out
    assert line == "keys" or "Căn cứ: " in out


REFUSALS = [
    ("deadline disclosure.publisch --from 2026-04-28", "gần giống: 'disclosure.publish'"),
    ("rule nowhere", "Không có quy tắc 'nowhere'"),
    ("deadline disclosure.publish --from 2023-06-30", "chưa có hiệu lực"),
    ("deadline meetings.notice --from 2023-08-10", "từ ngày 15/08/2023"),
    ("rule disclosure.publish --on 2023-06-30", "chưa có hiệu lực"),
    ("methods --matter boards --on 2023-06-30", "chưa có hiệu lực"),
    ("threshold --matter boards --households 9 --on 2023-06-30", "chưa có hiệu lực"),
    ("threshold --matter contribution --households -200", "không thể là -200"),
    ("threshold --matter contribution --households=-200", "không thể là -200"),
    ("threshold --matter contribution --households 0", "không thể là 0"),
    ("threshold --matter contribution --households 1.5", "không phải số nguyên"),
    ("threshold --matter contribution --households nhiều", "không phải số nguyên"),
    ("threshold --matter contribution --households 1_0", "không phải số nguyên"),
    ("threshold --matter contribution", "Thiếu --households"),
    ("threshold --households 200", "Thiếu --matter"),
    ("threshold --matter roads --households 200", "Không có nội dung 'roads'"),
    ("threshold --matter boards --scope commune --communities 60", "không đặt tỷ lệ"),
    ("threshold --matter boards --scope province --households 60", "Không có phạm vi 'province'"),
    ("threshold --matter boards --scope commune --households 60", "--communities"),
    ("threshold --matter contribution --communities 60", "--households"),
    ("threshold --matter contribution --scope commune", "Thiếu --communities"),
    ("methods", "Thiếu --matter"),
    ("methods --matter roads", "Không có nội dung 'roads'"),
    ("deadline disclosure.publish", "Thiếu --from"),
    ("deadline disclosure.publish --from 28/04/2026", "chưa đúng"),
    ("deadline disclosure.publish --from 2026-02-30", "chưa đúng"),
    ("deadline disclosure.publish --from 20260428", "chưa đúng"),
    ("deadline disclosure.publish --from 2026-04-28 --on mai", "chưa đúng"),
    ("deadline disclosure.publish --from 2030-01-01", "năm 2030"),
    ("deadline meetings.notice --from 0001-01-01 --on 2026-01-01", "năm 1 "),
    ("deadline disclosure.posting --from 9999-12-31", "năm 9999"),
    ("deadline decisions.points --from 2026-04-28", "không đặt số ngày"),
    ("", "Lệnh chưa đúng"),
    ("vote", "Lệnh chưa đúng"),
    ("deadline", "Lệnh chưa đúng"),
    ("keys --colour", "Không hiểu '--colour'"),
    ("threshold --matter", "Sau --matter phải có giá trị"),
]


@pytest.mark.parametrize(("line", "says"), REFUSALS, ids=[line or "-" for line, _ in REFUSALS])
@pytest.mark.parametrize("flag", ["", " --json"])
def test_what_cannot_be_answered_is_one_sentence_and_exit_2(ask, line, says, flag):
    code, out, err = ask(line + flag)

    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert err.endswith((".\n", "?\n"))


def test_the_rule_is_told_whole_to_a_program(ask, book):
    _, out, _ = ask("rule disclosure.publish --json")
    told = json.loads(out)

    assert told["value"] == {"working_days": 5}
    assert told["digest"] == book.value("disclosure.publish", on=TODAY).digest
    assert (told["consolidated"], told["confirmed_by"]) == (False, None)


def test_the_keys_are_told_to_a_program(ask, book):
    _, out, _ = ask("keys --json")

    assert json.loads(out) == list(book.keys())


def test_a_deadline_is_judged_by_the_day_it_starts_not_by_today(ask):
    code, out, _ = ask("deadline disclosure.publish --from 2023-07-01 --json")

    assert code == 0
    assert json.loads(out)["due_on"] == "2023-07-07"


def test_it_runs_as_a_module_under_any_locale_and_any_folder(tmp_path):
    source = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "civics", "methods", "--matter", "contribution"],
        env={**os.environ, "PYTHONPATH": str(source), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    assert "Đóng góp xây dựng hạ tầng" in done.stdout.decode()
    assert done.stderr == b""


def test_a_number_read_in_the_press_says_so(ask):
    _, out, _ = ask("rule dialogue.notice --on 2026-05-10")
    _, data, _ = ask("rule dialogue.notice --on 2026-05-10 --json")

    assert "Đọc đến đâu: theo báo chí, trang tin, chưa đọc lời văn (báo chí, trang tin)." in out
    assert json.loads(data)["confidence"] == "press"


def test_a_number_nobody_read_is_not_guessed(ask):
    code, out, err = ask("deadline budget.decided --from 2026-05-10")

    assert (code, out) == (2, "")
    assert "do Nghị định 73/2026/NĐ-CP Điều 37 quy định, chưa đọc được lời văn" in err
