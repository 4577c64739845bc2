"""A practice commune: opened for somebody in office, closed when they start afresh or leave."""

import secrets
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, worlds
from danchu.people.models import Role, Term, User
from danchu.people.practising import Practice
from danchu.places import actions as places
from danchu.places.models import Kind, Unit

# Everybody of a commune and its hamlets is played; the province and its jurists are not.
NOT_PLAYED = frozenset({Role.PROVINCE, Role.INSPECTOR, Role.JURIST})
IN_A_HAMLET = frozenset({Role.COMMUNITY_HEAD, Role.FRONT_HEAD})
NAMES = {
    Role.CHAIR: "Ông Tập Chủ Tịch",
    Role.APPROVER: "Bà Tập Duyệt",
    Role.CLERK: "Chị Tập Văn Phòng",
    Role.COMMUNITY_HEAD: "Bác Tập Trưởng Xóm",
    Role.FRONT_HEAD: "Bác Tập Mặt Trận",
    Role.BOARD_MEMBER: "Anh Tập Giám Sát",
    Role.COUNCIL_DELEGATE: "Chị Tập Đại Biểu",
}
POSITIONS = {Role.COMMUNITY_HEAD: "Trưởng xóm", Role.CHAIR: "Chủ tịch UBND xã"}


def played() -> list[Role]:
    """Roles somebody plays in a practice commune; a role added to the house is among them."""
    return [role for role in Role if role not in NOT_PLAYED]


@transaction.atomic
def open_practice(home: Unit, *, by: Term, on: date) -> Practice:
    """A copy of `home` for the holder of this term, with made-up people in every role.

    The one already open is returned; one of another commune is closed first.
    """
    User.objects.select_for_update().get(pk=by.person_id)
    if (
        home.practice
        or home.kind != Kind.COMMUNE
        or home.pk not in {by.unit_id, by.unit.commune_id}
    ):
        raise Refused("Xã tập huấn mở cho người đang giữ vai ở một xã, phường có thật.")
    standing = Practice.objects.open().filter(person_id=by.person_id).first()
    if standing is not None and standing.home_id == home.pk:
        return standing
    if standing is not None:
        close_practice(standing, by=by, on=on)
    copy = places.copy_for_practice(home, named=secrets.token_hex(4))
    practice = Practice.objects.create(person_id=by.person_id, home=home, copy=copy, opened_on=on)
    with worlds.practising(copy.pk):
        _people(practice, on=on)
    audit.record(
        "people.open_practice", by=by, unit_id=copy.pk, kind="practice", key=practice.pk, on=on
    )
    return practice


@transaction.atomic
def close_practice(practice: Practice, *, by: Term, on: date) -> Practice:
    """Nothing of it is deleted (the trail could not be); from now on nobody enters it."""
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.person_id != by.person_id:
        raise Refused("Đây là bản tập huấn của người khác.")
    if practice.closed_on is None:
        practice.closed_on = on
        practice.save(update_fields=["closed_on"])
        audit.record(
            "people.close_practice",
            by=by,
            unit_id=practice.copy_id,
            kind="practice",
            key=practice.pk,
            on=on,
        )
    return practice


def _people(practice: Practice, *, on: date) -> None:
    """Made-up accounts, kept from copy to copy, each with a term of its role at this copy."""
    hamlet = Unit.objects.communities().order_by("pk").first() or practice.copy
    for role in played():
        name = f"{NAMES.get(role, 'Người Tập Việc')} (tập huấn)"
        username = f"tap-huan.{practice.person_id}.{role.value}"
        person = User.objects.filter(username=username).first() or User.objects.create_user(
            username, full_name=name, practice=True, phone="0208 000 0000"
        )
        Term.objects.create(
            person=person,
            role=role,
            unit=hamlet if role in IN_A_HAMLET else practice.copy,
            position=POSITIONS.get(role, ""),
            since=practice.began(on=on),
            document="tập huấn",
        )
