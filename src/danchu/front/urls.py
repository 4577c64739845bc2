"""The door: home, search, feeds, open data, health."""

from django.urls import path

from danchu.front import audit, feeds, health, home, offline, search
from danchu.front.api.urls import urls as api_urls

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", search.search, name="search"),
    path("api/v1/", api_urls),
    path("atom.xml", feeds.atom, name="atom"),
    path("xa/<slug:slug>/atom.xml", feeds.atom, name="commune_atom"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    path("xa/<slug:slug>/feed.json", feeds.json_feed, name="commune_json_feed"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("ngoai-tuyen/", offline.without_network, name="offline"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path(".well-known/security.txt", feeds.security, name="security"),
    path("healthz", health.alive, name="alive"),
    path("nhat-ky/", audit.trail, name="trail"),
    path("readyz", health.ready, name="ready"),
]
