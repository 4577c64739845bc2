"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.people.models import Role

RIGHTS = [
    Right(
        "Xem việc đến hạn của vai mình và của cả đơn vị",
        tuple(Role),
        "duties:inbox",
        also=("duties:event",),
    ),
    Right("Đưa việc đến hạn vào lịch của mình", tuple(Role), "calendars:addresses"),
]
