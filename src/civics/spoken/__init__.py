"""Official Vietnamese, written to be read, turned into Vietnamese that is read aloud.

`say` leaves no digit and no known abbreviation, one short sentence a line; `number_phrases` tells
which numbers a text says, so that an edited text can be compared; `seconds` how long reading takes.
"""

from civics.spoken.numbers import digits, integer
from civics.spoken.text import lasting, number_phrases, say, seconds, sentences, syllables
from civics.spoken.words import ASSUMED_RATE, SOURCE

__all__ = [
    "ASSUMED_RATE",
    "SOURCE",
    "digits",
    "integer",
    "lasting",
    "number_phrases",
    "say",
    "seconds",
    "sentences",
    "syllables",
]
