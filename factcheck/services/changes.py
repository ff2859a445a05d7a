"""What reconciling changed, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.core.sentences import Sentence
from factcheck.models import Discrepancy
from factcheck.services.notifying import News


@dataclass(slots=True)
class Changes:
    """What reconciling changed, as sentences, one for each discrepancy that took a step."""

    sentences: list[Sentence] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    """Of what people are told once everything is compared."""

    def add(self, template: str, discrepancy: Discrepancy) -> None:
        self.sentences.append(
            Sentence(
                template,
                {"ref": discrepancy.claim.ref, "kind": discrepancy.kind, "severity": discrepancy.severity},
            )
        )
