"""A second reading of calendar bytes, written from RFC 5545 alone: no library of ours is asked."""

import re

NAME = re.compile(r"[A-Za-z0-9-]+")
# Lines of a component and how often each may stand: at least, at most.
ASKED = {
    "VCALENDAR": {"PRODID": (1, 1), "VERSION": (1, 1), "METHOD": (1, 1), "CALSCALE": (0, 1)},
    "VEVENT": {
        "UID": (1, 1),
        "DTSTAMP": (1, 1),
        "DTSTART": (1, 1),
        "DTEND": (1, 1),
        "SUMMARY": (1, 1),
        "DESCRIPTION": (1, 1),
        "ORGANIZER": (1, 1),
        "SEQUENCE": (1, 1),
        "STATUS": (1, 1),
        "URL": (1, 1),
        "CLASS": (0, 1),
        "TRANSP": (0, 1),
        "LAST-MODIFIED": (1, 1),
    },
    "VALARM": {"ACTION": (1, 1), "DESCRIPTION": (1, 1), "TRIGGER": (1, 1)},
    "VTIMEZONE": {"TZID": (1, 1)},
    "STANDARD": {"DTSTART": (1, 1), "TZOFFSETFROM": (1, 1), "TZOFFSETTO": (1, 1)},
}
WRITTEN = {
    "DTSTAMP": r"DTSTAMP:\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"LAST-MODIFIED:\d{8}T\d{6}Z",
    "SEQUENCE": r"SEQUENCE:\d+",
    "STATUS": r"STATUS:(CONFIRMED|CANCELLED|TENTATIVE)",
    "TRIGGER": r"TRIGGER:-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?",
    "REFRESH-INTERVAL": r"REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "URL": r"URL:https?://\S+",
}


def lines_of(data: bytes) -> list[str]:
    """Unfolded content lines; everything wrong about the bytes fails here."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in raw), "a bare CR or LF"
    assert [line for line in raw if len(line) > 75] == []
    unfolded: list[str] = []
    for line in raw:
        text = line.decode("utf-8")  # a letter cut in two fails here
        assert text, "an empty line"
        if text[0] in " \t":
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    for line in unfolded:
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line), "a control sign"
        assert NAME.match(line)
        assert re.match(r'[A-Za-z0-9-]+(;[A-Za-z0-9-]+=("[^"]*"|[^";:,]*))*:', line), line
    return unfolded


def check(data: bytes) -> list[dict[str, str]]:
    """The events, each name with its line as written, after everything strict readers ask for."""
    stack: list[tuple[str, dict[str, list[str]]]] = []
    events: list[dict[str, str]] = []
    held = 0
    for line in lines_of(data):
        name = NAME.match(line).group().upper()
        if name == "BEGIN":
            stack.append((line[6:], {}))
        elif name == "END":
            kind, seen = stack.pop()
            assert kind == line[4:], "components are closed in the order they were opened"
            for wanted, (least, most) in ASKED[kind].items():
                assert least <= len(seen.get(wanted, [])) <= most, f"{kind} and {wanted}"
            held += len(stack) == 1
            if kind == "VEVENT":
                events.append({one: written[0] for one, written in seen.items()})
        else:
            stack[-1][1].setdefault(name, []).append(line)
            assert re.fullmatch(WRITTEN.get(name, ".*"), line), line
            if name in {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "NAME"}:
                value = line.partition(":")[2]
                assert not re.search(r"(?<!\\)(\\\\)*(?:[;,]|\\[^\\;,nN])", value), line
    assert not stack
    assert held, "a calendar holds at least one component"
    uids = [event["UID"] for event in events]
    assert len(uids) == len(set(uids))
    for event in events:
        start, end = (event[n].removeprefix(f"{n};VALUE=DATE:") for n in ("DTSTART", "DTEND"))
        assert re.fullmatch(r"\d{8}", start)
        assert re.fullmatch(r"\d{8}", end)
        assert start < end
    return events
