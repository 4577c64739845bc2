"""The keys, apart from the backup: whoever holds only one of the two can read no second factor.

Without the keys a restored house lets nobody in by code: authenticator secrets rest encrypted
under SECRET_KEY. So they are kept too, but elsewhere: on paper in a safe, or a stick of its own.
"""

import hmac
import os
from pathlib import Path

from django.conf import settings

from civics.errors import Refused

WHY = """\
# Khóa của Dân Chủ. TUYỆT MẬT: giữ ở nơi KHÁC với bản sao lưu dữ liệu (két, USB riêng).
# Mất khóa này: dữ liệu khôi phục được, nhưng mọi mã xác thực của cán bộ phải cấp lại.
# Lộ khóa này: đổi khóa theo mục "Đổi khóa" trong docs/vi/van-hanh.md.
# Khi khôi phục: chép các dòng dưới vào tệp môi trường (/etc/danchu/danchu.env), quyền 0600.
"""


def named() -> dict[str, str]:
    """Every secret setting by the name of its environment variable."""
    found = {}
    for name in sorted(dir(settings)):
        if name == "SECRET_KEY_FALLBACKS":
            found[name] = ",".join(map(str, settings.SECRET_KEY_FALLBACKS))
        elif name.endswith(("_KEY", "_KEYS", "_SECRET")) and isinstance(value := _plain(name), str):
            found[name] = value
    return {name: value for name, value in found.items() if value}


def _plain(name: str) -> object:
    value = getattr(settings, name)
    return ",".join(value) if isinstance(value, list | tuple) else value


def mark() -> str:
    """Tells whether two houses have the same key, and nothing else about it."""
    return hmac.new(settings.SECRET_KEY.encode(), b"danchu.backup", "sha256").hexdigest()[:16]


def write(file: Path) -> list[str]:
    """Write the keys, readable by their owner alone; never over another file."""
    kept = named()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as stands:
        raise Refused(f"Tệp {file} đã có. Hãy chọn tên khác; tệp cũ được giữ nguyên.") from stands
    except OSError as unable:
        raise Refused(f"Không ghi được {file}: {unable.strerror}.") from unable
    with os.fdopen(descriptor, "w") as out:
        out.write(WHY + "".join(f"{name}={value}\n" for name, value in kept.items()))
    return list(kept)
