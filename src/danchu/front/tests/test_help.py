"""Every desk page: three sentences, whom to call; and the guide of each role on two sheets."""

import ast
import inspect
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

import danchu
from civics.errors import Refused
from danchu.front import guide
from danchu.kit import help as texts
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people import access, actions
from danchu.people.models import Helper, Role, Term

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/nguoi-phu-trach/"
HOUSE = Path(danchu.__file__).parent
LONGEST = 130  # letters of one sentence, read aloud in one breath


# ── every page has its words ──────────────────────────────────────────────────────────────────


def named_pages(patterns: list, space: str = "") -> Iterator[tuple[str, object]]:
    """Each address's name and its view."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from named_pages(one.url_patterns, inner)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}", one.callback


PAGES = dict(named_pages(get_resolver().url_patterns))


def templates_of(view: object) -> set[str]:
    """Templates named in a view, or in a private function of its module that it calls."""
    plain = inspect.unwrap(view)
    tree = ast.parse(Path(inspect.getsourcefile(plain)).read_text())
    beside = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    wanted, seen, found = [plain.__name__], set(), set()
    while wanted:
        name = wanted.pop()
        if name in seen or name not in beside:
            continue
        seen.add(name)
        for node in ast.walk(beside[name]):
            if isinstance(node, ast.Name) and node.id.startswith("_"):
                wanted.append(node.id)
            elif isinstance(node, ast.JoinedStr):
                found |= written_out(node)
            elif isinstance(node, ast.Constant) and re.search(r"[^.]\.html$", str(node.value)):
                found.add(str(node.value))
    return found


def written_out(name: ast.JoinedStr) -> set[str]:
    """Every template that a name with a gap in it may mean: `front/api_{language}.html`."""
    parts = [str(one.value) if isinstance(one, ast.Constant) else "*" for one in name.values]
    pattern = "".join(parts)
    if not pattern.endswith(".html"):
        return set()
    found = {f"{one.parent.name}/{one.name}" for one in HOUSE.glob(f"*/templates/{pattern}")}
    assert found, pattern
    return found


def on_the_desk(template: str) -> bool:
    return "kit/desk.html" in Path(get_template(template).origin.name).read_text()


DESK = sorted(
    page
    for page, view in PAGES.items()
    if (inspect.getmodule(inspect.unwrap(view)) or ast).__name__.startswith("danchu.")
    and not page.startswith(("kit:", "demo"))
    and any(on_the_desk(one) for one in templates_of(view))
)


def test_the_desk_pages_are_found():
    assert {"duties:inbox", "disclosure:draft", "people:helper", "behalf:index"} <= set(DESK)
    assert len(DESK) > 35


def test_every_desk_page_says_what_it_is_for():
    assert [page for page in DESK if texts.of(page) is None] == []


def test_every_text_names_a_page():
    assert [page for page in texts.texts() if page not in PAGES] == []


@pytest.mark.parametrize("said", texts.texts().values(), ids=lambda said: said.page)
def test_help_is_three_sentences_each_said_in_one_breath(said):
    for sentence in said.sentences:
        assert re.fullmatch(r"[^.!?]+\.", sentence), sentence
        assert len(sentence) <= LONGEST, sentence
    assert said.what.startswith("Trang này ")
    assert said.now.startswith("Bây giờ bạn ")
    known = {texts.EVERYBODY, texts.CIVIL_SERVANTS, texts.PART_TIME, *Role.values}
    assert {*said.roles} <= known
    assert said.name


def test_they_stand_at_the_foot_of_the_page(lan, desk_of):
    page = desk_of(lan).get("/cong-khai/").content.decode()
    foot = page[page.index('id="tro-giup"') :]
    for sentence in texts.of("disclosure:index").sentences:
        assert sentence in foot
    assert page.index("</main>") < page.index('id="tro-giup"')


def test_public_pages_carry_no_help_of_the_desk(lan, desk_of):
    assert 'id="tro-giup"' not in Client().get("/").content.decode()
    assert 'id="tro-giup"' not in desk_of(lan).get("/").content.decode()


# ── whom to call ──────────────────────────────────────────────────────────────────────────────


def named(chosen: Term, by: Term, phone="0208 382 1234") -> Helper:
    return actions.name_helper(chosen, phone=phone, by=by, on=today())


def test_the_person_named_by_the_office_stands_on_the_page_of_a_hamlet_head(
    lan, thang, tam, desk_of
):
    named(thang, lan)
    page = desk_of(tam).get("/viec/").content.decode()
    assert "<b>Lý Văn Thắng</b>, Phó Chủ tịch UBND xã, xã La Bằng" in page
    assert '<a href="tel:02083821234">0208 382 1234</a>' in page
    assert AuditEntry.objects.last().act == "people.name_helper"


def test_without_a_name_the_holder_of_the_office_stands_there_and_a_missing_number_is_said(
    lan, binh, tam, desk_of
):
    page = desk_of(tam).get("/viec/").content.decode()
    assert "<b>Ma Thị Lan</b>" in page
    assert "Chưa ghi số điện thoại của người này." in page
    assert "Văn phòng ghi số này ở trang Người phụ trách" in page
    assert DOOR not in page
    assert DOOR in desk_of(lan).get("/viec/").content.decode()


def test_whoever_left_office_is_called_no_more(lan, binh, tam):
    named(lan, binh)
    Term.objects.filter(pk=lan.pk).update(until=today().replace(day=1, month=1))
    assert access.contact_of(lan.unit, on=today()).name == "Nông Văn Bình"
    assert not access.contact_of(lan.unit, on=today()).named


def test_an_empty_office_is_said(tam, desk_of):
    assert "Chưa ghi ai phụ trách ở xã La Bằng" in desk_of(tam).get("/viec/").content.decode()


def test_the_office_names_on_one_page(lan, binh, desk_of):
    browser = desk_of(lan)
    assert browser.post(DOOR, {"term": binh.pk, "phone": "gọi Bình"}).status_code == 422
    browser.post(DOOR, {"term": binh.pk, "phone": "0208 382 9999"})
    contact = access.contact_of(lan.unit, on=today())
    assert (contact.name, contact.phone, contact.named) == ("Nông Văn Bình", "0208 382 9999", True)


def test_only_the_office_itself_names_and_only_its_own(lan, thang, tam, mai, viet, desk_of):
    for other in (tam, thang, viet):
        assert desk_of(other).get(DOOR).status_code == 404
    assert desk_of(mai).get(DOOR).status_code == 200
    with pytest.raises(Refused, match="chính văn phòng này"):
        named(lan, mai)
    with pytest.raises(Refused, match="chính văn phòng này"):
        named(tam, lan)


def test_a_learner_calls_the_real_office(lan, desk_of):
    named(lan, lan)
    browser = desk_of(lan)
    browser.post("/tap-huan/vao/", {"vai": "community_head"})
    page = browser.get("/viec/").content.decode()
    assert "<b>Ma Thị Lan</b>" in page
    assert "0208 382 1234" in page


# ── two sheets for each role ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_the_guide_of_a_role_is_two_a4_pages_of_the_same_words(role, lan, desk_of):
    answer = desk_of(lan).get(f"/huong-dan/{role.value}.pdf")

    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 2
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    first, second = (" ".join(page.extract_text().split()) for page in pages)
    assert "Ma Thị Lan" in first
    assert "Ba điều nhớ kỹ" in first
    assert len(second) > 400
    printed = re.sub(r"\s", "", first + second)
    for one in guide.pages_of(role):
        for sentence in one.help.sentences:
            assert re.sub(r"\s", "", sentence) in printed, sentence


@pytest.mark.parametrize("role", ["clerk", "community_head"])
def test_the_guide_reads_on_a_page_too(role, tam, desk_of):
    page = desk_of(tam).get(f"/huong-dan/{role}/").content.decode()
    for one in guide.pages_of(Role(role)):
        assert one.help.what in page
    assert "http://testserver/huong-dan/" in page


def test_a_stranger_writes_the_number_in_by_hand_and_an_unknown_role_is_not_there(db):
    assert "Số điện thoại: …" in Client().get("/huong-dan/clerk/").content.decode()
    assert Client().get("/huong-dan/vua/").status_code == 404
    assert Client().get("/huong-dan/vua.pdf").status_code == 404
    listed = Client().get("/huong-dan/").content.decode()
    assert all(f"/huong-dan/{role}/" in listed for role in Role.values)


def test_a_guide_printed_in_a_practice_commune_says_so(lan, desk_of):
    browser = desk_of(lan)
    browser.post("/tap-huan/vao/", {"vai": "clerk"})
    pages = PdfReader(io.BytesIO(browser.get("/huong-dan/clerk.pdf").content)).pages
    assert all("TẬP HUẤN" in page.extract_text() for page in pages)
