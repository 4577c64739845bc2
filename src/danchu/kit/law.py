"""The bare loader of national values, so that lower floors may ask for them too."""

from functools import cache

from django.conf import settings

from civics.rulebook import Rulebook, load


@cache
def book() -> Rulebook:
    """`law/` read once per process."""
    return load(settings.LAW_FOLDER)
