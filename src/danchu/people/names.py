"""How people and their phones are called on pages that strangers may open."""

PHONES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "máy tính Windows"),
    ("Macintosh", "máy tính Mac"),
    ("Linux", "máy tính Linux"),
)


def masked(full_name: str) -> str:
    """Enough to know one's own card, too little to learn a name.

    >>> masked("Nông Thị Tâm")
    'N… T… Tâm'
    """
    *before, last = full_name.split() or [""]
    return " ".join([*(f"{word[0]}…" for word in before), last])


def device_name(user_agent: str) -> str:
    """'điện thoại Android'; only what a person needs to tell two phones apart."""
    return next((name for sign, name in PHONES if sign in user_agent), "máy khác")
