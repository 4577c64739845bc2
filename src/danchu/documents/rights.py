"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.documents.access import OFFICE
from danchu.people.may import Right

RIGHTS = [
    Right(
        "Xem, in, cấp số, hủy văn bản của xã",
        OFFICE,
        "documents:index",
        also=("documents:document", "documents:void", "documents:file"),
    ),
]
