"""Commands that add, edit and remove citations of claims and links."""

from __future__ import annotations

from argmap.edit import sources
from argmap.model.ids import ARROW, slug
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.model.types import Citation, Map, Source
from argmap.tui.commands.edits import change
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import Form, FormField
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.naming import link_quoted, quoted, shortened

CITED = "\0cited:"
"""Prefix of a picker value that means an existing citation: ``CITED`` and its index."""


def cite_claim(screen: EditorScreen) -> None:
    """Edit the sources of the selected claim."""
    claim_id = claim_selected(screen)
    _ask_source(screen, claim_id, f"Source for {quoted(screen.state.index, claim_id, 50)}")


def cite_link(screen: EditorScreen) -> None:
    """Edit the sources of the link from the selected claim to its parent."""
    address = link_of(row_of(screen), "cite a source for")
    _ask_source(screen, address, f"Source for {link_quoted(screen.state.index, address)}")


def _ask_source(screen: EditorScreen, owner: str, title: str) -> None:
    """Pick an existing citation to edit, another source to cite, or type the title of a new source."""
    index = screen.state.index
    cited = sources.citations_of(screen.state.map, owner)
    items = [
        PickerItem(f"{CITED}{place}", citation_words(index, one), "already cited (edit or remove)")
        for place, one in enumerate(cited)
    ]

    def picked(value: str | None) -> None:
        if value is None:
            return
        if value.startswith(CITED):
            place = int(value.removeprefix(CITED))
            citation_form(screen, owner, cited[place], place)
        else:
            citation_form(screen, owner, Citation(source=value), None)

    screen.app.push_screen(Picker(title, [*items, *source_items(index)], new="new source"), picked)


def citation_words(index: Index, citation: Citation) -> str:
    """A citation on one line: the title of the source and the location."""
    source = index.sources.get(citation.source)
    words = source_name(source) if source else citation.source
    return f"{words}, {citation.locator}" if citation.locator else words


def citation_form(screen: EditorScreen, owner: str, old: Citation, place: int | None) -> None:
    """Open the form of one citation. ``place`` is its index, None for a new one."""
    index = screen.state.index
    about = link_quoted(index, owner) if ARROW in owner else quoted(index, owner, 40)
    which = FormField("source", "Source", old.source, source_items(index), new="new source")
    fields = (
        *([which] if place is not None else []),
        FormField("locator", "Location", old.locator or ""),
        FormField("quote", "Quote", old.quote or "", lines=True),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            map, source = with_source(map, values.get("source", old.source))
            new = Citation(source=source, locator=values["locator"] or None, quote=values["quote"] or None)
            if place is None:
                return sources.add_citation(map, owner, new)
            return sources.edit_citation(map, owner, place, new)

        label = f"{'cite a source for' if place is None else 'edit a citation on'} {about}"
        change(screen, edit, label, "Citation added." if place is None else "Citation updated.")

    def remove() -> None:
        assert place is not None
        label = f"remove a citation on {about}"
        said = "Citation removed. The source stays in the map."
        change(screen, lambda map: sources.remove_citation(map, owner, place), label, said)

    source = index.sources.get(old.source)
    named = shortened(source_name(source) if source else old.source.removeprefix(NEW), 40)
    title = f"{'Cite' if place is None else 'Citation of'} “{named}” for {about}"
    screen.app.push_screen(Form(title, fields, keep, remove if place is not None else None))


def source_items(index: Index) -> list[PickerItem]:
    """The sources as items of a picker."""
    return [
        PickerItem(source.id, source_name(source), " ".join(filter(None, (source.author, source.date))))
        for source in index.map.sources
    ]


def with_source(map: Map, value: str) -> tuple[Map, str]:
    """The map and the id of a picked source. A value that begins with ``NEW`` is added to the map first."""
    if not value.startswith(NEW):
        return map, value
    title = value.removeprefix(NEW)
    source_id = slug(title, Index.build(map).taken_ids, "source")
    return sources.add_source(map, Source(id=source_id, title=title)), source_id
