"""Where our figures differ from those of another reader of quantities, for people to look at:

    uv run --with quantulum3 python -m tests.benchmarks.differential FILE…

Files are plain text, read by the line, or JSON lines with a "text". Prints each sentence in which the two find
different values, and how many there are. Neither is taken for right.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factcheck.core.figures import find_figures


def sentences(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("{"):
            yield str(json.loads(line)["text"])
        elif line.strip():
            yield line.strip()


def ours(text: str) -> Counter[float]:
    found: Counter[float] = Counter()
    for figure in find_figures(text):
        ends = {figure.stated.low, figure.stated.high} - {None}
        found.update(round(float(end), 6) for end in ends)
    return found


def theirs(text: str) -> Counter[float]:
    from quantulum3 import parser

    try:
        return Counter(round(float(quantity.value), 6) for quantity in parser.parse(text))
    except Exception as error:  # noqa: BLE001 -- whatever the other reader fails with is one of its answers
        print(f"they fail on {text[:80]!r}: {error!r}")  # noqa: T201
        return Counter()


def main() -> None:
    warnings.simplefilter("ignore")
    same = different = 0
    for name in sys.argv[1:]:
        for text in sentences(Path(name)):
            one, other = ours(text), theirs(text)
            if one == other:
                same += 1
                continue
            different += 1
            only_ours, only_theirs = sorted((one - other).elements()), sorted((other - one).elements())
            print(f"only we {only_ours}, only they {only_theirs}: {text[:160]}")  # noqa: T201
    print(f"{same:,} sentences alike, {different:,} different")  # noqa: T201


if __name__ == "__main__":
    main()
