"""The steps on a claim: what is drawn beside it when it is told in full."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.model.index import Index
from argmap.model.types import Reason

Step = tuple[str, ...]
"""The claims that one step takes: its premises, and those that undercut it or what undercuts it."""


def steps_on(index: Index, claim_id: str) -> tuple[Step, ...]:
    """The steps aimed at a claim, in file order."""
    aimed = index.reasons_for.get(claim_id, ())
    return tuple(tuple(dict.fromkeys(_taken_by(index, reason))) for reason in aimed)


def told_in_full(index: Index, claims: Collection[str]) -> Iterator[str]:
    """Those of ``claims`` on which there are steps, all of them among ``claims``."""
    for name in claims:
        steps = steps_on(index, name)
        if steps and all(part in claims for step in steps for part in step):
            yield name


def _taken_by(index: Index, reason: Reason) -> Iterator[str]:
    yield from reason.premises
    for undercut in index.undercuts_of(reason):
        yield from _taken_by(index, undercut)
