"""Settings under which the house does not open: asked by `settings` before anything else.

Pure: it is given the values, so that both sides of every edge can be tested.
"""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_KEY, FEWEST_LETTERS = 50, 10
KNOWN_KEYS = ("django-insecure", "only-for-tests", "secret", "changeme", "change-me", "danchu")
NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(60))"'


def weak(key: str) -> bool:
    """Short, of few letters, or one that stands in somebody's example."""
    known = any(key.lower().startswith(word) for word in KNOWN_KEYS)
    return known or len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS


def refusals(
    *, keys: Iterable[str], hosts: list[str], site_url: str, var: Path, contact: str
) -> list[str]:
    """Why the house may not be opened to people with these settings; empty: it may."""
    found = []
    if any(weak(key) for key in keys):
        found.append(
            f"SECRET_KEY quá ngắn hoặc đã nằm trong ví dụ. Tạo khóa mới: {NEW_KEY} "
            f"(weak: at least {SHORTEST_KEY} characters, random)."
        )
    if wide := [host for host in hosts if not host or host.startswith((".", "*"))]:
        found.append(
            f"DANCHU_HOSTS có {wide[0]!r}: ai cũng giả được địa chỉ trang. Ghi đúng tên miền "
            "(name the hosts, no wildcard)."
        )
    parts = urlsplit(site_url)
    if parts.scheme != "https" or not parts.hostname:
        found.append(f"DANCHU_SITE_URL={site_url!r} phải bắt đầu bằng https:// (must be https).")
    elif parts.hostname not in hosts and not wide:
        found.append(
            f"DANCHU_SITE_URL chỉ tới {parts.hostname}, không có trong DANCHU_HOSTS "
            "(its host must be one of DANCHU_HOSTS)."
        )
    if not var.is_absolute():
        found.append(f"DANCHU_VAR={var} phải là đường dẫn đầy đủ (must be absolute).")
    if not contact.startswith(("mailto:", "https://")):
        found.append(
            f"SECURITY_CONTACT={contact!r} phải là mailto:… hoặc https://… (who is told of a hole)."
        )
    return found
