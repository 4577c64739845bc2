"""Cases of the demo commune, each in another state; people and matters are made up."""

from datetime import date

from danchu.kit.law import book
from danchu.people.models import Term
from danchu.petitions.actions import handling, sending, showing
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import PublicCase, Topic, Track
from danchu.places.models import Unit


def tell(unit: Unit, hamlets: list[Unit], clerk: Term, chair: Term, *, on: date) -> None:
    """One new, one in work and soon due, one answered."""

    def ago(days: int) -> date:
        return max(book().calendar.before(on, days), clerk.since)

    new = "Cống tràn đầu xóm vỡ một bên, trẻ con đi học phải lội (minh họa)."
    sending.send(unit, Story(Track.FEEDBACK, new, hamlets[0]), person=None, on=ago(1))
    lamps = "Xin làm thêm hai đèn đường ở ngã ba vào nhà văn hóa (minh họa)."
    wish = sending.send(
        unit,
        Story(Track.PETITION, lamps, hamlets[-1], topic=Topic.LIGHT, public=True),
        person=None,
        on=ago(8),
    ).case
    handling.assign(wish, clerk, by=chair, on=ago(7))
    shown = PublicCase.objects.get(case=wish)
    told = {"words": "Ngã ba tối, xe máy hay ngã (minh họa).", "where": str(hamlets[-1])}
    lamp = {"title": "Xin thêm hai đèn đường ở ngã ba", "answer": "", **told}
    showing.show(shown, **lamp, by=clerk, on=ago(6))
    waste = "Điểm gom rác cạnh chợ ba hôm chưa ai dọn (minh họa)."
    done = sending.send(
        unit, Story(Track.FEEDBACK, waste, topic=Topic.WASTE, public=True), person=None, on=ago(6)
    ).case
    handling.assign(done, clerk, by=chair, on=ago(5))
    said = "Xã đã cho dọn sạch, lịch gom nay là thứ Hai, thứ Năm."
    handling.answer(done, words=said, cite="Xem tại chỗ", by=clerk, on=ago(3))
    swept = {"title": "Rác cạnh chợ ba hôm chưa dọn", "words": "", "where": "cạnh chợ"}
    showing.show(PublicCase.objects.get(case=done), **swept, answer=said, by=chair, on=ago(2))
