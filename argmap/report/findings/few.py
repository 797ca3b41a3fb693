"""The first findings of each kind, and a count of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from argmap.model.findings import Finding

A_HANDFUL = 5
"""The findings of one kind in one file that are printed, unless all are asked for."""


class Few(NamedTuple):
    """The findings to print, in order, and the rest in words: the number of others of each code; empty for none."""

    shown: tuple[Finding, ...]
    rest: str


def few(findings: Iterable[Finding], most: int = A_HANDFUL) -> Few:
    """The first ``most`` findings of each kind."""
    seen: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    shown = []
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= most:
            shown.append(finding)
            left_out[finding.code] += finding.more
        else:
            left_out[finding.code] += 1 + finding.more
    counts = [f"{left_out[code]} more {code}" for code in sorted(left_out) if left_out[code]]
    return Few(tuple(shown), " and ".join(filter(None, [", ".join(counts[:-1]), *counts[-1:]])))
