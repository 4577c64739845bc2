"""People who answer for the law in tests, and a law folder that a test may edit."""

import shutil
from datetime import date
from pathlib import Path

from django.conf import settings

from danchu.kit.law import book
from danchu.people.models import Role, Term, User

SINCE = date(2025, 7, 1)


def in_province(province, username: str, full_name: str, role: Role, **fields) -> Term:
    person = User.objects.create_user(username, full_name=full_name)
    fields.setdefault("since", SINCE)
    return Term.objects.create(person=person, role=role, unit=province, **fields)


def yen_of(province) -> Term:
    """Chị Yên, who answers for the law's values."""
    return in_province(
        province, "yen", "Lê Thị Yên", Role.JURIST, position="Chuyên viên Sở Tư pháp"
    )


class EditableLaw:
    """A copy of law/ that the house reads until the test ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "law"
        shutil.copytree(settings.LAW_FOLDER, self.folder)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new))
        book.cache_clear()
