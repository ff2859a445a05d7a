"""Columns that Django does not have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.core.decimals import FigureTooLargeError, require_size

if TYPE_CHECKING:
    _CharField = models.CharField[Decimal | str | None, Decimal | None]
else:
    _CharField = models.CharField


class ExactDecimalField(_CharField):
    """A decimal kept as the text of its digits, so that thirty of them come back exactly from either
    database.

    SQLite keeps only fifteen significant digits of a number, and a longer one makes every later query of its
    row fail. The text sorts as text: order by figures in Python, or by a column of its own.

    A figure has at most thirty digits. The ends of an interval may have more, because a tolerance and a change
    of units multiply them, so what is kept is held to the width of the column only.
    """

    description = _("An exact decimal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: object) -> Decimal | None:
        exact = _decimal(value)
        try:
            return None if exact is None else require_size(exact)
        except FigureTooLargeError as error:
            raise ValidationError(str(error)) from error

    def run_validators(self, value: object) -> None:
        """Nothing is left to check: to_python has held the size, and the length of a text is no property of a
        number.
        """

    def get_prep_value(self, value: object) -> str | None:
        exact = _decimal(value)
        if exact is None:
            return None
        text = format(exact, "f")
        if len(text) > self._width and "." in text:
            # Zeros at the end of a fraction are kept as printed while there is room for them.
            text = text.rstrip("0").rstrip(".")
        if not exact.is_finite() or len(text) > self._width:
            raise ValidationError(_("This number has more digits than can be kept."))
        return text

    @property
    def _width(self) -> int:
        assert self.max_length is not None
        return self.max_length

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except ArithmeticError as error:
        raise ValidationError(_("This is not a number.")) from error
