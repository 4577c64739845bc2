"""Cases of the demo commune, each in another state; people and matters are made up."""

from collections.abc import Callable
from datetime import date

from danchu.kit.law import book
from danchu.people.models import Term
from danchu.petitions.actions import complaining, handling, register, sending, settling, showing
from danchu.petitions.actions.complaining import Handed
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import Case, Outcome, PublicCase, Source, Topic, Track
from danchu.places.models import Unit

Ago = Callable[[int], date]  # so many working days ago
TALK_IN = 7  # working days


def tell(unit: Unit, hamlets: list[Unit], clerk: Term, chair: Term, *, on: date) -> None:
    """Feedback new, in work, answered; complaints just handed in, settled by talking, decided; a
    secret matter that is only a number."""

    def ago(days: int) -> date:
        return max(book().calendar.before(on, days), clerk.since)

    _feedback(unit, hamlets, clerk, chair, ago)
    _complaints(clerk, ago, on=on)
    secret = register.enter_secret(received_on=ago(6), many_places=False, by=chair, on=ago(6))
    register.accept_secret(secret, by=chair, on=ago(2))


def _feedback(unit: Unit, hamlets: list[Unit], clerk: Term, chair: Term, ago: Ago) -> None:
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


def _complaints(clerk: Term, ago: Ago, *, on: date) -> None:
    def hand_in(name: str, against: str, text: str, days: int) -> Case:
        handed = Handed(
            name=f"{name} (minh họa)",
            contact="",
            against=against,
            text=f"{text} (minh họa).",
            known_on=ago(days + 2),
            signed=True,
            source=Source.COUNTER,
        )
        return complaining.hand_in(handed, by=clerk, on=ago(days)).case

    hand_in("Lý Thị Mùi", "Việc không nhận hồ sơ hộ nghèo", "Cán bộ trả hồ sơ không nêu lý do", 1)
    land = hand_in(
        "Nông Văn Tỵ", "Thông báo 31/TB-UBND về lối đi chung", "Lối đi bị thu hẹp hai mét", 12
    )
    complaining.accept(land, by=clerk, on=ago(9))
    talk = {"place": "8 giờ, hội trường xã", "words": "Bề rộng của lối đi chung trên bản đồ cũ."}
    settling.invite(land, day=book().calendar.after(on, TALK_IN), **talk, by=clerk, on=ago(2))
    fee = hand_in("Triệu Thị Sao", "Mức thu phí chợ phiên", "Thu cao hơn mức đã niêm yết", 30)
    complaining.accept(fee, by=clerk, on=ago(26))
    found = {"number": "47/QĐ-UBND", "cite": "Quyết định của tỉnh về giá dịch vụ chợ (minh họa)"}
    said = "Đã thu cao hơn mức niêm yết 2.000 đồng mỗi phiên, trả lại cho người bán hàng."
    complaining.decide(fee, outcome=Outcome.RIGHT, words=said, **found, by=clerk, on=ago(12))
    complaining.send_decision(fee, by=clerk, on=ago(11))
