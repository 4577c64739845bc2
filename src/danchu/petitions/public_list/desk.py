"""The office looks: public or not, photo by photo; the sender wishes, takes back, appeals."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from PIL import Image

from civics.errors import Refused
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.petitions import access as room
from danchu.petitions import clocks, opened
from danchu.petitions.actions import masking, showing
from danchu.petitions.models import Attachment, PublicCase
from danchu.petitions.public_list import access, grounds, preview, reading, tapping
from danchu.petitions.public_list.forms import (
    AppealShowForm,
    RefuseShowForm,
    RemoveShowForm,
    ShowForm,
    SureForm,
)
from danchu.petitions.views.own import HOUR
from danchu.rulebook import citing


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """Public in the office's words, or not and on which ground."""
    found, by = _found(request, pk)
    refusing = request.POST.get("viec") == "khong"
    given = request.POST if request.method == "POST" else None
    show = ShowForm(None if refusing else given, initial=reading.proposed(found))
    refuse = RefuseShowForm(given if refusing else None, prefix="khong")
    form: Any = refuse if refusing else show
    if form.is_valid():
        act = showing.refuse_show if refusing else showing.show
        try:
            act(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            done = "Không công khai, người gửi đọc được vì sao." if refusing else "Đã công khai."
            messages.success(request, done)
            return redirect("petitions:moderate", pk)
    return page(
        request,
        "petitions/moderate.html",
        found=found,
        case=found.case,
        form=show,
        refuse=refuse,
        failed=form.is_bound,
        photos=reading.photos(found.case),
        log=reading.log(access.log_of(found), inside=True),
        cites=grounds.cites(found.unit, on=today()),
        guides=_guides(found),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Boxes over faces and plates, by two taps or four numbers; then public, or not at all."""
    found, by = _found(request, pk)
    file = get_object_or_404(access.photos_of_case(found.case), pk=file_pk)
    form = SureForm(request.POST if request.POST.get("viec") == "che" else None)
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "khong":
                masking.refuse_photo(found, file, by=by, on=today())
                messages.success(request, "Ảnh này không công khai.")
                return redirect("petitions:moderate", pk)
            if form.is_valid():
                boxes = tapping.read(request.POST.getlist("o"))
                masking.mask_photo(found, file, boxes, sure=True, by=by, on=today())
                messages.success(request, "Đã công khai bản ảnh đã che.")
                return redirect("petitions:moderate", pk)
        except Refused as refused:
            tell(form if form.is_bound else (form := SureForm({})), refused)
    asked = request.POST if request.method == "POST" else request.GET
    shown = {"found": found, "file": file, "drawn": _drawn(asked, file), "form": form}
    return page(request, "petitions/mask.html", case=found.case, **shown)


@desk
@require_safe
def masked_preview(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """The photo as it would be public, with the corner that waits; for the office alone."""
    found, _ = _found(request, pk)
    file = get_object_or_404(access.photos_of_case(found.case), pk=file_pk)
    data = preview.drawn(files.read_sealed(file.stored_as), _drawn(request.GET, file))
    return serve(data, "image/jpeg", "xem-truoc.jpg", public=False)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Gỡ khẩn: everything leaves the pages in this very act."""
    found, by = _found(request, pk)
    form = RemoveShowForm(request.POST or None)
    if form.is_valid():
        try:
            showing.remove_show(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gỡ khẩn: chữ và ảnh không còn ở trang nào.")
            return redirect("petitions:public_case", found.pk)
    return page(request, "petitions/public_remove.html", found=found, case=found.case, form=form)


@require_POST
@sensitive_post_parameters()
@limited("petitions.say_more", per=HOUR, at_most=60, echo=True)
def own_public(request: HttpRequest, code: str) -> HttpResponse:
    """The sender: make it public, no longer, or look again."""
    case = get_object_or_404(room.opened(request.user, opened.keys(request)), code=code.upper())
    found, does = access.of_case(case), request.POST.get("viec", "")
    try:
        if does == "muon":
            showing.wish(case, on=today())
            messages.success(request, "Văn phòng sẽ xem rồi công khai, hoặc báo vì sao không.")
        elif found and does == "thoi":
            showing.take_back(found, on=today())
            messages.success(request, "Đã thôi công khai. Việc của bạn vẫn được xử lý.")
        elif found and does == "xem-lai":
            form = AppealShowForm(request.POST)
            words = form.cleaned_data["words"] if form.is_valid() else ""
            if not words:
                raise Refused("Chưa ghi vì sao nên công khai. Một câu là đủ.")
            showing.appeal_show(found, words=words, on=today())
            messages.success(request, "Đã gửi. Người khác trong văn phòng sẽ xem lại.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("petitions:own", case.code)


def _guides(found: PublicCase) -> list[citing.Guide]:
    """What came of a matter about a rule of the state must be public, in a way the law names."""
    keys = clocks.ABOUT_RULES if found.case.about_rules else ()
    return citing.guides(keys, found.unit, on=today())


def _found(request: HttpRequest, pk: int) -> tuple[PublicCase, Term]:
    """What may become public of a case of this office, and the term under which one acts."""
    on = today()
    case = get_object_or_404(room.kept_by(request.user, on=on), pk=pk)
    by, found = room.office_term(request.user, case.unit, on=on), access.of_case(case)
    if by is None or found is None:
        raise Http404
    return found, by


def _drawn(asked: QueryDict, file: Attachment) -> tapping.Drawn:
    with Image.open(io.BytesIO(files.read_sealed(file.stored_as)), formats=("JPEG",)) as opened:
        return tapping.drawn(asked, *opened.size)
