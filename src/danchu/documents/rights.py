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
    Right(
        "Gửi bản PDF đã ký số, kiểm lại, gỡ bản gửi nhầm",
        OFFICE,
        "documents:index",
        also=(
            "documents:sign",
            "documents:signed_file",
            "documents:check_again",
            "documents:drop_signed",
        ),
    ),
]
