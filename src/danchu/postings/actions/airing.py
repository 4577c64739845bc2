"""The log of the loudspeakers: read at which hour, by which text, or not read and why."""

from collections.abc import Sequence
from datetime import date, timedelta

from civics.errors import Refused
from danchu.postings.deeds import Deed, Tick
from danchu.postings.models import Broadcast, Channel, Posting, Proof, State
from danchu.postings.scripts import Script, script_of


def write_down(one: Posting, tick: Tick, proof: Proof) -> str:
    """One line of the log, in the transaction of the tap. The posting is done when it was read on
    so many days running; what could not be read counts for no day and is never left out."""
    if one.channel != Channel.BROADCAST:
        raise Refused("Việc này không làm bằng cách ấy. Hãy mở lại danh sách hôm nay.")
    if one.state not in {State.WAITING, State.UP}:
        raise Refused("Bài này đã phát đủ hoặc không phải phát nữa.")
    why = proof.note if tick.deed == Deed.MISSED else ""
    if tick.deed == Deed.MISSED and not why:
        raise Refused("Hãy ghi vì sao không đọc được: mất điện, loa hỏng, mưa bão…")
    script = script_of(one.paper)
    entry, new = Broadcast.objects.get_or_create(
        posting=one,
        on=proof.on,
        at=tick.at,
        defaults={"proof": proof, "missed": why, "edition": _edition(tick, script)},
    )
    if not new:
        raise Refused(_known(entry))
    when = f"{_at(entry)}ngày {proof.on:%d/%m/%Y}"
    if why:
        return f"Đã ghi: {when} không đọc được, vì {why}."
    days = sorted(set(one.broadcasts.filter(missed="").values_list("on", flat=True)))
    run = running(days)
    one.first_on, one.put_up = days[0], one.put_up or proof
    one.gap_days = (days[-1] - days[0]).days + 1 - len(days)
    need = one.days or 1
    one.state, one.kept_until = (State.DONE, days[-1]) if run >= need else (State.UP, None)
    return f"Đã ghi: phát {when}, {min(run, need)} trên {need} ngày liên tục."


def _edition(tick: Tick, script: Script | None) -> int | None:
    """What stood on the page that was read from; a page cannot name a text that does not exist."""
    if script is None or not script.edition:
        return None
    return min(tick.edition or script.edition, script.edition)


def _at(entry: Broadcast) -> str:
    return f"{entry.at:%H:%M} " if entry.at else ""


def _known(entry: Broadcast) -> str:
    if entry.at is None:
        return f"Ngày {entry.on:%d/%m/%Y} đã ghi là có phát bài này rồi."
    said = f"không đọc được, vì {entry.missed}" if entry.missed else "đã đọc"
    return (
        f"Buổi {_at(entry)}ngày {entry.on:%d/%m/%Y} đã ghi rồi: {said}. Đọc bù thì chọn giờ đọc bù."
    )


def running(days: Sequence[date]) -> int:
    """The longest run of days that follow each other. `days` ascending, each once."""
    longest = run = 0
    for at, day in enumerate(days):
        run = run + 1 if at and day - days[at - 1] == timedelta(days=1) else 1
        longest = max(longest, run)
    return longest
