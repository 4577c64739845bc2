"""A reception day and a dialogue of a commune, as its office sets them down."""

from datetime import date, time

from danchu.reception.actions import days, receiving, talking
from danchu.reception.actions.days import Hours
from danchu.reception.actions.receiving import Came
from danchu.reception.actions.talking import Plan
from danchu.reception.models import Matter, PeoplesDialogue, Reason, Reception, ReceptionDay

HALL = "phòng tiếp công dân, trụ sở xã"
ROAD = "Đường vào xóm sạt một đoạn dài, xe chở nông sản không qua được. Mong xã sửa."


def day_of(by, *, day: date, on: date, by_chair: bool = True, seats: int = 20) -> ReceptionDay:
    hours = Hours(time(7, 30), time(11, 0), HALL, by_chair, seats)
    return days.plan_days(by.unit, [day], hours, by=by, on=on)[0]


def line_of(day: ReceptionDay, *, by, on: date, **told) -> Reception:
    said = {"name": "Hoàng Văn Sơn", "matter": Matter.PETITION, "text": ROAD, **told}
    return receiving.receive(day, Came(**said), booking=None, by=by, on=on)


def dialogue_of(by, *, day: date, on: date, told: bool = True, **more) -> PeoplesDialogue:
    plan = {
        "title": "Hội nghị trao đổi, đối thoại với Nhân dân",
        "topics": "Đường làng, nước sạch, tiền điện.",
        "reason": Reason.YEARLY,
        "begins": time(8, 0),
        "place": "hội trường xã",
    }
    made = talking.plan_dialogue(by.unit, Plan(**{**plan, "day": day, **more}), by=by, on=on)
    return talking.announce(made, by=by, on=on) if told else made
