"""The ledger: every decision on a claim, numbered and chained, so that a break shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.core.ledger import digest_of
from factcheck.models.claims import Claim
from factcheck.models.imports import FollowsImport
from factcheck.models.withholding import SpokenRecord


class LedgerRecord(SpokenRecord):
    """A record of the review that is written once and entered in the ledger of its claim."""

    spoken_fields: ClassVar[tuple[str, ...]] = ()

    entered_fields: ClassVar[tuple[str, ...]]
    """What its digest covers. Fields are only ever added: an empty one leaves the digest as it was."""

    class Meta:
        abstract = True

    def entry(self) -> dict[str, object]:
        """What the record says, for its digest."""
        said: dict[str, object] = {name: getattr(self, name) for name in self.entered_fields}
        return {"record": self._meta.model_name, "key": self.pk, **said}


class Link(FollowsImport):
    """One entry of the ledger: which record, its number on the claim, and the digest that chains it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveIntegerField(_("number"))
    record = models.CharField(_("record"), max_length=30)
    key = models.BigIntegerField(_("key"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("link of the ledger")
        verbose_name_plural = _("links of the ledger")
        ordering = ["claim", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="the_ledger_is_numbered"),
            models.UniqueConstraint(fields=["record", "key"], name="a_record_is_entered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.record} {self.key}"

    def holds(self, previous: str, record: LedgerRecord) -> bool:
        """Whether the record still says what was entered."""
        return self.digest == digest_of(previous, record.entry())
