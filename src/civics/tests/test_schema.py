"""Must fail: a file of law/ with one thing wrong is refused, and the reason names that thing."""

from datetime import date

import pytest

from civics.errors import LawFileError
from civics.holidays_file import read_year
from civics.reader import read_yaml
from civics.rulebook import law_folder

HEAD = "instrument: 10/2022/QH15\nconsolidated: no\nconfirmed_by: null\n"
GOOD = "{working_days: 5, cite: Điều 20 khoản 3}"


def rule(*lines, since="2023-07-01", value=GOOD):
    extra = "".join(f"  {line}\n" for line in lines)
    head = "send:\n  label: Gửi\n  counted_from: voting_closed\n"
    return f"{head}{extra}  since:\n    {since}: {value}\n"


def test_the_good_file_is_read(read):
    assert read(HEAD + rule()).keys() == ("sample.send",)


VALUES = [
    ("no cite", "{working_days: 5}", "thiếu căn cứ 'cite'"),
    ("a bare number", "5", "thiếu đơn vị và căn cứ"),
    ("no unit", "{cite: Điều 20 khoản 3}", "thiếu đơn vị"),
    ("a number of nothing", "{value: 5, cite: Điều 20}", "không có trường 'value'"),
    ("a misspelt unit", "{workingdays: 5, cite: Điều 20}", "không có trường 'workingdays'"),
    ("two units", "{working_days: 5, days: 7, cite: Điều 20}", "không thể có cả"),
    ("a fraction of a day", "{working_days: 2.5, cite: Điều 20}", "số nguyên từ 1"),
    ("no day at all", "{working_days: 0, cite: Điều 20}", "số nguyên từ 1"),
    ("days backwards", "{working_days: -5, cite: Điều 20}", "số nguyên từ 1"),
    ("yes as a number", "{working_days: yes, cite: Điều 20}", "số nguyên từ 1"),
    ("a number in words", "{working_days: năm, cite: Điều 20}", "số nguyên từ 1"),
    ("a cite in English", "{working_days: 5, cite: Art. 20(3)}", "Điều 12 khoản 3"),
    ("an empty cite", "{working_days: 5, cite: null}", "Điều 12 khoản 3"),
    ("an end before its start", "{days: 5, cite: Điều 20, until: 2023-06-30}", "trước khi bắt đầu"),
    ("an end that is no day", "{days: 5, cite: Điều 20, until: sau}", "phải là ngày"),
    ("another law unknown", "{days: 5, cite: Điều 20, instrument: 1/2/3}", "không có văn bản"),
    ("an unknown place", "{days: 5, places: [chợ], cite: Điều 13}", "mục 'places'"),
    ("a place twice", "{days: 5, places: [commune_seat, commune_seat], cite: Điều 13}", "'places'"),
    ("an empty list", "{days: 5, places: [], cite: Điều 13}", "mục 'places'"),
    ("a half yes", "{days: 5, consecutive: có, cite: Điều 13}", "yes hoặc no"),
    ("a sector rule of two", "{sector_rule: {key: a, unknown: b}, cite: Điều 11}", "{key: …}"),
    ("a sector rule to nowhere", "{sector_rule: {key: a.b}, cite: Điều 11}", "trỏ đến 'a.b'"),
    ("more at least than at most", "{persons_min: 5, persons_max: 3, cite: Điều 19}", "lớn hơn"),
    ("a day no month has", "{before_day: 02-30, cite: Điều 16}", 'viết "11-30"'),
    ("a day of one year only", "{on_day: 2026-11-18, cite: Điều 15}", 'viết "11-30"'),
    ("a number not read", "{days: 5, unknown: Luật 1/2/3, cite: Điều 20}", "không có số (days)"),
    ("a number not sure", "{days: 5, confidence: unsure, cite: Điều 20}", "không ghi số"),
    ("a doubt nobody knows", "{days: 5, confidence: maybe, cite: Điều 20}", "mục 'confidences'"),
    ("a source nobody knows", "{days: 5, source: S1, cite: Điều 20}", "mục 'sources'"),
    ("no place in a text held", "{days: 5, cite: chưa rõ điều}", "phải ghi điều khoản"),
    ("an empty confirmation", "{days: 5, cite: Điều 20, confirmed_by: ''}", "không để trống"),
]


@pytest.mark.parametrize(("what", "value", "reason"), VALUES, ids=[row[0] for row in VALUES])
def test_a_broken_value_is_refused(read, what, value, reason):
    with pytest.raises(LawFileError) as refused:
        read(HEAD + rule(value=value))

    assert reason in refused.value.message
    assert "send" in refused.value.message


def share(value, *lines):
    extra = "".join(f"  {line}\n" for line in lines)
    return f"{HEAD}pass:\n  label: Thông qua\n{extra}  since:\n    2023-07-01: {value}\n"


