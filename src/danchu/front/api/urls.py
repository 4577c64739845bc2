"""/api/v1/: every answer may be read by any page on the web, and asked again by its ETag."""

from django.urls import URLPattern

from danchu.front.api.gate import open_to_all
from danchu.front.api.views import api

patterns, _, _ = api.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern):
        pattern.callback = open_to_all(pattern.callback)
urls = (patterns, "api", "api")
