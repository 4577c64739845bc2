"""Two requests for information in the demo commune: one answered and made public, one waiting."""

from datetime import date

from danchu.disclosure.actions import asking, publishing_answers, supplying
from danchu.disclosure.actions.asking import Asked
from danchu.front.demo_people import Cast
from danchu.kit.law import book
from danchu.places.models import Unit

ANSWERED = Asked(
    about="Tiền vệ sinh môi trường ở xóm mỗi hộ đóng bao nhiêu, ai thu? (minh họa)",
    purpose="để biết nhà mình đóng đúng chưa",
    wanted="here",
    name="Lường Thị Én (minh họa)",
    address="xóm minh họa",
)
WAITING = Asked(
    about="Cho tôi xin bản đồ quy hoạch đường liên xóm, đoạn nào làm năm tới? (minh họa)",
    purpose="để bàn việc hiến đất trong họ",
    wanted="office",
    name="Hứa Văn Nhẫn (minh họa)",
    address="xóm minh họa",
)
REPLY = (
    "Mỗi hộ đóng 20.000 đồng một tháng. Người thu là tổ vệ sinh của xóm, có phiếu thu. Hộ nghèo, "
    "hộ có người khuyết tật nặng được miễn. (minh họa)"
)


def tell(unit: Unit, cast: Cast, *, on: date) -> None:
    """Asked, answered after two working days, public the day after; another came yesterday."""
    day = book().calendar.before(on, 8)
    request = asking.ask(unit, ANSWERED, on=day).request
    answered = book().calendar.after(day, 2)
    supplying.write_answer(request, text=REPLY, by=cast.clerk, on=answered)
    request.answer = REPLY
    supplying.supply(request, read=request.digest(), by=cast.clerk, on=answered)
    publishing_answers.publish_answer(
        request,
        question="Tiền vệ sinh môi trường mỗi hộ đóng bao nhiêu, ai được miễn? (minh họa)",
        answer=REPLY,
        file_ids=[],
        no_secret=True,
        seen=True,
        by=cast.approver,
        on=book().calendar.after(answered, 1),
    )
    asking.ask(unit, WAITING, on=book().calendar.before(on, 1))
