"""Figures in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Sample = tuple[str, Mapping[str, str], float]
"""What follows the name of the metric, the labels, and the value."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure with what it means, and its samples."""

    name: str
    kind: str
    meaning: str
    samples: list[Sample] = field(default_factory=list)

    def add(self, value: float, suffix: str = "", **labels: str) -> None:
        self.samples.append((suffix, labels, value))


def written(metrics: Iterable[Metric]) -> str:
    """The text of the metrics; one without samples is left out."""
    lines: list[str] = []
    for metric in metrics:
        if metric.samples:
            lines += [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]
            lines += [
                f"{metric.name}{suffix}{_labels(labels)} {value:.10g}"
                for suffix, labels, value in metric.samples
            ]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
