"""Columns that Django does not have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.core.decimals import FigureTooLargeError, require_size

if TYPE_CHECKING:
    _CharField = models.CharField[Any, Any]
else:
    _CharField = models.CharField


class ExactDecimalField(_CharField):
    """A decimal kept as the text of its digits, so that thirty of them come back exactly from either
    database.

    SQLite keeps only fifteen significant digits of a number, and a longer one makes every later query of its
    row fail. The text sorts as text: order by figures in Python, or by a column of its own.
    """

    description = _("An exact decimal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            return require_size(Decimal(str(value)))
        except (ArithmeticError, FigureTooLargeError) as error:
            raise ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """Nothing is left to check: to_python has held the size, and the length of a text is no property of a
        number.
        """

    def get_prep_value(self, value: Any) -> str | None:
        exact = self.to_python(value)
        return None if exact is None else format(exact, "f")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""
