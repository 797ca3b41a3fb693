"""The quotations of a map by source, with the outcome of each: as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import wrap

from argmap.escape import for_json, for_log, one_line
from argmap.evidence.figures import hidden_in
from argmap.evidence.quotations import Absent, Copy, Evidence, QuoteCheck
from argmap.evidence.wording import difference, in_context, listed_words, locator_of, passage, place_of
from argmap.excerpt import TOLD_AGAIN, excerpt
from argmap.model.names import source_name
from argmap.model.types import Source
from argmap.vocabulary import counted, quotation_mark, quotations_in_words

WIDTH = 100
NO_COPY = "No source of the map names a copy. Add one with: argmap source add MAP FILE"


def quotations_text(evidence: Evidence | None) -> str:
    """Every source that names a copy with what is quoted from it, and the totals."""
    if not evidence:
        return f"{NO_COPY}\n"
    quoted: dict[str | None, list[QuoteCheck]] = {}
    for check in evidence.checks.values():
        quoted.setdefault(check.quotation.source, []).append(check)
    blocks = [
        "\n".join(_of_source(evidence, source, quoted.get(source.id, ())))
        for source in evidence.map.sources
        if source.copy
    ]
    totals = quotations_in_words(evidence.totals)
    return for_log("\n\n".join([*blocks, f"{totals}." if totals else "Nothing is quoted."]) + "\n")


def _of_source(evidence: Evidence, source: Source, quoted: Iterable[QuoteCheck]) -> Iterator[str]:
    yield one_line(f"{excerpt(source_name(source))} ({source.copy})")
    copy = evidence.copies[source.id]
    if isinstance(copy, Absent):
        yield from _wrapped(copy.why, "  ")
    elif copy.problem:
        yield from _wrapped(f"The copy cannot be read. {copy.problem}", "  ")
    for check in quoted:
        yield from _told(evidence, check)


def _told(evidence: Evidence, check: QuoteCheck) -> Iterator[str]:
    quote = excerpt(check.quotation.quote, TOLD_AGAIN)
    yield from _wrapped(f"{quotation_mark(check.outcome)}: “{quote}”", "  ")
    for remark in remarks(evidence, check):
        yield from _wrapped(remark, "      ")


def remarks(evidence: Evidence, check: QuoteCheck) -> Iterator[str]:
    """Remarks about a quotation: where it is, what it leaves out, which passage is nearest."""
    copy = evidence.copy_of(check.quotation)
    if copy is None:
        return
    if check.best is None:
        near = evidence.nearest(check.quotation)
        if near is not None:
            where = place_of(copy, near.start, near.end)
            yield f"{difference(near)} Nearest{f' ({where})' if where else ''}: “{passage(copy, *near[:2])}”"
        return
    where = place_of(copy, *check.best[:2])
    if check.located is False:
        yield (
            f"It is at {where}, not at {check.quotation.locator}." if where else "It is not where its location says."
        )
    elif where and where != check.quotation.locator:
        more = len(check.matches) - 1
        yield f"At {where}, and in {counted(more, 'more place')}." if more else f"At {where}."
    hidden = hidden_in(copy, check.best)
    if hidden.words:
        among = f", {listed_words(hidden.telling)} among them" if hidden.telling else ""
        yield f"{counted(hidden.words, 'word')} left out{among}."
    if check.best.spaces_differ:
        yield "Some spaces of the copy are elsewhere, as happens in text out of PDF files."


def _wrapped(text: str, lead: str) -> list[str]:
    room = {"break_long_words": False, "break_on_hyphens": False}
    return wrap(one_line(text), WIDTH, initial_indent=lead, subsequent_indent=f"{lead}  ", **room)  # type: ignore[arg-type]


def passage_text(source: Source, copy: Copy, matches: list[tuple[int, int]]) -> str:
    """Passages of a copy, each with its location and the text around it."""
    parts = [one_line(f"{source_name(source)} ({source.copy})")]
    for start, end in matches:
        before, words, after = in_context(copy, start, end)
        where = place_of(copy, start, end)
        lines = [one_line(f"{where}:")] if where else []
        lines += _wrapped(before, "  ") if before else []
        lines += _wrapped(f"» {words} «", "  ")
        lines += _wrapped(after, "  ") if after else []
        parts.append("\n".join(lines))
    return for_log("\n\n".join(parts) + "\n")


def quotations_json(evidence: Evidence | None) -> str:
    """One object: ``totals`` by outcome, and ``quotations``. ASCII, so that nothing acts on a terminal."""
    told = [] if not evidence else [_object(evidence, check) for check in evidence.checks.values()]
    whole = {"version": 1, "totals": evidence.totals if evidence else {}, "quotations": told}
    return for_json(json.dumps(whole, indent=2)) + "\n"


def _object(evidence: Evidence, check: QuoteCheck) -> dict[str, object]:
    copy = evidence.copy_of(check.quotation)
    found = check.best if copy is not None else None
    return {
        "path": list(check.quotation.path),
        "claim": check.quotation.claim,
        "source": check.quotation.source,
        "locator": check.quotation.locator,
        "quote": check.quotation.quote,
        "outcome": check.outcome,
        "places": len(check.matches),
        "at": locator_of(copy, *found[:2]) or None if copy is not None and found is not None else None,
        "at_locator": check.located,
        "passage": passage(copy, *found[:2]) if copy is not None and found is not None else None,
        "remarks": list(remarks(evidence, check)),
    }
