"""What the page of one list tells beside its rows."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from danchu.disclosure import access
from danchu.disclosure.bringing.importer import late_of
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import State
from danchu.kit.models import Batch


class About(NamedTuple):
    """One list beside its rows."""

    told: Counter[str]  # late, without_file, personal, declared: of what would be written
    unnamed: list[WaitingFile]  # sent, and no row names them
    refused: list[WaitingFile]  # sent, and not taken
    files: int  # sent and taken
    to_submit: int  # written, and still with the clerk
    waiting: int  # in the queue of scans


def about(batch: Batch, *, on: date) -> About:
    sent = list(WaitingFile.objects.filter(batch=batch).order_by("path"))
    used = {pk for _, _, _, _, data in batch.changes for pk in data["files"]}
    taken = [one for one in sent if not one.refused]
    applied = batch.state == Batch.State.APPLIED
    noted = access.brought_by(batch).filter(state=State.NOTED) if applied else None
    queue = WaitingFile.objects.filter(unit__pk=batch.unit_id or 0, batch=None, refused="")
    return About(
        told=late_of(batch, on=on),
        unnamed=[one for one in taken if one.pk not in used],
        refused=[one for one in sent if one.refused],
        files=len(taken),
        to_submit=noted.count() if noted is not None else 0,
        waiting=queue.count(),
    )
