"""How a short text reaches a phone. The house knows one kind of gateway: JSON over HTTPS.

Many sending houses speak it, or a small bridge at the province does. It is asked once: a text that
did not leave is told to the person, who may try again; nothing retries by itself.
"""

from typing import Protocol

import requests
from django.conf import settings

TIMEOUT_SECONDS = (3.05, 10)  # to connect, to answer


class NotSent(Exception):
    """The gateway did not take the text. Says nothing about the number."""


class Gateway(Protocol):
    def send(self, number: str, text: str) -> None:
        """Hand over `text` for `number` (+84…), or raise `NotSent`."""


class HttpGateway:
    """POST {"to": "+84…", "text": "…"} with a bearer token; any 2xx means it was taken."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def send(self, number: str, text: str) -> None:
        try:
            answer = requests.post(
                self.url,
                json={"to": number, "text": text},
                headers={"Authorization": f"Bearer {self.token}"},
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise NotSent from error
        if answer.status_code not in range(200, 300):
            raise NotSent


def configured() -> Gateway | None:
    """The province's gateway; None: this way in is not offered."""
    return HttpGateway(settings.SMS_URL, settings.SMS_TOKEN) if settings.SMS_URL else None
