"""How far a long work is: one line that grows on a terminal, some lines in a log."""

from time import monotonic
from typing import TextIO

WIDTH = 30
EVERY = 0.2  # seconds between two looks of the line
TENTHS = 10


class Bar:
    """`step()` after each thing done, `close()` at the end of the part."""

    def __init__(self, out: TextIO, what: str, whole: int) -> None:
        self._out, self._what, self._whole = out, what, max(whole, 1)
        self._terminal = out.isatty()
        self._done, self._told = 0, 0.0
        self._started = monotonic()

    def step(self, done: int = 1) -> None:
        self._done += done
        if self._terminal:
            if monotonic() - self._told > EVERY:
                self._told = monotonic()
                self._out.write("\r" + self._line())
                self._out.flush()
        elif self._done * TENTHS // self._whole > self._told:
            self._told = self._done * TENTHS // self._whole
            self._out.write(self._line() + "\n")

    def close(self) -> None:
        if self._terminal:
            self._out.write("\r" + self._line() + "\n")
            self._out.flush()

    def _line(self) -> str:
        full = min(WIDTH, self._done * WIDTH // self._whole)
        seconds = monotonic() - self._started
        return (
            f"{self._what:<12} [{'#' * full:<{WIDTH}}] {self._done:>9,} of {self._whole:,}"
            f"  {seconds:.0f} s"
        )
