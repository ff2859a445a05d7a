"""What work costs, measured so that nothing else that the machine does counts."""

from __future__ import annotations

import os
from pathlib import Path


def seconds_of_work() -> float:
    """What this process, and those that it has seen end, have used of the processor."""
    return sum(os.times()[:4])


def seconds_of_work_by(process: int) -> float:
    """What another process, and those that it has seen end, have used of the processor."""
    # The name stands in brackets and may hold anything; the four times are the twelfth to fifteenth word after it.
    words = (
        Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    )
    return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
