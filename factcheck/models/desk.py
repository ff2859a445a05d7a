"""The desk's own settings."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from factcheck.core.claims import DEFAULT_TOLERANCE

TOLERANCE_VALIDATORS = [
    MinValueValidator(Decimal("0.0001"), _("The tolerance is more than 0 and less than 1, such as 0.05.")),
    MaxValueValidator(Decimal("0.9999"), _("The tolerance is more than 0 and less than 1, such as 0.05.")),
]


class Desk(models.Model):
    """The one row of settings that all claims share."""

    tolerance = models.DecimalField(
        _("tolerance"),
        max_digits=5,
        decimal_places=4,
        default=DEFAULT_TOLERANCE,
        validators=TOLERANCE_VALIDATORS,
        help_text=_("What “about” allows on either side, as a share of the figure: 0.05 is five percent."),
    )
    single_review = models.BooleanField(
        _("one person may propose and approve"),
        default=False,
        help_text=_(
            "For a desk of one person. Every page and export of such a decision says “single review”."
        ),
    )
    name = models.CharField(
        _("name of the desk"),
        max_length=120,
        blank=True,
        help_text=_("As readers and exports are told it: the magazine, the newsroom, the organisation."),
    )
    publishes = models.BooleanField(
        _("readers see verified claims"),
        default=False,
        help_text=_(
            "Verified claims are shown to everybody, without a log-in, but for those that are kept back."
        ),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("desk settings")
        verbose_name_plural = _("desk settings")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_desk",
                condition=models.Q(pk=1),
                violation_error_message=_(
                    "There is one desk. Change its settings instead of adding another."
                ),
            ),
            models.CheckConstraint(
                name="desk_tolerance_is_a_share",
                condition=models.Q(tolerance__gt=0, tolerance__lt=1),
                violation_error_message=_("The tolerance is more than 0 and less than 1, such as 0.05."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Desk settings"))

    @classmethod
    def current(cls) -> Desk:
        """The settings in force; the defaults where nobody has changed any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
