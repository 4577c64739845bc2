"""Only for the guide `/kit/`: the words beside each part."""

from typing import Any

from django import template

from danchu.kit import guide

register = template.Library()


@register.inclusion_tag("kit/gallery/_usage.html")
def usage(*names: str) -> dict[str, Any]:
    """How the parts of these names are used."""
    return {"parts": [guide.part(name) for name in names]}
