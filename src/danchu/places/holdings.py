"""Fields of this room that only look personal; `people.own_data` reads this list."""

IMPERSONAL = {
    "places.FormerName.name": "tên cũ của đơn vị, không phải tên người",
    "places.Unit.name": "tên đơn vị, không phải tên người",
    "places.LoadedFiles.name": "tên tệp dữ liệu",
}
