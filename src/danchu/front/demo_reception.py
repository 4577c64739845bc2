"""Reception days and a dialogue of the demo commune; people and matters are made up."""

from datetime import date, time, timedelta

from danchu.kit.law import book
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.reception.actions import days, talking
from danchu.reception.actions.days import Hours
from danchu.reception.actions.talking import Plan
from danchu.reception.models import Question, Reason

MORNING = Hours(time(7, 30), time(11, 0), "Phòng tiếp công dân, trụ sở xã (minh họa)")


def receive(unit: Unit, clerk: Term, *, on: date) -> None:
    """This day and two to come; a dialogue told, with one question to look at and one open."""
    after = [book().calendar.after(on, working) for working in (5, 15)]
    days.plan_days(unit, [on, *after], MORNING, by=clerk, on=on)
    plan = Plan(
        title="Hội nghị trao đổi, đối thoại với Nhân dân",
        topics="Đường liên xóm, nước sạch, thu gom rác (minh họa).",
        reason=Reason.YEARLY,
        day=on + timedelta(days=12),
        begins=time(8, 0),
        place="Hội trường xã (minh họa)",
    )
    talk = talking.announce(talking.plan_dialogue(unit, plan, by=clerk, on=on), by=clerk, on=on)
    talking.ask(
        talk,
        text="Bao giờ nước sạch kéo đến xóm (minh họa)?",
        source=Question.Source.PAPER,
        by=clerk,
        hamlet=None,
        on=on,
    )
    talking.ask(
        talk,
        text="Rác ở chợ phiên ai dọn, ngày nào (minh họa)?",
        source=Question.Source.WEB,
        by=None,
        hamlet=None,
        on=on,
    )
