"""Read aloud: a text issued, recordings kept and taken back, a paper put on the loudspeakers."""

from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max

from civics.errors import Refused
from civics.spoken import say
from danchu.disclosure.actions import posting
from danchu.disclosure.models import Channel, Item, State, Version
from danchu.disclosure.reading import group_named
from danchu.disclosure.speaking import machine, making
from danchu.disclosure.speaking.sound import Sound
from danchu.disclosure.spoken import Language, Reader, Recording, Script, Voice
from danchu.duties.models import Basis
from danchu.kit import audit, files
from danchu.people.models import Term
from danchu.postings.actions import handing
from danchu.postings.actions.handing import Ask, Day
from danchu.postings.models import Posting
from danchu.postings.reading import newest_paper

MOST_RECORDINGS = 12  # of one text


@transaction.atomic
def issue_script(
    item: Item, *, text: str, numbers_checked: bool = False, by: Term, on: date
) -> Script:
    """The office issues the text to be read aloud; a change later is the next edition.

    Digits are put into words. Refused when a number was changed or lost and nobody said that it was
    compared with the paper, and when it would read out somebody of a personal list.
    """
    item, version = _public(item)
    making.refuse_persons(text, item.versions.all())
    spoken = say(text)
    if not spoken or len(spoken) > making.LONGEST:
        raise Refused(
            "Bài đọc trống. Hãy viết vài câu rồi ban hành."
            if not spoken
            else f"Bài đọc dài quá {making.LONGEST} chữ cái, bà con khó nghe hết. Hãy rút ngắn lại."
        )
    making.refuse_persons(spoken, item.versions.all())
    before = version.scripts.order_by("-edition").first()
    if before is not None and before.text == spoken:
        raise Refused("Bài đọc này đã ban hành, không có chữ nào khác.")
    changed = making.changed(making.made(item, version), spoken)
    if changed and not numbers_checked:
        raise Refused(
            f"Số trong bài đọc khác văn bản. {changed.words} Nếu đúng ý, hãy đối chiếu với văn bản "
            "rồi đánh dấu “Đã đối chiếu số”."
        )
    last = Script.objects.filter(version__item=item).aggregate(last=Max("edition"))["last"] or 0
    made = Script.objects.create(
        version=version,
        edition=last + 1,
        text=spoken,
        numbers_changed=bool(changed),
        issued_by=by,
        issued_on=on,
    )
    audit.record(
        "disclosure.issue_script", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return made


class Take(NamedTuple):
    """One recording as it came, and what the office says about it."""

    sound: Sound
    language: Language
    reader: str = ""  # of `Reader`; "" for a machine
    consent: bool = False
    words: str = ""
    voice: Voice = Voice.PERSON


@transaction.atomic
def keep_recording(script: Script, take: Take, *, by: Term, on: date) -> Recording:
    """A recording of this text is public at once, beside it. Refused without the reader's yes."""
    item, version = _public(script.version.item)
    if script.version_id != version.pk:
        raise Refused("Văn bản đã đính chính sau bài đọc này. Hãy ban hành bài đọc mới rồi ghi âm.")
    if take.voice == Voice.PERSON and (not take.consent or take.reader not in Reader.values):
        raise Refused("Phải có người đọc đồng ý cho phát, và ghi người ấy là ai theo vai.")
    making.refuse_persons(take.words, item.versions.all())
    if script.recordings.open().count() >= MOST_RECORDINGS:
        raise Refused(f"Bài này đã có {MOST_RECORDINGS} bản ghi âm. Hãy rút bớt bản cũ.")
    kept = files.store(
        take.sound.name, take.sound.extension, take.sound.content_type, take.sound.data
    )
    said = {**take._asdict(), **kept._asdict()}
    del said["sound"]
    try:
        with transaction.atomic():
            made = Recording.objects.create(script=script, **said, kept_by=by, kept_on=on)
    except IntegrityError as twice:
        files.discard([kept.stored_as])
        raise Refused("Tệp ghi âm này đã có ở bài đọc này rồi.") from twice
    audit.record(
        "disclosure.keep_recording", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return made


def make_voice(script: Script, *, by: Term, on: date) -> Recording:
    """A machine reads the text: espeak-ng, before anything is locked, because it takes seconds."""
    sound = machine.read_aloud(script.text)
    return keep_recording(script, Take(sound, Language.KINH, voice=Voice.MACHINE), by=by, on=on)


@transaction.atomic
def take_back(recording: Recording, *, why: str, by: Term, on: date) -> Recording:
    """Whoever reads changed their mind, or it was read wrong: gone from the page, and sealed."""
    recording = Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.taken_back_on is not None:
        raise Refused("Bản ghi âm này đã rút rồi.")
    why = " ".join(why.split())[:200]
    if not why:
        raise Refused("Hãy ghi vì sao rút bản ghi âm này.")
    recording.taken_back_on, recording.taken_back_why, recording.sealed = on, why, True
    recording.save(update_fields=["taken_back_on", "taken_back_why", "sealed"])
    transaction.on_commit(lambda: files.seal([recording.stored_as]))
    item = recording.script.version.item
    audit.record(
        "disclosure.take_back_recording",
        by=by,
        unit_id=item.unit_id,
        kind="item",
        key=item.pk,
        on=on,
    )
    return recording


@transaction.atomic
def put_on_air(item: Item, *, by: Term, on: date) -> None:
    """A disaster, an epidemic, an accident: urgent, and read over the loudspeakers today, whatever
    its group asks for (Điều 13 khoản 5 lets a commune add a way)."""
    item, version = _public(item)
    paper = newest_paper("disclosure", "item", item.pk)
    loud = Posting.objects.filter(paper=paper, channel=Channel.BROADCAST).owed().exists()
    if loud and paper is not None and paper.urgent:
        raise Refused("Việc này đã xếp là khẩn và đã có trong danh sách đọc loa.")
    if not loud or paper is None:
        ask, day = Ask(Channel.BROADCAST), Day(on, on, Basis.PARAMETER)
        handed = posting.handed(item, version, urgent=True)
        paper = handing.also(item.unit, handed, ask, day=day, by=by, on=on)
    if not paper.urgent:
        handing.make_urgent(paper, by=by, on=on)
    audit.record(
        "disclosure.put_on_air", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )


@transaction.atomic
def no_longer_urgent(item: Item, *, why: str, by: Term, on: date) -> None:
    """What the office made urgent goes back into its day. What the province's parameter makes
    urgent, by its group, stays."""
    item, _ = _public(item)
    paper = newest_paper("disclosure", "item", item.pk)
    if paper is None or not paper.urgent:
        raise Refused("Việc này không xếp là khẩn.")
    if group_named(item.unit, item.group, on=item.decided_on).payload["urgent"]:
        raise Refused(
            f"Nhóm {item.group} luôn là việc khẩn, không thôi được. Hết việc thì thôi niêm yết."
        )
    why = " ".join(why.split())[:150]
    if not why:
        raise Refused("Hãy ghi vì sao thôi xếp khẩn, ví dụ: đã hết mưa lũ.")
    handing.make_ordinary(paper, why=why, by=by, on=on)
    audit.record(
        "disclosure.no_longer_urgent", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )


def seal_recordings(item: Item) -> None:
    """Inside the act that removes an item at once: its recordings leave with it, bytes and all."""
    found = Recording.objects.filter(script__version__item=item, sealed=False)
    stored = list(found.values_list("stored_as", flat=True))
    found.update(sealed=True)
    transaction.on_commit(lambda: files.seal(stored))


def _public(item: Item) -> tuple[Item, Version]:
    """The locked item and the version everybody reads; Refused when there is none."""
    item = Item.objects.select_for_update(of=("self",)).select_related("unit").get(pk=item.pk)
    version = item.versions.public().order_by("-number").first()
    if item.state != State.PUBLISHED or version is None:
        raise Refused(
            f"{item.get_state_display()}: chỉ nội dung đang công khai mới có bài đọc loa."
        )
    return item, version
