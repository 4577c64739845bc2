"""The pages of a bulk import, the same in every room: upload, dry run, apply, undo, two files.

A room writes thin views that find its importer through its own `access` and call these. Addresses
follow one pattern: route `x:name` has `x:name_batch`, `_apply`, `_undo`, `_rejected` (each with pk)
and `_template`.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from civics.errors import Refused
from danchu.kit import batches
from danchu.kit.audit import InOffice
from danchu.kit.batches import Importer, Progress
from danchu.kit.clock import today
from danchu.kit.models import Batch
from danchu.kit.pages import page, serve, tell
from danchu.kit.tables import XLSX, template

SHOWN = 500  # rows of a diff on one page; all of them are written
STEPS = 20  # parts of the progress bar
BREAK = "<!-- the bar grows here -->"


class Desk(NamedTuple):
    """Who imports what, where. `notes` stand on the template's second sheet."""

    importer: Importer
    by: InOffice
    unit_id: int | None
    where: str  # "xã La Bằng"
    route: str  # "people:units_import"
    notes: tuple[str, ...] = ()


class TableForm(forms.Form):
    file = forms.FileField(
        label="Tệp dữ liệu",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="XLSX hoặc CSV theo mẫu; nhiều nhất 20 MB.",
        error_messages={
            "required": "Chưa chọn tệp.",
            "empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại.",
        },
    )


def upload(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send a file; nothing is written before the dry run was seen."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.preview(
                desk.importer,
                file.read(),
                file.name,
                by=desk.by,
                unit_id=desk.unit_id,
                on=today(),
            )
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect(f"{desk.route}_batch", batch.pk)
    return page(
        request,
        "kit/bulk_upload.html",
        form=form,
        desk=desk,
        columns=desk.importer.columns,
        earlier=[(one, _at(desk, "batch", one)) for one in _mine(desk)[:10]],
        template_address=reverse(f"{desk.route}_template"),
    )


def shown(request: HttpRequest, desk: Desk, pk: int, **more: Any) -> HttpResponse:
    """One import: what it would change, or what it did."""
    batch = get_object_or_404(_mine(desk), pk=pk)
    changes = batches.changes_of(batch)
    return page(
        request,
        more.pop("template", "kit/bulk_batch.html"),
        batch=batch,
        desk=desk,
        counts=batch.counts,
        changes=changes[:SHOWN],
        unseen=max(0, len(changes) - SHOWN),
        rejected=batch.rejected[:SHOWN],
        at={one: _at(desk, one, batch) for one in ("apply", "undo", "rejected")},
        again=reverse(desk.route),
        **more,
    )


def apply(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Write what was previewed. A long file answers with a bar that grows while it is written."""
    batch = get_object_or_404(_mine(desk), pk=pk)
    after = _at(desk, "batch", batch)
    steps = batches.apply(desk.importer, batch, by=desk.by, on=today())
    if len(batch.changes) > batches.CHUNK:
        sent = stream(request, steps, title=f"Đang ghi {batch.name}", after=after)
        return cast(HttpResponse, sent)  # whoever stands around a view only adds headers
    try:
        for _ in steps:
            pass
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(after)


def undo(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take an import back, while nothing hangs on it."""
    batch = get_object_or_404(_mine(desk), pk=pk)
    try:
        batches.undo(desk.importer, batch, by=desk.by, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(_at(desk, "batch", batch))


def rejected(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """The rows that were not taken, with the reason beside each."""
    batch = get_object_or_404(_mine(desk), pk=pk)
    stem = batch.name.rsplit(".", 1)[0]
    return serve(batches.rejected_file(batch), XLSX, f"chua-nhan-{stem}.xlsx", public=False)


def empty(request: HttpRequest, desk: Desk, *, name: str) -> HttpResponse:
    """The template to fill."""
    data = template(desk.importer.columns, title=desk.importer.title, notes=desk.notes)
    return serve(data, XLSX, name, public=False)


def stream(
    request: HttpRequest, steps: Iterator[Progress], *, title: str, after: str
) -> StreamingHttpResponse:
    """A page that is sent while the work goes on, so that its bar grows without any script.

    The work runs in this answer: whoever leaves the page before its end stops it, and the one
    transaction takes everything back.
    """
    whole = render_to_string("kit/bulk_progress.html", {"title": title, "gap": BREAK}, request)
    head, _, tail = whole.partition(BREAK)
    response = StreamingHttpResponse(_pieces(head, tail, steps, after))
    response["Cache-Control"] = "no-store, private"
    response["Content-Encoding"] = "identity"  # packing would hold the pieces back
    response["X-Accel-Buffering"] = "no"  # and so would a proxy
    return response


def _pieces(head: str, tail: str, steps: Iterator[Progress], after: str) -> Iterator[str]:
    yield head
    told = 0
    try:
        for step in steps:
            part = STEPS * step.done // max(step.whole, 1)
            words = f"{step.done * 100 // max(step.whole, 1)} %"
            for _ in range(part - told):
                yield format_html(
                    '<li class="fill__part"><span class="only-heard">{}</span></li>', words
                )
            told = part
    except Refused as refused:
        yield format_html('</ol><p class="lead" role="alert">{}</p>', refused.message)
    else:
        yield format_html('</ol><p class="lead" role="status">{}</p>', "Đã ghi xong.")
        yield format_html('<meta http-equiv="refresh" content="1;url={}">', after)
    yield format_html('<p><a class="btn" href="{}">Xem kết quả</a></p>', after)
    yield tail


def _mine(desk: Desk) -> Any:
    return batches.of_account(desk.by.person_id, desk.importer.kind).filter(unit_id=desk.unit_id)


def _at(desk: Desk, what: str, batch: Batch) -> str:
    return reverse(f"{desk.route}_{what}", args=[batch.pk])
