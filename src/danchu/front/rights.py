"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.front.audit import READERS
from danchu.people.may import Right

RIGHTS = [Right("Đọc nhật ký: ai làm việc gì, ngày nào", READERS, "front:trail")]
