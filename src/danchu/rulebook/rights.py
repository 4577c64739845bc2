"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.people.models import Role
from danchu.places.models import Kind
from danchu.rulebook.access import APPROVING, DRAFTING

WRITING = (*DRAFTING[Kind.COMMUNE], *DRAFTING[Kind.PROVINCE])
DECIDING = (*APPROVING[Kind.COMMUNE], *APPROVING[Kind.PROVINCE])

RIGHTS = [
    Right(
        "Soạn điều xã, phường hoặc tỉnh quy định thêm",
        WRITING,
        "rulebook:additions",
        also=("rulebook:add", "rulebook:draft", "rulebook:end"),
    ),
    Right(
        "Duyệt quy định thêm do người khác soạn",
        DECIDING,
        "rulebook:additions",
        also=("rulebook:draft",),
    ),
    Right(
        "Xác nhận hoặc phản đối giá trị của luật, giải quyết phản đối",
        (Role.JURIST,),
        "rulebook:waiting",
        also=("rulebook:confirm", "rulebook:object_to", "rulebook:settle"),
    ),
]
