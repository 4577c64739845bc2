"""Units from a table: hamlets, agencies, public units, employers of one commune or of many.

A row is known again by commune, kind and own code, else by its full name, accents and all. A table
corrects the spelling of a name and fills what was empty; another name is a renaming and wants its
decision, so the row is refused and says where that is done.
"""

from danchu.places.importing.importer import UnitImporter
from danchu.places.importing.rows import NOTES

__all__ = ["NOTES", "UnitImporter"]
