"""What the matrix asks for: an example for every address, and what is sent to those that write."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver, reverse

from danchu.disclosure.actions.drafting import draft_of
from danchu.disclosure.asking_heard import slip
from danchu.disclosure.models import Item, Version
from danchu.disclosure.tests.factories import ticks
from danchu.disclosure.tests.sounds import mp3
from danchu.front.demo import demo_pdf
from danchu.kit.clock import today
from danchu.kit.law import book
from golden_examples import Example, bodies, of_rooms
from golden_story import BESIDE, ON, STATES, Story

TELLING = {"waiting", "published", "list_over", "corrected", "correcting", "withdrawn", "removed"}
GARBAGE = {"x": "1"}  # a form that was sent and is wrong


class Ask(NamedTuple):
    """One row of the matrix."""

    method: str
    name: str
    route: str
    state: str
    address: str
    body: dict[str, Any] | None


def patterns() -> dict[str, str]:
    """Every URL pattern: its name and its route. Names of allauth lead to the same two doors."""
    found: dict[str, str] = {}

    def walk(inside: list[Any], space: str, route: str) -> None:
        for one in inside:
            here = route + str(one.pattern)
            if isinstance(one, URLPattern):
                name = space + str(one.name)
                assert found.setdefault(name, here) == here, f"two addresses are called {name}"
            else:
                walk(one.url_patterns, space + (f"{one.namespace}:" if one.namespace else ""), here)

    walk(get_resolver().url_patterns, "", "/")
    return found


def examples(story: Story) -> dict[str, list[Example]]:
    """Arguments for every pattern that wants some. A new pattern must be given its own here."""
    here, other, practice = story.unit.slug, story.other.slug, story.things["practice"]
    items = [Example(state, (story.items[state].pk,)) for state in STATES]
    gone = Example("no such", (999999,))
    telling = [one for one in items if one.state in TELLING]
    files = [
        Example(label, (story.items[label.split()[0]].pk, pk))
        for label, pk in story.files.items()
        if label.endswith("list") or label.split()[0] in {"published", "list_over", "withdrawn"}
    ]
    crossed = (story.items["published"].pk, story.files["removed file"])
    people = [Example(name, (story.people[name],)) for name in ("tam", "lan", "mai")]
    year, quarter = today().year, (today().year - 1, 4)
    found: dict[str, list[Example]] = {
        "people:card": [Example("unused", (story.card,)), Example("no such", ("ABCD-EFGH",))],
        "people:revoke": [Example(n, (pk,)) for n, pk in story.devices.items() if n in "tam mo"],
        "people:person": people,
        "people:issue_card": people,
        "people:issue_password": people,
        "people:end_term": [Example(n, (story.terms[n],)) for n in ("tam", "binh", "mai")],
        "people:demo_card": people,
        "places:unit": [
            Example(unit.kind, (unit.slug,)) for unit in (story.unit.province, story.hamlet)
        ]
        + [
            Example("former", (story.old.slug,)),
            Example("commune", (here,)),
            Example("practice", (practice,)),
        ],
        "places:history": [Example("former", (story.old.slug,)), Example("commune", (here,))],
        "rulebook:rule": [Example("", ("disclosure.publish",)), Example("no such", ("a.b",))],
        "rulebook:instrument": [Example("", ("2022-10-qh15",)), Example("no such", ("khong-co",))],
        "rulebook:add": [Example("", ("disclosure.publish",)), Example("no such", ("a.b",))],
        "rulebook:draft": [
            Example("", (story.additions["lan"],)),
            Example("other commune", (story.additions["mai"],)),
        ],
        "rulebook:end": [Example("", (story.additions["rule"],))],
        "rulebook:confirm": [Example("", ("disclosure.publish",)), Example("no such", ("a.b",))],
        "rulebook:object_to": [Example("", ("disclosure.publish",))],
        "rulebook:settle": [Example("", (story.objection,)), Example("no such", (999999,))],
        "disclosure:plan_form": [
            Example("this year", (year,)),
            Example("long past", (2000,)),
            Example("other commune", (year,), f"?don-vi={other}"),
        ],
        "disclosure:quarterly_list": [Example("over", quarter), Example("no such", (2026, 9))],
        "disclosure:answer": [Example(name, (pk,)) for name, pk in story.pointers.items()],
        "disclosure:pointer": [Example(name, (code,)) for name, code in story.codes.items()]
        + [Example("no such", ("AAAAAAAAAA",))],
        "disclosure:version": [
            *(Example(f"{one.state} 1", (*one.arguments, 1)) for one in items if one in telling),
            *(Example(f"{one.state} 2", (*one.arguments, 2)) for one in items[5:7]),
        ],
        "disclosure:file": [*files, Example("of another", crossed)],
        "disclosure:detach": [
            one
            for one in files
            if one.state in {"waiting list", "published file", "elsewhere list"}
        ],
        "disclosure:decide": [Example(one.state, (*one.arguments, "chu")) for one in items[:3]],
        "disclosure:original": [
            Example(one.state, (*one.arguments, 1)) for one in items if one.state == "removed"
        ],
        "disclosure:sealed_file": [
            *(e for e in files if e.state.split()[0] in {"removed", "withdrawn", "waiting"}),
            Example("of another", (story.items["removed"].pk, story.files["waiting list"])),
        ],
        "disclosure:script_sheet": telling,
        **{
            f"disclosure:{name}": [
                *(Example(s, (story.items[s].pk, pk)) for s, pk in story.sounds.items()),
                Example("of another", (story.items["waiting"].pk, story.sounds["published"])),
            ]
            for name in ("recording", "take_back")
        },
        "xa:group": [
            Example("", (here, 7)),
            Example("other commune", (other, 7)),
            Example("no such", (here, 15)),
        ],
        "xa:plan": [Example("", (here, year)), Example("other commune", (other, year))],
        "front:api:nothing_here": [Example("", ("people",))],
    }
    plain = ("commune", "late", "compliance", "compliance_sheet", "point", "ask", "answers")
    for name in (*plain, "frame", "snippet"):
        found[f"xa:{name}"] = [Example("", (here,)), Example("no such", ("xa-khong-co",))]
    found["xa:frame"] = found["xa:snippet"] = [
        Example("", (here,)),
        Example("former", (story.old.slug,)),
    ]
    found["xa:archive"] = [Example("former", (story.old.slug,)), Example("commune", (here,))]
    learned = Example("practice", (practice,))
    found["xa:commune"] += [Example("other commune", (other,)), learned]
    for name in ("commune_atom", "commune_json_feed"):
        found[f"front:{name}"] = [Example("", (here,)), Example("other commune", (other,)), learned]
    played = Example("practice", (story.things["practice item"],))
    found["disclosure:item"] = [*items, gone, played]
    found["disclosure:heard"] = [*telling, gone]
    shown = [one for one in items if one.state in {"published", "waiting", "removed", "elsewhere"}]
    found |= {"disclosure:notice": telling, "disclosure:picture": [*shown, played]}
    return {**_of_items(items), **found, **_asked_wide(story), **of_rooms(story.things)}


ACTS = [
    "attach",
    "drop_correction",
    "approve",
    "publish_signed",
    "withdraw",
    "remove",
    "refuse",
    "renote",
    "script",
    "record",
    "voice",
    "on_air",
    "not_urgent",
]


def _of_items(items: list[Example]) -> dict[str, list[Example]]:
    """Pages in every state; acts where the state may make a difference."""
    alike = {"noted", "list_over", "corrected"}
    acts = [one for one in items if one.state not in alike]
    sealed = [one for one in acts if one.state in {"waiting", "withdrawn", "removed", "elsewhere"}]
    pages = {"draft": items, "check": items, "sealed": sealed}
    return {f"disclosure:{name}": of for name, of in {**dict.fromkeys(ACTS, acts), **pages}.items()}


def _asked_wide(story: Story) -> dict[str, list[Example]]:
    """Pages without arguments whose query widens or narrows what they show."""
    other, pointer = story.other.slug, story.pointers["open"]
    plain = Example("")
    return {
        "front:home": [plain, Example("search", query="?q=la+bang")],
        "front:search": [
            plain,
            Example("beside secrets", query=f"?q={BESIDE}"),
            Example("in the commune", query=f"?q=viec&don-vi={story.unit.slug}"),
        ],
        "front:trail": [plain, Example("older", query="?truoc=9")],
        "duties:inbox": [plain, Example("whole unit", query="?xem=ca-don-vi")],
        "disclosure:compliance_everywhere": [
            plain,
            Example("sorted", query="?xep=qua-han"),
            Example("one way", query="?kenh=nha-van-hoa&nhom=7"),
        ],
        "disclosure:index": [plain, Example("other commune", query=f"?don-vi={other}")],
        "disclosure:note": [plain, Example("pointed", query=f"?chi={pointer}")],
        "disclosure:owed": [Example("", query=f"?group=7&decided_on={ON:%d/%m/%Y}")],
        "rulebook:index": [plain, Example("search", query="?q=niem+yet")],
        "rulebook:compare": [plain, Example("two days", query="?ngay=30/6/2025&voi=1/7/2025")],
        "places:index": [plain, Example("former day", query="?q=hoang&ngay=2025-06-01")],
        "front:api:items": [
            Example(
                status or "all", query=f"?on={ON}&limit=500" + (f"&status={status}" * bool(status))
            )
            for status in ("", "published", "withdrawn", "removed", "waiting", "late")
        ]
        + [
            Example("one unit", query=f"?on={ON}&unit={story.unit.code}&group=7"),
            Example("wrong", query="?limit=0"),
        ],
        "front:api:units": [
            Example("all", query=f"?on={ON}"),
            Example("communes", query=f"?on={ON}&kind=commune"),
            Example("paged", query=f"?on={ON}&limit=1"),
        ],
        "front:api:duties_summary": [
            Example("all", query=f"?on={ON}"),
            Example("one unit", query=f"?on={ON}&unit={story.unit.code}"),
            Example("no such", query=f"?on={ON}&unit=99999"),
        ],
    }


def right_bodies(story: Story) -> dict[str, dict[str, Any]]:
    """What a rightful sender would send: who may act shows in these rows."""
    day, why = f"{today():%d/%m/%Y}", {"why": "Nhầm văn bản"}
    paper = {"since": day, "document": "13/QĐ-UBND", "signer": "Nông Văn Bình"}
    digest = book().rule("disclosure.publish").values[-1].digest
    note = {"group": "5", "number": "999/QĐ-UBND", "decided_on": day, "signer": "Nông Văn Bình"}
    words = {"title": "Tên mới", "body": "Chữ mới", "reason": "Đếm thiếu", "submit": "1"}
    return {
        "people:sign_in": {"username": "lan", "password": "sai-mat-khau"},
        "people:card_code": {"code": "ABCD-EFGH"},
        "people:revoke": {"ok": "1"},
        "people:issue_card": {"ok": "1"},
        "people:end_term": {"last_day": day},
        "people:appoint": {
            "full_name": "Ma Văn Nhì",
            "role": "community_head",
            "unit": story.hamlet.pk,
            "since": day,
            "document": "12/QĐ-UBND",
        },
        "rulebook:confirm": {"digest": digest, "document": "Công báo 1/2023"},
        "rulebook:object_to": {"reason": "Đếm sai"},
        "rulebook:settle": {"settlement": "Giữ nguyên"},
        "rulebook:add": {"more_working_days": "3", **paper},
        "rulebook:draft": {"ok": "1"},
        "rulebook:end": paper,
        "disclosure:note": note,
        "disclosure:renote": note | {"why": "Gõ nhầm số"},
        "disclosure:draft": words,
        "disclosure:attach": {"file": demo_pdf("them")},
        "disclosure:approve": {
            "no_secret": "on",
            "read": read_by_item,
            "ticks": ticks_by_item,
        },
        "disclosure:publish_signed": {"signer": "Bình", "signed_on": day, "no_secret": "on"},
        "disclosure:heard": {"da-biet": "roi", "phieu": slip_of_item},
        "disclosure:withdraw": why,
        "disclosure:refuse": why,
        "disclosure:remove": {"ground": "personal_data"},
        "disclosure:script": {"text": "Kính thưa bà con.", "checked": "on"},
        "disclosure:record": {
            "file": mp3(b"them"),
            "language": "nung",
            "reader": "announcer",
            "consent": "on",
        },
        "disclosure:take_back": why,
        "disclosure:not_urgent": why,
        "postings:schedule": {"weekdays": ["0", "1", "2"], "times": "05:30"},
        "disclosure:answer": {"text": "Đã công khai"},
        "disclosure:nothing": {"group": "14"},
        "disclosure:plan_form": {"document": "06/KH-UBND"},
        "xa:point": {"about": "Thu tiền vệ sinh"},
        **bodies(
            story.things, unit=story.unit.pk, hamlet=story.hamlet.pk, clerk=story.terms["lan"]
        ),
    }


def asks(story: Story) -> Iterator[Ask]:
    """Every row: GET; POST of what a rightful sender sends; WRONG, a form that lacks everything."""
    given, right, known = examples(story), right_bodies(story), patterns()
    lack = [f"{name} {to}" for name, to in known.items() if "<" in to and name not in given]
    assert not lack, f"no example yet of {lack}: add one to examples() in golden_asks.py"
    for name, route in known.items():
        shown = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route)
        for example in given.get(name, [Example("")]):
            address = reverse(name, args=example.arguments) + example.query
            row = (name, shown, example.state, address)
            if name.partition(":")[2] not in ACTS or example.state in {"published", "elsewhere"}:
                yield Ask("GET", *row, None)
            if name in right:
                yield Ask("POST", *row, _filled(right[name], example))
            if name not in right or example == given.get(name, [example])[0]:
                yield Ask("WRONG", *row, GARBAGE)


def ticks_by_item(pk: int) -> list[str]:
    """What the approver of this item is asked to look at himself."""
    item = Item.objects.filter(pk=pk).first()
    return ticks(item) if item and draft_of(item) else []


def slip_of_item(pk: int) -> str:
    """What the form under a public item carries."""
    item = Item.objects.filter(pk=pk).first()
    return slip(item, on=today()) if item else ""


def read_by_item(pk: int) -> str:
    """What the approver's page carries: the digest of the version they read."""
    version = Version.objects.filter(item=pk).order_by("-number").first()
    return version.digest if version else ""


def _filled(body: dict[str, Any], example: Example) -> dict[str, Any]:
    """Values that depend on the thing asked for are worked out from its number."""
    return {key: of(example.arguments[0]) if callable(of) else of for key, of in body.items()}


def sent(body: dict[str, Any] | None) -> dict[str, Any]:
    """The body as it goes out: a file is a fresh one each time."""
    return {
        key: SimpleUploadedFile("them.pdf", value) if isinstance(value, bytes) else value
        for key, value in (body or {}).items()
    }
