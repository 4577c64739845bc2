"""Asking clamd about a file, where the house has one: `DANCHU_CLAMD` names its socket.

Its INSTREAM protocol: `zINSTREAM\\0`, then parts of at most PART bytes, each after its length in
four bytes, an empty part, and one line comes back. What cannot be asked is not let through: a
house that set a scanner up does not go on without it.
"""

import socket
import struct

from django.conf import settings

from civics.errors import Refused

PART = 64 * 1024
TIMEOUT_SECONDS = 20
MOST_ANSWER_BYTES = 4096


def refuse_infected(name: str, data: bytes) -> None:
    """Refused when clamd knows something in these bytes, or cannot be asked."""
    if not settings.CLAMD:
        return
    try:
        said = _asked(settings.CLAMD, data)
    except OSError as silent:
        raise Refused(
            f"Chưa kiểm được tệp {name} có mã độc không, nên chưa nhận. Hãy thử lại sau ít phút; "
            "vẫn vậy thì gọi văn phòng xã."
        ) from silent
    if said.endswith("FOUND"):
        raise Refused(
            f"Tệp {name} có mã độc nên không nhận. Hãy quét máy của bạn, hoặc chụp màn hình rồi "
            "gửi ảnh ấy."
        )
    if not said.endswith("OK"):  # too large for it, or it is in trouble
        raise Refused(f"Máy quét chưa đọc được tệp {name}, nên chưa nhận. Hãy gửi tệp nhỏ hơn.")


def _asked(address: str, data: bytes) -> str:
    """The one line of the answer. OSError when there is none."""
    with _opened(address) as line:
        line.settimeout(TIMEOUT_SECONDS)
        try:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PART):
                part = data[start : start + PART]
                line.sendall(struct.pack("!I", len(part)) + part)
            line.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has had enough and says so: read why
        answer = b""
        while not answer.endswith((b"\0", b"\n")) and len(answer) < MOST_ANSWER_BYTES:
            more = line.recv(MOST_ANSWER_BYTES)
            if not more:
                break
            answer += more
    if not answer:
        raise ConnectionError("no answer")
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _opened(address: str) -> socket.socket:
    """ "/run/clamav/clamd.ctl" or "127.0.0.1:3310"."""
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), TIMEOUT_SECONDS)
