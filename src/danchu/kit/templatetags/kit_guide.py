"""Only for the guide `/kit/`: the words beside each part."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from danchu.kit import guide

register = template.Library()


@register.inclusion_tag("kit/gallery/_usage.html")
def usage(*names: str) -> dict[str, Any]:
    """How the parts of these names are used."""
    return {"parts": [guide.part(name) for name in names]}


@register.filter
def as_written(call: str) -> SafeString:
    """A template tag to be read, not run: its braces as entities, so no page carries a raw tag."""
    return mark_safe(escape(call).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S308
