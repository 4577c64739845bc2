"""After publication: correct, withdraw, remove at once, refuse; and the inspector's sealed view."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access, workbench
from danchu.disclosure.actions import drafting, mending, renoting
from danchu.disclosure.desk import acting, deciding
from danchu.disclosure.forms import RemoveForm, RenoteForm, WhyForm
from danchu.disclosure.models import State
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "POST"])
def renote(request: HttpRequest, pk: int) -> HttpResponse:
    """The note was mistyped: number, day, signer or group. What stood there stays readable."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    form = RenoteForm(request.POST or None, on=on, initial=workbench.renote_initial(item))
    if form.is_valid():
        try:
            renoting.renote(item, **form.cleaned_data, by=acting(request, item.unit), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi lại. Hạn tính theo ngày ký mới.")
            return redirect("disclosure:draft", item.pk)
    return page(request, "disclosure/renote.html", item=item, form=form)


@desk
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi, with a reason; the title stays."""
    on = today()
    item = get_object_or_404(access.decided_by(request.user, on=on), pk=pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            mending.withdraw(
                item, why=form.cleaned_data["why"], by=deciding(request, item.unit), on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã thu hồi. Người dân thấy trang này.")
            return redirect("disclosure:item", item.pk)
    return page(request, "disclosure/withdraw.html", item=item, form=form)


@desk
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Gỡ khẩn: anybody of the office may, because a minute counts."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        try:
            mending.remove_urgently(
                item, ground=form.cleaned_data["ground"], by=acting(request, item.unit), on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gỡ. Người dân thấy trang này.")
            return redirect("disclosure:item", item.pk)
    return page(request, "disclosure/remove.html", item=item, form=form)


@desk
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer why a noted decision is not made public."""
    on = today()
    item = get_object_or_404(access.decided_by(request.user, on=on), pk=pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            by = deciding(request, item.unit)
            mending.refuse_to_publish(item, why=form.cleaned_data["why"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi câu trả lời.")
            return redirect("disclosure:index")
    return page(request, "disclosure/refuse.html", item=item, form=form)


@desk
@require_POST
def drop_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """The public text was right: drop the correction being written."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    try:
        drafting.drop_correction(item, by=acting(request, item.unit), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("disclosure:index")


@desk
@require_safe
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was removed, for an inspector; opening it is written down."""
    on = today()
    item = get_object_or_404(access.sealed_items(request.user, on=on), pk=pk)
    versions = mending.open_sealed(
        item, by=access.inspecting_term(request.user, item, on=on), on=on
    )
    shown = {"item": item, "originals": access.originals(item)}
    removed = versions if item.state == State.REMOVED else []
    return page(request, "disclosure/sealed.html", versions=removed, **shown)


@desk
@require_safe
def sealed_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """One sealed file, for an inspector."""
    on = today()
    item = get_object_or_404(access.sealed_items(request.user, on=on), pk=pk)
    file = get_object_or_404(access.sealed_files(item), pk=file_pk)
    mending.open_sealed(item, by=access.inspecting_term(request.user, item, on=on), on=on)
    return serve(files.read_sealed(file.stored_as), file.content_type, file.name, public=False)
