"""Cases and a secret matter of each commune, and how each is asked for."""

from typing import Any

from danchu.kit.clock import today
from danchu.people.models import Term
from danchu.petitions.actions import handling, masking, register, sending, showing
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import PublicCase, Track
from danchu.petitions.spots import read
from danchu.petitions.tests.factories import cleaned, handed_in
from danchu.places.models import Unit
from golden_ask_kinds import NONE, Example

ON = today()
BESIDE = "bovang"  # as in the story: searching for it must not lead to what stands beside it
TICKETED = ("own", "own_phone", "reopen", "rate", "withdraw")
REASONS = "Đã xem tại chỗ, đang sửa."


def furnish_petitions(clerks: list[Term], chair: Term) -> dict[str, Any]:
    """Of each commune one open and one answered case, a complaint; one secret matter."""
    found: dict[str, Any] = {}
    for clerk in clerks:
        of = "" if clerk == clerks[0] else " elsewhere"
        word = "zqtheirs" if of else "zqcase"
        told = {"person": None, "on": ON}
        where = read("21.6225, 105.6060")
        place = {"latitude": where.latitude, "longitude": where.longitude, "area_km2": 60}
        Unit.objects.filter(pk=clerk.unit_id).update(**place)  # so that it has a small map
        story = Story(
            Track.FEEDBACK,
            f"Cống vỡ {word} {BESIDE}",
            pictures=(cleaned(),),
            public=True,
            spot=where,
        )
        case = sending.send(clerk.unit, story, **told).case
        done = sending.send(clerk.unit, Story(Track.PETITION, f"Xin đèn {word}"), **told).case
        handling.answer(done, words=f"{REASONS} {word}", cite="Xem", by=clerk, on=ON)
        step = case.steps.get()
        found |= {f"case{of}": case.pk, f"case done{of}": done.pk, f"case step{of}": step.pk}
        found |= {f"case file{of}": step.files.get().pk, f"case code{of}": case.code}
        shown = {"title": "Cống vỡ", "words": "Mong xã sửa", "answer": "", "where": ""}
        public = showing.show(PublicCase.objects.get(case=case), **shown, by=clerk, on=ON)
        photo = masking.mask_photo(public, step.files.get(), [], sure=True, by=clerk, on=ON)
        found |= {f"public case{of}": public.pk, f"public photo{of}": photo.pk}
        found[f"complaint{of}"] = handed_in(clerk, on=ON).case.pk
    secret = register.enter_secret(received_on=ON, many_places=False, by=chair, on=ON)
    return found | {"secret matter": secret.pk}


def of_petitions(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Own, of the other commune, no such. Nobody in the matrix holds a ticket."""
    gone = Example("no such", (NONE,))
    own = [Example("open", (things["case"],)), Example("answered", (things["case done"],))]
    complaint = Example("complaint", (things["complaint"],))
    other = Example("other commune", (things["case elsewhere"],))
    ticket = [Example("without secret", (things["case code"],)), Example("no such", ("AAAAAAAA",))]
    code, file = things["case code"], things["case file"]
    commune = [Example("", ("xa-la-bang",)), Example("no such", ("xa-khong-co",))]
    theirs, public = things["case elsewhere"], things["public case"]
    looked = [Example("own", (things["case"],)), Example("other commune", (theirs,)), gone]
    pictured = [
        Example("own", (things["case"], file)),
        Example("other commune", (theirs, things["case file elsewhere"])),
    ]
    return {
        **{f"petitions:{name}": commune for name in ("public_list", "public_log", "figures")},
        "petitions:public_case": [Example("", (public,)), gone],
        "petitions:public_photo": [
            Example("", (public, things["public photo"])),
            Example("of another", (public, things["public photo elsewhere"])),
        ],
        "petitions:own_public": ticket,
        **{f"petitions:{name}": looked for name in ("moderate", "public_remove")},
        **{f"petitions:{name}": pictured for name in ("mask", "masked_preview")},
        **{
            f"petitions:{name}": commune
            for name in ("send", "take", "small_map", "small_map_picture")
        },
        "petitions:blank": [Example("pdf", ("pdf",)), Example("no such", ("exe",))],
        **{f"petitions:{name}": ticket for name in TICKETED},
        "petitions:own_file": [Example("without secret", (code, file))],
        "petitions:case": [*own, complaint, other, gone],
        "petitions:bulk": [Example("hand over", ("giao",)), Example("no such", ("khong-co",))],
        "petitions:act": [
            Example("answer", (things["case"], "tra-loi")),
            Example("other commune", (things["case elsewhere"], "tra-loi")),
            Example("no such", (things["case"], "khong-co")),
        ],
        "petitions:office_file": [
            Example("own", (things["case"], file)),
            Example("other commune", (things["case elsewhere"], things["case file elsewhere"])),
            Example("of another", (things["case done"], file)),
        ],
        "petitions:paper": [
            Example("own", (things["case"], things["case step"], "docx")),
            Example(
                "other commune",
                (things["case elsewhere"], things["case step elsewhere"], "docx"),
            ),
        ],
        "petitions:draw_up": [
            Example("own", (things["case"], things["case step"])),
            Example("other commune", (things["case elsewhere"], things["case step elsewhere"])),
        ],
        "petitions:secret": [Example("own", (things["secret matter"],)), gone],
        "petitions:secret_paper": [Example("own", (things["secret matter"], "docx"))],
    }


def petition_bodies(clerk: int) -> dict[str, Any]:
    """What a rightful sender sends."""
    day = f"{ON:%d/%m/%Y}"
    told = {"name": "Lý Thị Mẩy", "source": "call", "told_on": day}
    return {
        "petitions:send": {"track": "feedback", "text": "Cống vỡ"},
        "petitions:take": {"track": "feedback", "text": "Cống vỡ", "once": "7KQM3XPR" * 2},
        "petitions:moderate": {"viec": "dua", "title": "Cống vỡ"},
        "petitions:mask": {"viec": "khong"},
        "petitions:public_remove": {"ground": "personal"},
        "petitions:own_public": {"viec": "thoi"},
        "petitions:follow": {"code": "PA-AAAAAAAA", "secret": "AAAA-AAAA-AAAA-AAAA"},
        "petitions:enter": {
            **told,
            "track": "feedback",
            "text": "Cống vỡ",
            "source_of_case": "hotline",
        },
        "petitions:act": {"tra-loi-words": REASONS, "tra-loi-cite": "Xem tại chỗ"},
        "petitions:templates": {"title": "Đã nhận", "words": REASONS},
        "petitions:register": {"received_on": day},
        "petitions:secret": {"to": clerk},
    }
