"""Fields of this room that only look personal; `people.own_data` reads this list."""

IMPERSONAL = {"duties.Duty.address": "địa chỉ trang làm việc; tên việc không nêu tên người"}