SHARES = [
    ("a float", "{at_least: 0.66, cite: Điều 21}", "không viết 0.66"),
    ("a percentage", "{at_least: 66%, cite: Điều 21}", "không viết 0.66"),
    ("a float in words", "{at_least: '0.66', cite: Điều 21}", "không viết 0.66"),
    ("more than all", "{at_least: 4/3, cite: Điều 21}", "không viết 0.66"),
    ("a share by zero", "{at_least: 2/0, cite: Điều 21}", "không viết 0.66"),
    ("a whole number", "{more_than: 1, cite: Điều 21}", "không viết 0.66"),
    ("both edges", "{at_least: 2/3, more_than: 1/2, cite: Điều 21}", "không thể có cả"),
]


@pytest.mark.parametrize(("what", "value", "reason"), SHARES, ids=[row[0] for row in SHARES])
def test_a_broken_share_is_refused(read, what, value, reason):
    with pytest.raises(LawFileError) as refused:
        read(share(value, "share_of: all_households"))

    assert reason in refused.value.message


def test_a_share_says_of_what(read):
    with pytest.raises(LawFileError, match="share_of"):
        read(share("{at_least: 2/3, cite: Điều 21}"))
    with pytest.raises(LawFileError, match="share_of"):
        read(share("{text: x, cite: Điều 21}", "share_of: all_households"))
    with pytest.raises(LawFileError, match="wholes"):
        read(share("{at_least: 2/3, cite: Điều 21}", "share_of: everybody"))


DOUBLE = rule() + "    2025-07-01: {working_days: 3, cite: Điều 20 khoản 3}\n"
RULES = [
    ("a field nobody knows", rule("colour: xanh"), "không có trường 'colour'"),
    ("an unknown actor", rule("who: trưởng thôn"), "mục 'actors'"),
    ("an unknown event", rule().replace("voting_closed", "someday"), "mục 'events'"),
    ("an unknown matter", rule("matters: [roads]"), "mục 'matters'"),
    ("an unknown sphere", rule("sphere: school"), "mục 'spheres'"),
    ("a recipient not in a list", rule("to: people"), "mục 'actors'"),
    ("an unknown way to extend", rule("extends: wider"), "longer, shorter, more, none"),
    ("counted both ways", rule("counted_before: meeting"), "chỉ được có một"),
    ("counted from nowhere", rule().replace("  counted_from: voting_closed\n", ""), "tính từ đâu"),
    ("no label", rule().replace("  label: Gửi\n", ""), "thiếu 'label'"),
    ("an empty label", rule().replace("Gửi", "''"), "không để trống"),
    ("no start", "send:\n  label: Gửi\n", "thiếu 'since'"),
    ("nothing since", "send:\n  label: Gửi\n  since: {}\n", "ít nhất một ngày bắt đầu"),
    ("a start that is no day", rule(since="'2023'"), "không phải ngày bắt đầu"),
    ("a start that is a moment", rule(since="2023-07-01T00:00:00"), "không phải ngày bắt đầu"),
    ("a start before the law", rule(since="2023-06-30"), "trước ngày 10/2022/QH15 có hiệu lực"),
    ("no rule at all", "send: 5\n", "quy tắc phải gồm"),
    ("a rule written twice", rule() + rule(), "viết hai lần"),
    ("a start written twice", DOUBLE.replace("2025-07-01", "2023-07-01"), "viết hai lần"),
    ("values out of order", DOUBLE.replace("2023-07-01", "2026-01-01"), "từ cũ đến mới"),
    ("an overlap", DOUBLE.replace("khoản 3}", "khoản 3, until: 2025-07-01}", 1), "chồng lên"),
    ("a gap", DOUBLE.replace("khoản 3}", "khoản 3, until: 2025-06-29}", 1), "khoảng trống"),
    ("a parameter of nobody", rule("parameter: commune"), "province"),
    ("a proposal of the law", rule("proposal: yes"), "chỉ dùng cho tham số"),
    ("text that is no YAML", "send: [", "sample.yaml"),
    ("a python object", "send: !!python/object/apply:os.getcwd []\n", "sample.yaml"),
]


@pytest.mark.parametrize(("what", "text", "reason"), RULES, ids=[row[0] for row in RULES])
def test_a_broken_rule_is_refused(read, what, text, reason):
    with pytest.raises(LawFileError) as refused:
        read(HEAD + text)

    assert reason in refused.value.message
    assert "one/sample.yaml" in refused.value.message


def test_an_end_that_meets_the_next_start_is_no_gap(read):
    assert read(HEAD + DOUBLE.replace("khoản 3}", "khoản 3, until: 2025-06-30}", 1)).keys()


@pytest.mark.parametrize("line", HEAD.splitlines(keepends=True))
def test_the_heading_of_a_file_is_needed(read, line):
    with pytest.raises(LawFileError, match=line.partition(":")[0]):
        read(HEAD.replace(line, "") + rule())


