"""How is one row read that a unique column names? Without an order, which one row does not need."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

Row = TypeVar("Row")


def the_one(rows: "QuerySet[Model, Row]") -> Row | None:
    """The row that a unique column names, or None.

    `first()` asks for an order, and to give one Django compares every column of every joined table: a quarter of what
    a step costs before it may be refused.
    """
    found: Iterable[Row] = rows.order_by()[:1]
    return next(iter(found), None)
