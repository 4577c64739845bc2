"""Bài đọc loa: the office makes, edits, issues and records it; everybody hears and prints it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access, telling
from danchu.disclosure.actions import speaking
from danchu.disclosure.actions.speaking import Take
from danchu.disclosure.desk import acting
from danchu.disclosure.speaking import office, ranges
from danchu.disclosure.speaking.forms import RecordingForm, ScriptForm, TakeBackForm
from danchu.disclosure.spoken import Language
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, reads_commune, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def script(request: HttpRequest, pk: int) -> HttpResponse:
    """The text the machine made, to be edited and issued; its recordings; where it stands."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on).published(), pk=pk)
    sheet = office.sheet(item)
    if sheet is None:
        raise Http404
    form = ScriptForm(request.POST or None, initial={"text": sheet.text})
    if form.is_valid():
        said = form.cleaned_data
        try:
            by = acting(request, item.unit)
            speaking.issue_script(
                item, text=said["text"], numbers_checked=said["checked"], by=by, on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ban hành bài đọc. Người đọc loa dùng bài này từ nay.")
            return redirect("disclosure:script", pk)
    return page(request, "disclosure/script.html", item=item, form=form, sheet=sheet)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A recording by somebody is attached to the issued text."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on).published(), pk=pk)
    issued = access.script_of(item)
    if issued is None:
        messages.error(request, "Hãy ban hành bài đọc trước, rồi thêm bản ghi âm của bài ấy.")
        return redirect("disclosure:script", pk)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        take = Take(said["file"], Language(said["language"]), said["reader"], True, said["words"])
        try:
            speaking.keep_recording(issued, take, by=acting(request, item.unit), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã thêm bản ghi âm. Ai cũng nghe được trên trang.")
            return redirect("disclosure:script", pk)
    return page(request, "disclosure/record.html", item=item, form=form, script=issued)


@desk
@require_POST
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """The clerk asks for a machine's voice."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on).published(), pk=pk)
    issued = access.script_of(item)
    try:
        if issued is None:
            raise Refused("Hãy ban hành bài đọc trước, rồi tạo giọng máy từ bài ấy.")
        speaking.make_voice(issued, by=acting(request, item.unit), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã tạo giọng máy. Hãy nghe thử; đọc sai thì rút xuống.")
    return redirect("disclosure:script", pk)


@desk
@require_POST
def on_air(request: HttpRequest, pk: int) -> HttpResponse:
    """Urgent: read over the loudspeakers today."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on).published(), pk=pk)
    try:
        speaking.put_on_air(item, by=acting(request, item.unit), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã xếp là việc khẩn: đứng đầu danh sách đọc loa hôm nay.")
    return redirect("disclosure:script", pk)


@desk
@require_POST
def not_urgent(request: HttpRequest, pk: int) -> HttpResponse:
    """The danger is over: back into its day, with a reason."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on).published(), pk=pk)
    try:
        by = acting(request, item.unit)
        speaking.no_longer_urgent(item, why=request.POST.get("why", ""), by=by, on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã thôi xếp khẩn. Bài đọc trở về đúng ngày của nó.")
    return redirect("disclosure:script", pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int, recording_pk: int) -> HttpResponse:
    """A recording leaves the page, with a reason."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    recording = get_object_or_404(access.kept_recordings(item), pk=recording_pk)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            by = acting(request, item.unit)
            speaking.take_back(recording, why=form.cleaned_data["why"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã rút bản ghi âm khỏi trang.")
            return redirect("disclosure:script", pk)
    return page(request, "disclosure/take_back.html", item=item, form=form, recording=recording)


# ── for everybody ─────────────────────────────────────────────────────────────────────────────


@require_safe
def script_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued text in big letters, for whoever reads it at the microphone."""
    item = get_object_or_404(access.public_items().published(), pk=pk)
    reads_commune(request, item.unit_id)
    issued = access.script_of(item)
    if issued is None:
        raise Http404
    shown = {"item": item, "script": issued, "paper": telling.paper(item)}
    return page(request, "disclosure/script_sheet.html", back=f"/cong-khai/{pk}/", **shown)


@require_safe
def recording(request: HttpRequest, pk: int, recording_pk: int) -> HttpResponse:
    """One recording, whole or in pieces as a player asks."""
    found = access.public_recording(pk, recording_pk)
    if found is None:
        raise Http404
    try:
        data = files.read(found.stored_as)
    except FileNotFoundError as gone:  # sealed between the two lines above
        raise Http404 from gone
    return ranges.serve_sound(request, data, found.content_type, found.name, sha256=found.sha256)
