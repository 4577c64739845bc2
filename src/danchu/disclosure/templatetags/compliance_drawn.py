"""Rows of the tables of compliance: six hundred links a page, so they are joined in Python."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from danchu.disclosure.compliance.province import CommuneRow
from danchu.disclosure.compliance.sheets import Figures, Number
from danchu.kit.templatetags.kit import moment, number, status

register = template.Library()
_NONE = SafeString(" is-none")


@register.simple_tag
def counted(one: Figures) -> SafeString:
    """On time of how many, and the other numbers, each a link to its list."""
    if one.tally.whole:
        first = format_html(
            '<p><a href="{}">{}</a> trên <a href="{}">{}</a></p>',
            one.on_time.address,
            number(one.tally.on_time),
            one.whole,
            number(one.tally.whole),
        )
    else:
        first = SafeString('<p><span class="quiet">chưa đến hạn</span></p>')
    return _joined(
        [
            first,
            *(
                format_html(
                    '<p class="sm"><a href="{}">{}</a></p>',
                    more.address,
                    status(more.kind, more.said),
                )
                for more in one.others
            ),
        ]
    )


@register.simple_tag
def commune_row(row: CommuneRow) -> SafeString:
    """One commune of the province: its name, and every number a link to its own list."""
    on_time, *others = row.numbers
    return format_html(
        '<tr><th scope="row"><a href="/xa/{}/thuc-hien/">{}</a>{}</th>{}{}'
        '<td class="n{}" data-l="không phát sinh">{}</td></tr>',
        row.unit.slug,
        row.unit,
        _age(row),
        _share(row, on_time),
        _joined(_cell(one) for one in others),
        "" if row.nothing else _NONE,
        number(row.nothing),
    )


def _age(row: CommuneRow) -> SafeString | str:
    if not row.as_of:
        return ""
    said = f"số của lúc {moment(row.as_of)}" if row.counted else "chưa tính xong"
    return format_html('<span class="sm second"> · {}</span>', said)


def _share(row: CommuneRow, on_time: Number) -> SafeString:
    if not row.tally.whole:
        return format_html(_SHARE, _NONE, "–")
    both = format_html(
        '<a href="{}">{}</a> / <a href="{}">{}</a>',
        on_time.address,
        number(row.tally.on_time),
        row.whole,
        number(row.tally.whole),
    )
    return format_html(_SHARE, "", both)


_SHARE = '<td class="n{}" data-l="Đúng hạn trên đã đến hạn"><span>{}</span></td>'


def _cell(one: Number) -> SafeString:
    if not one.many:
        return format_html('<td class="n is-none" data-l="{}">0</td>', one.words)
    return format_html(
        '<td class="n" data-l="{}"><a href="{}">{}</a></td>',
        one.words,
        one.address,
        number(one.many),
    )


def _joined(parts: Any) -> SafeString:
    """Each part is safe already, or escaped here."""
    return SafeString("".join(conditional_escape(part) for part in parts))
