"""Every number of the instruments whose text is not in our hands, as the digests give it."""

NUMBERS: dict[str, dict[str, object]] = {}

# Of what each share is a share.
WHOLES: dict[str, str] = {}

# Numbers that no longer hold: (key, first day) and what the rule said then.
FORMER: dict[tuple[str, str], dict[str, object]] = {}

# The days of the year they name; "before" ends the day before.
DAYS: dict[str, dict[str, object]] = {}
