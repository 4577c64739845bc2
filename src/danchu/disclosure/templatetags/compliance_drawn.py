"""Rows of the tables of compliance: six hundred links a page, so they are joined in Python."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from danchu.disclosure.compliance.province import CommuneRow
from danchu.disclosure.compliance.sheets import Figures, Number
from danchu.kit.templatetags.kit import moment, number, status

register = template.Library()
_NONE = " is-none"


@register.simple_tag
def counted(one: Figures) -> SafeString:
    """On time of how many, and the other numbers, each a link to its list."""
    first = '<p><span class="quiet">chưa đến hạn</span></p>'
    if one.tally.whole:
        on_time = _link(one.on_time.address, number(one.tally.on_time))
        first = f"<p>{on_time} trên {_link(one.whole, number(one.tally.whole))}</p>"
    others = (_link(more.address, status(more.kind, more.said)) for more in one.others)
    return SafeString(first + "".join(f'<p class="sm">{other}</p>' for other in others))


@register.simple_tag
def commune_row(row: CommuneRow) -> SafeString:
    """One commune of the province: its name, and every number a link to its own list."""
    on_time, *others = row.numbers
    name = _link(f"/xa/{row.unit.slug}/thuc-hien/", escape(str(row.unit)))
    nothing = "" if row.nothing else _NONE
    return SafeString(
        f'<tr><th scope="row">{name}{_age(row)}</th>{_share(row, on_time)}'
        f"{''.join(map(_cell, others))}"
        f'<td class="n{nothing}" data-l="không phát sinh">{number(row.nothing)}</td></tr>'
    )


def _link(address: str, words: str) -> str:
    """`words` is safe: a number, or escaped by whoever says it."""
    return f'<a href="{escape(address)}">{words}</a>'


def _age(row: CommuneRow) -> str:
    if not row.as_of:
        return ""
    said = f"số của lúc {moment(row.as_of)}" if row.counted else "chưa tính xong"
    return f'<span class="sm second"> · {said}</span>'


def _share(row: CommuneRow, on_time: Number) -> str:
    none, both = _NONE, "–"
    if row.tally.whole:
        whole = _link(row.whole, number(row.tally.whole))
        none, both = "", f"{_link(on_time.address, number(row.tally.on_time))} / {whole}"
    return f'<td class="n{none}" data-l="Đúng hạn trên đã đến hạn"><span>{both}</span></td>'


def _cell(one: Number) -> str:
    if not one.many:
        return f'<td class="n is-none" data-l="{escape(one.words)}">0</td>'
    shown = _link(one.address, number(one.many))
    return f'<td class="n" data-l="{escape(one.words)}">{shown}</td>'
