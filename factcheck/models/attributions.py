"""Attributions: whom sources credit, by the names they give, and which names the desk takes for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.sources import names_a_withheld_source
from factcheck.models.withheld_records import AttributionRecord
from factcheck.models.withholding import SpokenRecord, withheld_now

MAX_NAME, MAX_BECAUSE = 300, 1_000


class AttributionQuerySet(models.QuerySet["Attribution"]):
    def identified(self) -> AttributionQuerySet:
        """Those that name no source whose identity is withheld from whoever is shown them."""
        return self.exclude(names_a_withheld_source("name")) if withheld_now() else self

    def kept(self) -> AttributionQuerySet:
        """Names that count under themselves: those that were not merged into another."""
        return self.filter(merged_into=None)

    def counting_as(self, name: str) -> AttributionQuerySet:
        """Names that were merged into this one, over any number of steps."""
        return self.filter(Q(counts_as=name))

    def counted_with(self, name: str) -> AttributionQuerySet:
        """A name and all that count under it."""
        return self.filter(Q(name=name) | Q(counts_as=name))

    def for_list(self) -> AttributionQuerySet:
        """What the list of attributions shows, counts included, in one query.

        The citations of the names merged into it are counted with it. Each row counts its own from an index.
        """
        return self.annotate(
            citation_count=_counted(models.Count("pk")),
            claim_count=_counted(models.Count("claim", distinct=True)),
        ).order_by("name", "pk")


def _counted(counted: models.Count) -> Coalesce:
    """What a count finds in the standing citations that give this name or one that counts under it."""
    from factcheck.models.citations import Citation

    names = Attribution.objects.filter(
        Q(pk=OuterRef(OuterRef("pk"))) | Q(counts_as=OuterRef(OuterRef("name")))
    ).order_by()
    found = Citation.objects.standing().filter(attribution__in=names.values("pk")).order_by()
    one = found.annotate(one=models.Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(found=counted).values("found")), 0)


class Attribution(AttributionRecord):
    """Somebody whom sources credit with a figure, by the name they give.

    Two names for one body are two attributions, and count as two origins, until the desk merges them. A name that was
    merged keeps its record and its citations, which go on saying what their sources say. `merged_into` is the name
    that somebody merged it into, and `counts_as` the one at the end of that line, under which it is counted: a key
    that holds the name itself, so that no citation needs a second record to know its origin.
    """

    name = models.CharField(_("name"), max_length=MAX_NAME, unique=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
    )
    counts_as = models.ForeignKey(
        "self",
        verbose_name=_("counts as"),
        to_field="name",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="names",
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="attribution_merged_counts_as_another",
                condition=Q(merged_into=None, counts_as=None)
                | Q(merged_into__isnull=False, counts_as__isnull=False),
                violation_error_message=_("A name that was merged counts as another, and no other does."),
            ),
            models.CheckConstraint(
                name="attribution_is_not_merged_into_itself",
                condition=~Q(merged_into=F("id")) & ~Q(counts_as=F("name")),
                violation_error_message=_("A name cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attribution", args=[self.pk])

    @property
    def origin_name(self) -> str:
        """The name under which it is counted: its own, unless it was merged. Costs no query."""
        return self.counts_as_id or self.name


class AttributionAct(models.TextChoices):
    """What was done to an attribution."""

    MERGED = "merged", _("merged")
    PARTED = "parted", _("taken apart")
    RENAMED = "renamed", _("renamed")


class AttributionStep(SpokenRecord):
    """One merge of a name into another, one taking back of it, or one renaming: what, by whom, when, why. Appended,
    never changed. `name` is its name at that time, and `other` the name that it was merged into or taken out of.
    """

    spoken_fields = ("name", "other_name", "because")

    attribution = models.ForeignKey(Attribution, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(_("act"), max_length=10, choices=AttributionAct.choices)
    other = models.ForeignKey(
        Attribution, on_delete=models.PROTECT, null=True, blank=True, related_name="steps_of_others"
    )
    name = models.CharField(_("name"), max_length=MAX_NAME)
    other_name = models.CharField(_("other name"), max_length=MAX_NAME)
    because = models.CharField(_("because"), max_length=MAX_BECAUSE, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("step of an attribution")
        verbose_name_plural = _("steps of attributions")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attribution_step_says_why",
                condition=Q(act="renamed", other=None)
                | (~Q(act="renamed") & ~Q(because="") & Q(other__isnull=False)),
                violation_error_message=_("Merging names and taking them apart each need a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_act_display()}"


def counted_as_at(at: datetime) -> Mapping[int, int]:
    """Under which attribution each one that was merged was counted at a moment, by their keys."""
    parents: dict[int, int] = {}
    steps = AttributionStep.objects.filter(at__lte=at).exclude(act=AttributionAct.RENAMED).order_by("pk")
    for merged, act, other in steps.values_list("attribution_id", "act", "other_id"):
        if act == AttributionAct.MERGED and other is not None:
            parents[merged] = other
        else:
            parents.pop(merged, None)
    return {merged: _end_of(merged, parents) for merged in parents}


def _end_of(attribution: int, parents: Mapping[int, int]) -> int:
    while attribution in parents:
        attribution = parents[attribution]
    return attribution
