"""What everything is compared with: Django, one query, twenty rows, one template, no middleware."""

import os
from urllib.parse import quote

from django.conf import settings

NAME = __name__

if not settings.configured:
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    from danchu import settings as house  # its database, nothing else of it

    settings.configure(
        SECRET_KEY=quote("bare"),
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=NAME,
        DATABASES=house.DATABASES,
        INSTALLED_APPS=[],
        MIDDLEWARE=[],
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"list.html": ""})],
                        )
                    ]
                },
            }
        ],
    )

import django  # noqa: E402

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = Template(
    "<!doctype html><html lang='vi'><head><title>List</title></head><body><h1>List</h1><ul>"
    "{% for row in rows %}<li><a href='/cong-khai/{{ row.pk }}/'>{{ row.number }}</a> "
    "{{ row.signer }}, {{ row.decided_on|date:'d/m/Y' }}, {{ row.group }}</li>{% endfor %}"
    "</ul></body></html>"
)


class Item(models.Model):  # noqa: DJ008  never printed
    number = models.CharField(max_length=80)
    signer = models.CharField(max_length=160)
    decided_on = models.DateField()
    group = models.PositiveSmallIntegerField()

    class Meta:
        app_label, managed, db_table = "bare", False, "disclosure_item"


def rows(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render(Context({"rows": Item.objects.order_by("-id")[:20]})))


urlpatterns = [path("", rows)]
application = get_wsgi_application()
