"""Rules about quotations: the copy of a source has what is quoted from it.

They find something only where a source names a copy and the copy is at hand. The code that compares is loaded only
then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.check.rule import Problem, Subject, rule
from argmap.excerpt import excerpt
from argmap.model.names import source_name
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.evidence.quotations import Copy, Evidence, QuoteCheck
    from argmap.evidence.quotes import Match

MOST_NEAREST = 50
"""Quotes of one map for which the nearest passage is looked for; the rest is reported without it."""


@rule("AM401", "quote-not-in-copy", "error", "quotes are not in the copy of their source")
def quote_not_in_copy(subject: Subject) -> Iterator[Problem]:
    """A quote is not in the copy of its source.

    argmap compares word by word. It ignores line ends, hyphens at line ends, ligatures and the case of the first
    letter. It ignores the forms of quotation marks, dashes and spaces. "[...]" leaves words out, and "[words]" are
    an editor's. A similar passage is shown, and never accepted.

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: the deck will carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    for number, (evidence, check) in enumerate(_checks(subject, "not found")):
        quote, source = excerpt(check.quotation.quote), _source(subject, check)
        message = f"The quote “{quote}” is not in the copy of “{source}”."
        hint = _nearest(evidence, check) if number < MOST_NEAREST else ""
        if _other_digest(subject, evidence, check.quotation.source or ""):
            hint = f"{hint} The copy has changed since 'copy_sha256' was recorded.".lstrip()
        yield Problem(check.quotation.path, message, hint or "Quote the exact words. Use '[...]' to leave words out.")


def _nearest(evidence: Evidence, check: QuoteCheck) -> str:
    from argmap.evidence.wording import difference, passage, place_of

    near, copy = evidence.nearest(check.quotation), evidence.copy_of(check.quotation)
    if near is None or copy is None:
        return "The copy has no similar passage. Check the source."
    where = place_of(copy, near.start, near.end)
    at = f" ({where})" if where else ""
    return f"{difference(near)} Nearest{at}: “{passage(copy, near.start, near.end)}”"


@rule("AM402", "quote-in-several-places", "suggestion", "quotes are in several places of a copy")
def quote_in_several_places(subject: Subject) -> Iterator[Problem]:
    """A quote is in several places of the copy, and has no location.

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                locator: para 3
                quote: lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    for evidence, check in _checks(subject, "found"):
        if len(check.matches) < 2 or check.located is not None:
            continue
        places = _places(evidence, check, check.matches)
        message = (
            f"The quote “{excerpt(check.quotation.quote)}” is in the copy of “{_source(subject, check)}” "
            f"{len(check.matches)} times."
        )
        is_position = check.quotation.path[2:3] == ("positions",)
        where = f" It is at {places}." if places else ""
        hint = "Quote more." if is_position else "Add the location, or quote more."
        yield Problem(check.quotation.path, message, f"{hint}{where}")


@rule("AM403", "quote-elsewhere", "warning", "quotes are in another place than their location")
def quote_elsewhere(subject: Subject) -> Iterator[Problem]:
    """A quote is in another place of the copy than its location says.

    Pages have their printed numbers or are counted. Paragraphs and sections have the numbers that they begin with, or
    paragraphs are counted. A heading has its words.

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                locator: para 4
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                locator: para 3
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    for evidence, check in _checks(subject, "found"):
        if check.located is False:
            places = _places(evidence, check, check.matches)
            where = f" It is at {places}." if places else ""
            message = (
                f"The quote “{excerpt(check.quotation.quote)}” is not at “{excerpt(check.quotation.locator or '')}” "
                f"of “{_source(subject, check)}”."
            )
            yield Problem((*check.quotation.path[:-1], "locator"), message, f"Correct the location.{where}")


