"""Claims, reasons, stakeholders and sources named in sentences, with lists and counts of them.

Sentences contain text of the map: escape them with ``argmap.escape`` before output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from argmap.excerpt import NAME, excerpt, without_middle
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.types import Reason
from argmap.vocabulary import NOT_CHALLENGED, STATUSES, Status, counted

LONGEST_QUOTE = 160
LONGEST_TITLE = 60
"""Characters of a claim's text and of a source's title that a sentence quotes before an ellipsis cuts them."""


def status_totals(statuses: Iterable[Status]) -> str:
    """How many claims have which status: ``5 claims: 3 not challenged (2 supported, 1 assumed), 2 contested.``"""
    counts = Counter(statuses)
    fine = {one: counts[one] for one in STATUSES if counts[one] and one in NOT_CHALLENGED}
    rest = {one: counts[one] for one in STATUSES if counts[one] and one not in NOT_CHALLENGED}
    parts = [f"{many:,} {STATUSES[one].of_several}" for one, many in rest.items()]
    if fine:
        kinds = ", ".join(f"{many:,} {STATUSES[one].of_several}" for one, many in fine.items())
        parts.insert(0, f"{sum(fine.values()):,} not challenged ({kinds})")
    return f"{counted(counts.total(), 'claim')}: {', '.join(parts)}." if parts else "No claims yet."


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Text in quotation marks on one line, cut at a word when it is longer than ``longest`` characters."""
    return f"“{excerpt(text, longest)}”"


def named(index: Index, claim_id: str, longest: int = LONGEST_QUOTE) -> str:
    """A claim named by its quoted text, or by its id when the map has no such claim."""
    return quoted(index.claims[claim_id].text, longest) if claim_id in index.claims else claim_id


def stakeholder_named(index: Index, stakeholder_id: str) -> str:
    """A stakeholder's name, as long as a sentence has room for, or the id when it has none."""
    return without_middle(whole_name(index, stakeholder_id), NAME)


def whole_name(index: Index, stakeholder_id: str) -> str:
    """A stakeholder's name, however long, or the id when it has none; for lists of names."""
    stakeholder = index.stakeholders.get(stakeholder_id)
    return (stakeholder and stakeholder.name) or stakeholder_id


def source_named(index: Index, source_id: str) -> str:
    """A source named by its quoted title, or as :func:`argmap.model.names.source_name` has it without one."""
    source = index.sources.get(source_id)
    if source is None:
        return source_id
    return quoted(source.title, LONGEST_TITLE) if source.title else excerpt(source_name(source), LONGEST_TITLE)


def listed(items: Iterable[str], shown: int = 2) -> str:
    """``a``, ``a and b``, ``a, b and 3 more``: each different item once."""
    different = list(dict.fromkeys(items))
    kept, rest = different[:shown], len(different) - shown
    *first, last = [*kept, f"{rest} more"] if rest > 0 else kept or [""]
    return f"{', '.join(first)} and {last}" if first else last


def claims_listed(index: Index, claim_ids: Sequence[str], shown: int = 2) -> str:
    """Claims of the map by their quoted texts: ``“A”, “B” and 3 more``."""
    kept, rest = [named(index, claim_id) for claim_id in claim_ids[:shown]], len(claim_ids) - shown
    return listed([*kept, f"{rest:,} more"] if rest > 0 else kept, shown + 1)


def argued(index: Index, reason: Reason, longest: int = LONGEST_QUOTE) -> str:
    """The premises of a reason: ``“a”``, or ``“a” with “b”`` when they are linked."""
    first, *linked = (named(index, premise, longest) for premise in dict.fromkeys(reason.premises))
    return f"{first} with {listed(linked)}" if linked else first
