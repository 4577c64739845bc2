"""The door: home, search, feeds, open data, health."""

from django.urls import path

from danchu.front import appearance, feeds, guide, health, home, offline, practice, search, trail
from danchu.front.api import pages
from danchu.front.api.urls import urls as api_urls

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
    path("giao-dien/", appearance.appearance, name="appearance"),
    path("tim/", search.search, name="search"),
    path("api/", pages.documentation, name="api_docs"),
    path("api/en/", pages.documentation, {"language": "en"}, name="api_docs_en"),
    path("api/loi/<slug:slug>/", pages.problem, name="api_problem"),
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
    path("huong-dan/", guide.guides, name="guides"),
    path("huong-dan/<slug:role>/", guide.guide, name="guide"),
    path("huong-dan/<slug:role>.pdf", guide.guide_pdf, name="guide_pdf"),
    path("tap-huan/", practice.practice, name="practice"),
    path("tap-huan/vao/", practice.enter, name="practice_enter"),
    path("tap-huan/lam-lai/", practice.afresh, name="practice_afresh"),
    path("tap-huan/ra/", practice.leave, name="practice_leave"),
    path("tap-huan/giay/", practice.paper, name="practice_paper"),
    path("healthz", health.alive, name="alive"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("nhat-ky/cua-toi/", trail.own, name="own_trail"),
    path("nhat-ky/to-in/", trail.sheet, name="trail_sheet"),
    path("nhat-ky/trich/", trail.extracts_made, name="extracts"),
    path("nhat-ky/trich/<int:pk>/", trail.extract, name="extract"),
    path("nhat-ky/trich/<int:pk>/tep/", trail.extract_file, name="extract_file"),
    path("nhat-ky/trich/<int:pk>/phieu/", trail.extract_sheet, name="extract_sheet"),
    path("readyz", health.ready, name="ready"),
]
