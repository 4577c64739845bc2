"""Bulk tables people send and fetch: CSV and XLSX in, as plain rows; templates and refusals out.

What is wrong with a whole file is `Refused`, in words for the person sending it. What is wrong with
one row stands in `Row.wrong`, naming the cell: the other rows may still be good.
"""

from danchu.kit.tables.columns import Column, Row, Sheet, read, stream
from danchu.kit.tables.writing import XLSX, rejected, template

__all__ = ["XLSX", "Column", "Row", "Sheet", "read", "rejected", "stream", "template"]