def test_a_heading_says_the_sphere_once_and_a_rule_may_differ(read):
    other = rule("sphere: all").replace("send:", "receive:")
    book = read(HEAD + "sphere: agency\n" + rule() + other)

    assert book.rule("sample.send").sphere == "agency"
    assert book.rule("sample.receive").sphere == "all"
    with pytest.raises(LawFileError, match="spheres"):
        read(HEAD + "sphere: school\n" + rule())


def test_a_file_that_says_no_sphere_is_about_the_commune(read):
    assert read(HEAD + rule()).rule("sample.send").sphere == "commune"


def test_the_instrument_of_a_file_must_exist(read):
    with pytest.raises(LawFileError, match="9/9999"):
        read(HEAD.replace("10/2022/QH15", "9/9999/NĐ-CP") + rule())


def test_two_files_may_not_give_the_same_key(read):
    read(HEAD + rule())
    with pytest.raises(LawFileError, match=r"trùng khóa 'sample.send'"):
        read(
            HEAD + rule("parameter: province").replace("send:", "sample.send:"),
            "local/19-thai-nguyen/parameters.yaml",
        )


def test_a_province_writes_parameters_only(read):
    with pytest.raises(LawFileError, match="parameter: province"):
        read(HEAD + rule().replace("send:", "a.b:"), "local/19-thai-nguyen/parameters.yaml")


HEADINGS = [
    ("sha256: 4d", "sha256: zz-", "sha256"),
    ("in_force: 2023-07-01", "in_force: 2022-01-01", "trước khi ban hành"),
    ("issued: 2022-11-10", "issued: tháng 11", "issued"),
    ("issuer: Quốc hội", "", "issuer"),
    ("issuer: Quốc hội", "issuer: Quốc hội\ncolour: xanh", "colour"),
    ("sha256: 4d", "sha256: null #", "sha256"),
    ("issued: 2022-11-10", "issued: null", "issued"),
    ("issuer: Quốc hội", "issuer: Quốc hội\nheld: chưa", "held"),
    ("issuer: Quốc hội", "issuer: Quốc hội\nrepealed_on: 2023-07-01", "hết hiệu lực trước"),
]


@pytest.mark.parametrize(("old", "new", "reason"), HEADINGS)
def test_a_broken_instrument_is_refused(read, old, new, reason):
    heading = (law_folder() / "2022-10-qh15" / "_instrument.yaml").read_text()
    assert old in heading

    with pytest.raises(LawFileError, match=reason):
        read(heading.replace(old, new, 1), "one/_instrument.yaml")


def year(**changes):
    raw = {
        "year": 2026,
        "announced": True,
        "source": "x",
        "days": read_yaml(law_folder() / "holidays" / "2026.yaml", "2026")["days"],
    }
    return {**raw, **changes}


def day_of(text, **fields):
    return {date.fromisoformat(text): {"name": "x", "confirmed": False, **fields}}


YEARS = [
    ("another year", {"days": day_of("2025-01-01")}, "không phải ngày của năm 2026"),
    ("no name", {"days": day_of("2026-01-01", name=None)}, "thiếu tên"),
    ("no word on confirmation", {"days": day_of("2026-01-01", confirmed=None)}, "confirmed"),
    ("an unknown kind", {"days": day_of("2026-01-01", kind="feast")}, "'kind' phải là"),
    ("an unknown field", {"days": day_of("2026-01-01", colour="red")}, "'colour'"),
    ("work on a weekday", {"days": day_of("2026-01-02", kind="worked")}, "thứ Bảy hoặc Chủ nhật"),
    ("a substitute Sunday", {"days": day_of("2026-01-04", kind="substitute")}, "trong tuần"),
    ("a swap without its pair", {"days": day_of("2026-01-02", kind="swapped")}, "ngày làm bù"),
    ("no announcement", {"announced": None}, "announced"),
    ("no days", {"days": None}, "'days'"),
    ("an unknown heading", {"colour": "red"}, "colour"),
    ("both off and undecided", {"undecided": day_of("2026-01-01")}, "vừa là ngày nghỉ"),
]


@pytest.mark.parametrize(("what", "changes", "reason"), YEARS, ids=[row[0] for row in YEARS])
def test_a_broken_year_is_refused(what, changes, reason):
    assert read_year(year(), "2026").year == 2026

    with pytest.raises(LawFileError) as refused:
        read_year(year(**changes), "2026")

    assert reason in refused.value.message


def test_a_year_in_the_wrong_file_is_refused(read):
    text = (law_folder() / "holidays" / "2026.yaml").read_text()

    with pytest.raises(LawFileError, match="trùng tên tệp"):
        read(text, "holidays/2025.yaml")
