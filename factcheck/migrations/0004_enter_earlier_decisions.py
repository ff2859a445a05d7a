"""Enters the decisions of before in the ledger."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from factcheck.core.ledger import digest_of
from factcheck.models import LedgerRecord, JudgedReading, Resolution, Step, Verdict, VerdictStep

Found = tuple[datetime, int, int, str, dict[str, object]]
LIVE = ["open", "proposed", "returned", "reopened"]


def _entry(model: type[LedgerRecord], record: Any) -> dict[str, object]:
    said = {name: getattr(record, name, None) for name in model.entered_fields}
    return {"record": model._meta.model_name, "key": record.pk, **said}


def _decisions(apps: Apps) -> dict[int, list[Found]]:
    """By claim: when, in what order at one moment, the record, its key and its entry."""
    found: dict[int, list[Found]] = defaultdict(list)
    judged: dict[int, list[object]] = defaultdict(list)

    def keep(claim: int, at: datetime, rank: int, model: type[LedgerRecord], record: Any, **more: object) -> None:
        found[claim].append((at, rank, record.pk, str(model._meta.model_name), {**_entry(model, record), **more}))

    def rows(name: str, *related: str) -> Iterator[Any]:
        yield from apps.get_model("factcheck", name).objects.select_related(*related).order_by("pk").iterator()

    for one in apps.get_model("factcheck", "JudgedReading").objects.order_by("citation").iterator():
        judged[one.resolution_id].append(_entry(JudgedReading, one))
    for one in rows("Resolution", "discrepancy"):
        more = {"judged": judged[one.pk], "consequences": []}
        keep(one.discrepancy.claim_id, one.proposed_at, 0, Resolution, one, **more)
    for one in rows("Verdict", "claim"):
        keep(one.claim_id, one.proposed_at, 1, Verdict, one)
    for one in rows("Step", "discrepancy"):
        keep(one.discrepancy.claim_id, one.at, 2, Step, one)
    for one in rows("VerdictStep", "verdict"):
        keep(one.verdict.claim_id, one.at, 3, VerdictStep, one)
    return found


def enter(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    link, claims = apps.get_model("factcheck", "Link"), apps.get_model("factcheck", "Claim").objects
    for claim, decisions in _decisions(apps).items():
        head, links = "", []
        decisions.sort(key=lambda one: one[:3])
        for number, (_at, _rank, key, name, entry) in enumerate(decisions, 1):
            head = digest_of(head, entry)
            links.append(
                link(claim_id=claim, number=number, record=name, key=key, digest=head)
            )
        link.objects.bulk_create(links, batch_size=500)
        claims.filter(pk=claim).update(ledger_length=len(links), ledger_head=head)
    for verified in claims.filter(verdict__isnull=False, source_count__gt=0).iterator():
        if not verified.discrepancies.filter(state__in=LIVE).exists():
            claims.filter(pk=verified.pk).update(printed=verified.verdict_id)


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0003_ledger_and_consequences")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
