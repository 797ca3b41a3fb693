"""Reading the copy of a source, and quoting a passage of it for a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.edit.parts import claim_named
from argmap.edit.stakeholders import set_position
from argmap.excerpt import excerpt
from argmap.model.findings import MapError
from argmap.model.names import source_name
from argmap.model.types import Citation, Map, Source, rebuilt
from argmap.semantics.wording import stakeholder_named
from argmap.tui.commands.citations import citation_form
from argmap.tui.commands.edits import change
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import quoted
from argmap.vocabulary import STANCE_WORDS

if TYPE_CHECKING:
    from argmap.evidence.quotations import Copy, Evidence
    from argmap.tui.dialogs.reader import Passage, Quoted

THE_CLAIM = "\0claim"
"""The value of a picker that means the claim itself."""

NO_COPY = "No source has a copy yet. Write its path into the form of the source, or run: argmap source add"


def read_source(screen: EditorScreen) -> None:
    """Read the copy of the selected source, or of one to pick, and quote a passage for a claim."""
    sources = [source for source in screen.state.map.sources if source.copy]
    if screen.state.view == "sources":
        selected = screen.table.selected
        sources = [source for source in sources if source.id == selected]
        if not sources:
            raise MapError("This source has no copy. Edit it, and write the path of its copy into the form.")
    if not sources:
        raise MapError(NO_COPY)
    claim_id = screen.claim_id if screen.state.view == "map" else None
    if len(sources) == 1:
        _open(screen, sources[0], claim_id)
        return
    by_id = {source.id: source for source in sources}
    cited = {one.source for one in screen.state.index.claims[claim_id].sources} if claim_id else set()
    items = [
        PickerItem(one.id, source_name(one), "cited by this claim" if one.id in cited else "")
        for one in sorted(sources, key=lambda one: one.id not in cited)
    ]

    def picked(value: str | None) -> None:
        if value is not None:
            _open(screen, by_id[value], claim_id)

    screen.app.push_screen(Picker("Read which source?", items), picked)


def _open(screen: EditorScreen, source: Source, claim_id: str | None) -> None:
    """Read the copy in a thread, as a PDF file may take seconds, and show it."""
    map, file = screen.state.map, screen.state.file
    screen.say(f"Reading the copy of “{excerpt(source_name(source))}”…")

    def work() -> None:
        from argmap.io.evidence import evidence_of

        evidence = evidence_of(map, file)
        if evidence:
            evidence.totals  # noqa: B018 - compares in this thread
        screen.services.from_thread(_show, screen, source, claim_id, evidence)

    screen.services.in_background(work)


def _show(screen: EditorScreen, source: Source, claim_id: str | None, evidence: Evidence | None) -> None:
    from argmap.evidence.quotations import Absent
    from argmap.tui.dialogs.reader import Reader

    copy = evidence.copies.get(source.id) if evidence else None
    if copy is None or evidence is None or isinstance(copy, Absent) or copy.text is None:
        why = copy.why if isinstance(copy, Absent) else getattr(copy, "problem", "")
        screen.say(f"{source.copy} cannot be read here. {why}".strip(), problem=True)
        return
    screen.say("")
    read = copy

    def picked(passage: Passage | None) -> None:
        if passage is not None:
            _quote(screen, source, read, passage, claim_id)

    screen.app.push_screen(Reader(source_name(source), copy.text, _quoted(screen, source, evidence, copy)), picked)


def _quoted(screen: EditorScreen, source: Source, evidence: Evidence, copy: Copy) -> list[Quoted]:
    from argmap.tui.dialogs.reader import Quoted

    claims = screen.state.index.claims
    return [
        Quoted(*copy.span(check.best.start, check.best.end), excerpt(claims[check.quotation.claim].text))
        for check in evidence.checks.values()
        if check.best is not None and check.quotation.source == source.id and check.quotation.claim in claims
    ]


def _quote(screen: EditorScreen, source: Source, copy: Copy, passage: Passage, claim_id: str | None) -> None:
    """Open the form of a citation with the passage and its location; ask for the claim if none is selected."""
    from argmap.evidence.locations import location_of
    from argmap.evidence.wording import whole_words

    assert copy.text is not None
    citation = Citation(
        source=source.id,
        locator=location_of(copy.text, passage.start, passage.end),
        quote=whole_words(copy.text.text[passage.start : passage.end]),
    )
    if claim_id is not None and claim_id in screen.state.index.claims:
        _quote_for(screen, claim_id, citation)
        return

    def picked(value: str | None) -> None:
        if value is not None:
            _quote_for(screen, value, citation)

    items = [PickerItem(claim.id, quoted(screen.state.index, claim.id, 70)) for claim in screen.state.map.claims]
    screen.app.push_screen(Picker("Quote it for which claim?", items), picked)


def _quote_for(screen: EditorScreen, claim_id: str, citation: Citation) -> None:
    """Make the passage the quote of a citation of the claim, or of a position on it."""
    index = screen.state.index
    positions = index.claims[claim_id].positions
    if not positions:
        citation_form(screen, claim_id, citation, None)
        return
    items = [PickerItem(THE_CLAIM, "A source of the claim")]
    for position in positions:
        words = f"{stakeholder_named(index, position.stakeholder)}: {STANCE_WORDS[position.stance].view}"
        items.append(PickerItem(position.stakeholder, words, "replaces its quote" if position.quote else ""))

    def picked(value: str | None) -> None:
        if value == THE_CLAIM:
            citation_form(screen, claim_id, citation, None)
        elif value is not None:
            _quote_in_position(screen, claim_id, value, citation)

    screen.app.push_screen(Picker("Quote it as what?", items), picked)


def _quote_in_position(screen: EditorScreen, claim_id: str, holder: str, citation: Citation) -> None:
    def edit(map: Map) -> Map:
        claim = claim_named(map, claim_id)
        position = next(one for one in claim.positions if one.stakeholder == holder)
        return set_position(map, claim_id, rebuilt(position, source=citation.source, quote=citation.quote))

    who = stakeholder_named(screen.state.index, holder)
    change(screen, edit, f"quote {who} on {quoted(screen.state.index, claim_id, 40)}", f"Quote of {who} set.")