@rule("AM404", "hidden-words", "warning", "quotes leave out a negation or a figure")
def hidden_words(subject: Subject) -> Iterator[Problem]:
    """A quote leaves out a negation or a figure.

    "The deck will ... carry lorries" is an exact quote of "The deck will not, after the repair, carry lorries".

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: the deck will [...] carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: The bearings [...] have moved by 8 mm
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    for evidence, check in _checks(subject, "found"):
        copy = evidence.copy_of(check.quotation)
        if check.best is None or not check.best.cuts or copy is None:
            continue
        from argmap.evidence.figures import hidden_in
        from argmap.evidence.wording import listed_words, passage

        hidden = hidden_in(copy, check.best)
        if hidden.telling:
            message = (
                f"The quote “{excerpt(check.quotation.quote)}” leaves out {counted(hidden.words, 'word')}, "
                f"{listed_words(hidden.telling)} among them."
            )
            whole = passage(copy, check.best.start, check.best.end)
            yield Problem(
                check.quotation.path, message, f"Quote these words, or make two quotes. The passage: “{whole}”"
            )


@rule("AM405", "changed-copy", "suggestion", "copies have changed")
def changed_copy(subject: Subject) -> Iterator[Problem]:
    """A copy has changed since its 'copy_sha256' was recorded, and still contains all quotes.

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
            copy_sha256: 0000000000000000000000000000000000000000000000000000000000000000

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries.
            sources:
              - source: inspection
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    evidence = subject.evidence
    if not evidence:
        return
    failed = {check.quotation.source for _, check in _checks(subject, "not found")}
    for source in subject.map.sources:
        if source.id not in failed and (now := _other_digest(subject, evidence, source.id)):
            message = f"The copy of “{source_name(source)}” has changed. All quotes are still in it."
            hint = f"If this is the right copy, use 'copy_sha256: {now}'."
            yield Problem(("sources", source.id, "copy_sha256"), message, hint)


@rule("AM406", "unreadable-copy", "warning", "copies cannot be read")
def unreadable_copy(subject: Subject) -> Iterator[Problem]:
    """The copy of a source cannot be read, so its quotes are not checked.

    Copies are text, Markdown, HTML, PDF or Word files. A missing copy is not a finding: the totals count the quotes
    that were not checked.

    Bad:
        sources:
          inspection:
            title: Inspection of the bridge
            copy: damaged.docx

    Good:
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    if not subject.evidence:
        return
    for source in subject.map.sources:
        problem: str = getattr(subject.evidence.copies.get(source.id), "problem", "")
        if problem:
            yield Problem(
                ("sources", source.id, "copy"), f"The copy of “{source_name(source)}” cannot be read.", problem
            )


@rule("AM407", "figure-without-quote", "suggestion", "claims have figures that are not in their sources")
def figure_without_quote(subject: Subject) -> Iterator[Problem]:
    """A figure or date in a claim is not in its quotes or in the copies of its sources.

    Only claims with copies of all their sources are checked.

    Bad:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries of 45 tonnes.
            sources:
              - source: inspection
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt

    Good:
        claims:
          close-the-bridge:
            text: The bridge should be closed to lorries of 40 tonnes.
            sources:
              - source: inspection
                quote: the deck will not carry lorries of 40 tonnes
        sources:
          inspection:
            title: Inspection of the bridge
            copy: inspection.txt
    """
    if not subject.evidence:
        return
    from argmap.evidence.figures import unsupported_figures
    from argmap.evidence.wording import listed_words

    for claim in subject.map.claims:
        figures = unsupported_figures(claim, subject.evidence)
        if figures:
            message = f"“{excerpt(claim.text)}” has {listed_words(figures)}, not found in its quotes or sources."
            yield Problem(("claims", claim.id, "text"), message, "Check the figure, or cite its source.")


def _checks(subject: Subject, outcome: str) -> Iterator[tuple[Evidence, QuoteCheck]]:
    """The checks of quotations with this outcome; none without evidence."""
    evidence = subject.evidence
    if evidence:
        yield from ((evidence, check) for check in evidence.checks.values() if check.outcome == outcome)


def _source(subject: Subject, check: QuoteCheck) -> str:
    source = subject.index.sources.get(check.quotation.source or "")
    return excerpt(source_name(source)) if source is not None else ""


def _places(evidence: Evidence, check: QuoteCheck, matches: tuple[Match, ...]) -> str:
    """The first places of passages, in words; empty where places have no names."""
    from argmap.evidence.wording import place_of

    copy = evidence.copy_of(check.quotation)
    names = [place_of(copy, *match[:2]) for match in matches[:3]] if copy is not None else []
    told = list(dict.fromkeys(name for name in names if name))
    return ", ".join(told) + (" and other places" if told and len(matches) > 3 else "")


def _other_digest(subject: Subject, evidence: Evidence, source_id: str) -> str:
    """The digest of a copy when it differs from the one in the map; empty when they agree or the map has none."""
    source = subject.index.sources.get(source_id)
    copy: Copy | object = evidence.copies.get(source_id)
    digest: str | None = getattr(copy, "digest", None)
    wanted = source.copy_sha256 if source is not None else None
    return digest if digest and wanted and digest != wanted.lower() else ""
