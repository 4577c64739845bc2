"""Fields of the ground that only look personal; `people.own_data` reads this list."""

IMPERSONAL = {
    "kit.SearchEntry.address": "địa chỉ của một trang công khai",
    "kit.SearchEntry.about": "một dòng của một trang công khai",
    "kit.Tally.name": "tên của một giới hạn",
}
