"""How allauth behaves in this house: nobody registers, no mail, secrets rest encrypted."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class OnlyRealPeople(AuthenticationBackend):  # type: ignore[misc]
    """Everybody knows how the made-up people come in, so they do only on one's own machine."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(super().user_can_authenticate(user)) and (settings.LOCAL or not user.demo)


class ClosedDoors(DefaultAccountAdapter):  # type: ignore[misc]
    """No self-registration, and no messages or mail of allauth's own wording."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        pass


class SecretsAtRest(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP secrets and recovery seeds are unreadable in a stolen database or backup."""

    def encrypt(self, text: str) -> str:
        sealed: bytes = _box().encrypt(text.encode())
        return sealed.decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Newest key first; former keys (SECRET_KEY_FALLBACKS) still open what they closed."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(f"danchu.totp:{key}".encode()).digest())) for key in keys]
    )
