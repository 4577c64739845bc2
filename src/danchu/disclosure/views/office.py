"""The office's desk: note, write, attach, hand over, approve."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access, reading, screens, workbench
from danchu.disclosure.actions import drafting, noting, publishing
from danchu.disclosure.desk import acting, deciding, office
from danchu.disclosure.forms import FileForm, SecretForm, SignedPaperForm, WhyForm
from danchu.disclosure.models import Item
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk

PUBLISHED = "Đã công khai. Dưới đây là trang người dân đọc; tiếp theo hãy in tờ niêm yết."


@desk
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything this office keeps, what waits first."""
    on = today()
    at = office(request)
    items = reading.with_titles(access.kept_by(request.user, on=on).filter(unit=at.unit))
    decides = access.deciding_term(request.user, at.unit, on=on) is not None
    waiting = items.waiting().order_by("due_on", "pk")
    settled = items.settled().order_by("-published_on", "-pk")[:100]
    return page(
        request,
        "disclosure/index.html",
        unit=at.unit,
        waiting=workbench.office_rows(waiting, decides=decides, on=on),
        settled=workbench.office_rows(settled, decides=decides, on=on),
        decides=decides,
        clerk=access.clerk_term(request.user, at.unit, on=on) is not None,
        cites=reading.day_rules(at.unit, "disclosure.publish", on=on),
        pointers=workbench.waiting_pointers(request.user, on=on),
    )


@desk
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Ghi nhận: number, day, signer, group. One minute, and the clock runs."""
    on = today()
    at = office(request)
    pointer = workbench.pointer_to_note(access.pointers_of(request.user, on=on), request)
    form = workbench.note_form(request, pointer, on=on)
    if form.is_valid():
        try:
            item = noting.note(at.unit, **form.cleaned_data, by=at.term, on=on, pointer=pointer)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(
                request, f"Đã ghi nhận. Phải công khai chậm nhất ngày {item.due_on:%d/%m/%Y}."
            )
            return redirect("disclosure:draft", item.pk)
    return page(
        request,
        "disclosure/note.html",
        form=form,
        unit=at.unit,
        pointer=pointer,
        asks=workbench.asked(at.unit, request.POST or request.GET, on=on),
    )


@desk
@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """What the law asks of a decision of this group signed on this day; also as a part for htmx."""
    at = office(request)
    return page(
        request,
        "disclosure/owed.html",
        unit=at.unit,
        asks=workbench.asked(at.unit, request.GET, on=today()),
    )


@desk
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the text; the files stand below."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    sheet = workbench.sheet(item, on=on)
    form = workbench.draft_form(sheet, request.POST or None)
    handing_over = "submit" in request.POST
    if form.is_valid():
        by = acting(request, item.unit)
        try:
            drafting.save_draft(item, **form.words, by=by, on=on)
            if handing_over:
                drafting.submit(item, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            said = "Đã trình người duyệt." if handing_over else "Đã lưu bản nháp."
            messages.success(request, said)
            return redirect("disclosure:draft", item.pk)
    shown = workbench.draft_page(item, request.user, sheet, on=on)
    return page(request, "disclosure/draft.html", form=form, file_form=FileForm(), **shown)


@desk
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one file to the draft."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    form = FileForm(request.POST, request.FILES)
    sheet = workbench.sheet(item, on=on)
    if form.is_valid():
        try:
            by = acting(request, item.unit)
            drafting.attach(sheet.open_version, form.upload, **form.marks, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã thêm tệp.")
            return redirect("disclosure:draft", item.pk)
    text = workbench.draft_form(sheet, None)
    shown = workbench.draft_page(item, request.user, sheet, on=on)
    return page(request, "disclosure/draft.html", form=text, file_form=form, failed=True, **shown)


@desk
@require_POST
def detach(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file out of the draft."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    file = get_object_or_404(access.draft_files(item), pk=file_pk)
    try:
        drafting.detach(file, by=acting(request, item.unit), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("disclosure:draft", item.pk)


@desk
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The approver reads the whole, declares no secret, makes it public; or gives it back."""
    on = today()
    item = get_object_or_404(access.decided_by(request.user, on=on), pk=pk)
    by = deciding(request, item.unit)
    giving_back = "give_back" in request.POST
    sheet = workbench.sheet(item, on=on)
    asks = screens.choices(sheet.draft)
    form = SecretForm(request.POST if request.POST and not giving_back else None, asks=asks)
    why = WhyForm(request.POST if giving_back else None)
    try:
        if giving_back and why.is_valid():
            drafting.give_back(item, why=why.cleaned_data["why"], by=by, on=on)
            messages.success(request, "Đã trả lại người soạn, kèm lý do.")
            return redirect("disclosure:index")
        if form.is_valid():
            seen = request.POST.get("read", "")
            publishing.approve(item, **form.cleaned_data, by=by, on=on, read=seen)
            return _published(request, item)
    except Refused as refused:
        tell(why if giving_back else form, refused)
    shown = {"item": item, "sheet": sheet, "form": form, "why": why}
    shown["following"] = access.next_to_approve(request.user, item, on=on)
    checked = screens.checked(sheet.draft)
    failed = bool(why.errors)
    return page(request, "disclosure/approve.html", failed=failed, checked=checked, **shown)


def _published(request: HttpRequest, item: Item) -> HttpResponse:
    """The page the people read, with a word to whoever published it; or the next that waits."""
    following = access.next_to_approve(request.user, item, on=today())
    if "next" in request.POST and following is not None:
        messages.success(request, f"Đã công khai {item}. Đây là bản chờ tiếp theo.")
        return redirect("disclosure:approve", following.pk)
    messages.success(request, PUBLISHED)
    return redirect("disclosure:item", item.pk)


@desk
@require_http_methods(["GET", "POST"])
def publish_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Make public on an attached signed paper: who signed, when."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    sheet = workbench.sheet(item, on=on)
    known = {"signer": item.signer, "signed_on": item.decided_on}
    asks = screens.choices(sheet.draft)
    form = SignedPaperForm(request.POST or None, initial=known, asks=asks)
    if form.is_valid():
        try:
            publishing.publish_signed(
                item, **form.cleaned_data, by=acting(request, item.unit), on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            return _published(request, item)
    return page(
        request,
        "disclosure/publish_signed.html",
        item=item,
        form=form,
        sheet=sheet,
        checked=screens.checked(sheet.draft),
    )
