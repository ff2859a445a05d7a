"""The journal of an import: what it brought in and what it changed, so that it can be undone as a whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.imports import Import


class ImportedRows(models.Model):
    """A run of rows that an import brought into one table, first to last by their keys. Written once, and kept when the
    import is undone: what was listed must then be gone.
    """

    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="imported")
    table = models.CharField(_("table"), max_length=63)
    first = models.BigIntegerField(_("first key"))
    last = models.BigIntegerField(_("last key"))
    count = models.PositiveBigIntegerField(_("rows"))
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    """Of what the rows said, in tables whose changes leave no other trace."""

    class Meta:
        verbose_name = _("rows of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.table} {self.first}–{self.last}"


class ImportChange(models.Model):
    """A row that was there before an import, which changed it or took it away: what it said before, and the digest of
    what it said afterwards, empty where it was taken away. Gone when the import is undone.
    """

    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="changes")
    table = models.CharField(_("table"), max_length=63)
    key = models.BigIntegerField(_("key"))
    was = models.JSONField(_("before"))
    digest = models.CharField(_("digest"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by imports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "table", "key"], name="an_import_changes_a_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class UndoneLink(models.Model):
    """An entry of the ledger that went when the import it followed from was undone. The database writes it as the entry
    goes, whoever lets it go, and it stays for ever: so the seals that were noted down before still hold.
    """

    link = models.BigIntegerField(_("key of the entry"), unique=True)
    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="undone_links")
    claim = models.BigIntegerField(_("key of the claim"))
    number = models.PositiveIntegerField(_("number"))
    record = models.CharField(_("record"), max_length=30)
    key = models.BigIntegerField(_("key"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("entry that was undone")
        verbose_name_plural = _("entries that were undone")
        ordering = ["link"]

    def __str__(self) -> str:
        return f"{self.number} · {self.record} {self.key}"
