"""Words of `law/` that point to other rules, as links."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from danchu.kit.law import book
from danchu.rulebook.words import KEY, label_of

register = template.Library()


@register.filter
def rules_linked(text: str) -> SafeString:
    """`text` in which each rule named by its key is a link with the rule's name."""
    whole, at = "", 0
    for found in KEY.finditer(text):
        key = found[0]
        if key in book().rules:
            whole += conditional_escape(text[at : found.start()])
            whole += format_html('<a href="/luat/{}/">{}</a>', key, label_of(key))
            at = found.end()
    return mark_safe(whole + conditional_escape(text[at:]))  # noqa: S308  each piece is escaped
