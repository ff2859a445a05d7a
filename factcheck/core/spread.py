"""Ranges so wide that they are a disagreement of their own."""

from __future__ import annotations

from factcheck.core.hedges import Stated


def is_spread(stated: Stated) -> bool:
    """One citation states a range whose high is at least twice its low: 580,000 to 3 million. Always major.

    Negative ends are compared by their absolute values; a range across zero is a spread.
    """
    if stated.low is None or stated.high is None or stated.low == stated.high:
        return False
    if stated.low < 0 < stated.high:
        return True
    nearer, farther = sorted((abs(stated.low), abs(stated.high)))
    return farther >= 2 * nearer
