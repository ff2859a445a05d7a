"""What an import did or would do, in numbers that are kept on it."""

from __future__ import annotations

from factcheck.services.importing.problems import Report

OPENED = "%(ref)s: %(kind)s opened, %(severity)s"
"""The sentence of reconciling that says that a discrepancy is new."""


def counts_of(report: Report) -> dict[str, int]:
    """Rows by what becomes of them, records, and discrepancies that are opened or take another step."""
    opened = sum(sentence.template == OPENED for sentence in report.flags)
    return {
        "added": report.added,
        "changed": report.changed,
        "left": report.left,
        "refused": report.refused,
        "claims_added": report.claims_added,
        "claims_changed": report.claims_changed,
        "sources_added": report.sources_added,
        "sources_changed": report.sources_changed,
        "opens": opened,
        "moves": len(report.flags) - opened,
    }
