"""A machine's voice, where espeak-ng is installed: made when a clerk asks, never for a reader.

The program gets a text of ours on its standard input, no shell and bounds on its time and memory;
see `bounded_child`. Without it a plain sentence says so.
"""

import os
import struct
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path
from shutil import which

from civics.errors import Refused
from danchu.disclosure.recognising import CHILD
from danchu.disclosure.speaking import sound

PROGRAM = "espeak-ng"
LONGEST = 6000  # letters: some seven minutes
WORDS_A_MINUTE = 150
SECONDS = 60
ABSENT = (
    "Máy chủ này chưa cài espeak-ng nên không tạo được giọng máy. Bài đọc vẫn in, vẫn đọc bình "
    "thường; cần giọng máy thì nhờ người quản trị cài gói espeak-ng."
)


def able() -> bool:
    """Whether this machine can speak."""
    return which(PROGRAM) is not None


def command(program: str, into: Path) -> list[str]:
    """Every argument is ours; the text comes on standard input, so no word of it is an option."""
    return [program, "-v", "vi", "-s", str(WORDS_A_MINUTE), "-b", "1", "-w", str(into), "--stdin"]


def read_aloud(text: str) -> sound.Sound:
    """`text` as a WAV; Refused, in words for the clerk, when it cannot be made here."""
    program = which(PROGRAM)
    if program is None:
        raise Refused(ABSENT)
    if len(text) > LONGEST:
        raise Refused(
            f"Bài dài {len(text)} chữ cái, giọng máy chỉ đọc đến {LONGEST}. Hãy rút ngắn bài đọc."
        )
    with tempfile.TemporaryDirectory(prefix="danchu-voice-") as place:
        into = Path(place) / "voice.wav"
        _run(command(program, into), text)
        if not into.exists():
            raise Refused("espeak-ng không tạo được tiếng. Hãy nhờ người quản trị xem lại.")
        return sound.Sound("giong-may.wav", _halved(into.read_bytes()), "wav", "audio/wav")


def _run(arguments: list[str], text: str) -> None:
    try:
        subprocess.run(  # noqa: S603  no shell, and every argument is ours
            [sys.executable, "-I", str(CHILD), *arguments],
            input=text.encode(),
            capture_output=True,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as unable:
        raise Refused(
            "espeak-ng không đọc được bài này. Hãy thử lại; vẫn lỗi thì nhờ người quản trị."
        ) from unable


def _halved(data: bytes) -> bytes:
    """Half the samples of a 16-bit mono WAV: speech stays clear, and a poor line carries it."""
    kept = sound.clean("giong-may.wav", data).data
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", kept[20:36])
    if (kind, channels, bits) != (1, 1, 16) or rate < 16_000:
        return kept
    samples = array("h", kept[44 : len(kept) - len(kept) % 2])
    if sys.byteorder == "big":
        samples.byteswap()
    pairs = zip(samples[::2], samples[1::2], strict=False)
    half = array("h", ((one + two) // 2 for one, two in pairs))
    if sys.byteorder == "big":
        half.byteswap()
    return sound.wave(struct.pack("<HHIIHH", 1, 1, rate // 2, rate, 2, 16), half.tobytes())
