"""Suppression comments, by which editors of a map accept a finding:

``# argmap: ignore[AM303]`` at the end of the line that a finding points to, or in a comment directly above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from argmap.check.settings import Settings
from argmap.model.findings import Finding

_IGNORE = re.compile(r"(?:^|\s)#\s*argmap:\s*ignore\[([^\]]*)\]")


def not_silenced(findings: Iterable[Finding], lines: Sequence[str], names: dict[str, str]) -> Iterator[Finding]:
    """The ``findings`` with places that no comment in ``lines`` suppresses; ``names`` are the rules' names
    by code.
    """
    accepted = dict(_accepted(lines))
    for finding in findings:
        codes = accepted.get(finding.place.line - 1) if finding.place else None
        if not codes or Settings(ignore=codes).wants(finding.code, names.get(finding.code, "")):
            yield finding


def _accepted(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """By line, from 0: the codes and names that comments suppress there."""
    above: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        here = tuple(code.strip() for found in _IGNORE.findall(line) for code in found.split(",") if code.strip())
        if above or here:
            yield number, (*above, *here)
        above = (*above, *here) if line.lstrip().startswith("#") else ()
