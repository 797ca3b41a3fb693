"""Commands that add, edit and remove citations of claims and links."""

from __future__ import annotations

from dataclasses import replace

from argmap.edit import sources
from argmap.model.characters import folded
from argmap.model.ids import ARROW, slug
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.types import Citation, Map, Source
from argmap.tui.commands.edits import change
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import Form, FormField, about_field
from argmap.tui.dialogs.picker import MORE, NEW, Picker, PickerItem
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
    edited = [
        PickerItem(f"{CITED}{place}", citation_words(index, one), "cited: edit or remove")
        for place, one in enumerate(cited)
    ]
    here = {one.source for one in cited}
    last = next(iter(screen.state.used("sources")), None)
    just_cited = [item for item, one in zip(edited, cited, strict=True) if one.source == last][-1:]
    by_use = last_used_first(screen)
    others = [item for item in by_use if item.value not in here]
    again = [_noted(item, "cite again") for item in by_use if item.value in here]

    def picked(value: str | None) -> None:
        if value is None:
            return
        chosen = value.removeprefix(MORE)
        if chosen.startswith(CITED):
            place = int(chosen.removeprefix(CITED))
            citation_form(screen, owner, cited[place], place)
        elif value.startswith(MORE) or chosen in here:  # twice the same citation is refused
            citation_form(screen, owner, Citation(source=chosen), None)
        else:
            screen.services.attempt(lambda: _cite(screen, owner, chosen))

    edited = [item for item in edited if item not in just_cited]
    items = [*just_cited, *others[:1], *edited, *others[1:], *again]
    screen.app.push_screen(Picker(title, items, new="new source", more="location and quote"), picked)


def last_used_first(screen: EditorScreen) -> list[PickerItem]:
    """The sources as items of a picker: first the one that was cited last, which its note says, then by title."""
    items = source_items(screen.state.index)
    last = next(iter(screen.state.used("sources")), None)
    noted = [_noted(one, "last used") for one in items if one.value == last]
    return [*noted, *(one for one in items if one.value != last)]


def _noted(item: PickerItem, note: str) -> PickerItem:
    return replace(item, note=" · ".join(filter(None, (note, item.note))))


def _cite(screen: EditorScreen, owner: str, source: str) -> None:
    """Cite a source without location and quote. A source that begins with ``NEW`` is added in the same edit."""

    def edit(map: Map) -> Map:
        map, source_id = with_source(map, source)
        screen.state.use("sources", source_id)
        return sources.add_citation(map, owner, Citation(source=source_id))

    again = screen.keymap.key_of("cite-link" if ARROW in owner else "add-citation")
    change(screen, edit, f"cite a source for {_owner(screen, owner)}", f"Cited. {again} for its location and quote.")


def _owner(screen: EditorScreen, owner: str) -> str:
    index = screen.state.index
    return link_quoted(index, owner) if ARROW in owner else quoted(index, owner, 40)


def citation_words(index: Index, citation: Citation) -> str:
    """A citation on one line: the title of the source and the location."""
    source = index.sources.get(citation.source)
    words = source_name(source) if source else citation.source
    return f"{words}, {citation.locator}" if citation.locator else words


def citation_form(screen: EditorScreen, owner: str, old: Citation, place: int | None) -> None:
    """Open the form of one citation. ``place`` is its index, None for a new one."""
    index = screen.state.index
    about = _owner(screen, owner)
    which = FormField("source", "Source", old.source, source_items(index), new="new source")
    fields = (
        *([which] if place is not None else []),
        FormField("locator", "Location", old.locator or "", example="for example page 12, section 3 or 14:05"),
        FormField("quote", "Quote", old.quote or "", lines=True, example="The exact words of the source"),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            map, source = with_source(map, values.get("source", old.source))
            screen.state.use("sources", source)
            new = Citation(source=source, locator=values["locator"] or None, quote=values["quote"] or None)
            with about_field("locator"):
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
    draft = screen.state.drafts.of(*_subject(index, owner, old, place))
    Form(title, fields, keep, remove if place is not None else None, draft=draft).open(screen.app)


def _subject(index: Index, owner: str, old: Citation, place: int | None) -> tuple[str, tuple[str, ...], str]:
    """What a draft about a citation is kept by: its owner, its source, and its place among those of one source."""
    if old.source.startswith(NEW):
        return "new citation", (owner,), old.source
    if place is None:
        return "new citation", (owner, old.source), ""
    cited = (index.reasons[owner] if ARROW in owner else index.claims[owner]).sources
    before = sum(one.source == old.source for one in cited[:place])
    return "citation", (owner, old.source), str(before)


def source_items(index: Index) -> list[PickerItem]:
    """The sources as items of a picker, by their titles."""
    items = (
        PickerItem(source.id, source_name(source), " ".join(filter(None, (source.author, source.date))))
        for source in index.map.sources
    )
    return sorted(items, key=lambda item: folded(item.text))


def with_source(map: Map, value: str) -> tuple[Map, str]:
    """The map and the id of a picked source. A value that begins with ``NEW`` is added to the map first."""
    if not value.startswith(NEW):
        return map, value
    title = value.removeprefix(NEW)
    source_id = slug(title, Index.build(map).taken_ids, "source")
    return sources.add_source(map, Source(id=source_id, title=title)), source_id
