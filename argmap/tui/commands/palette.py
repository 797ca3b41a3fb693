"""The command palette: every command of the tab, and everything in the map, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from argmap.escape import one_line
from argmap.model.characters import folded
from argmap.model.names import source_name, tension_name
from argmap.tui.commands.findings import show_entry
from argmap.tui.commands.records import KINDS, add_of_kind
from argmap.tui.commands.synonyms import OF_KINDS, SYNONYMS
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem, matching
from argmap.tui.keys.keymap import show_keys

GROUPS = ("Add and edit", "Rearrange", "Tables", "File and analysis", "Editor", "Navigate and view")
"""The groups of commands in the order of the palette."""

RECENT = "Used last"
MOST_RECENT = 3
MOST_FOUND = 30
"""Most claims, sources, stakeholders and tensions that are listed of each kind."""

COMMAND, ADD = "command:", "add:"


def palette(screen: EditorScreen) -> None:
    """Search the commands of the tab and everything in the map; run the command or go to the thing."""

    def picked(value: str | None) -> None:
        if value is None:
            return
        kind, _, name = value.partition(":")
        screen.keys.pressed = ""
        if kind == "command":
            screen.state.use("commands", name)
            screen.do(screen.keymap.named(name))
        elif kind == "add":
            screen.services.attempt(lambda: add_of_kind(screen, name))
        else:
            screen.services.attempt(lambda: show_entry(screen, kind, name))

    picker = Picker("Command, claim, source, stakeholder or tension", commands(screen), find=finder(screen))
    screen.app.push_screen(picker, picked)


def commands(screen: EditorScreen) -> list[PickerItem]:
    """The commands of the tab by group, those that were run last before all."""
    usable = [action for action in screen.keymap.usable_in(screen.state.view) if action.name != "palette"]
    named = {action.name: action for action in usable}
    recent = [name for name in screen.state.used("commands") if name in named][:MOST_RECENT]
    usable.sort(key=lambda action: GROUPS.index(action.group))
    ordered = [named[name] for name in recent] + [action for action in usable if action.name not in recent]
    items = [
        PickerItem(
            COMMAND + action.name,
            action.about,
            show_keys(action.keys),
            RECENT if action.name in recent else action.group,
            f"{action.label} {action.name} {SYNONYMS.get(action.name, '')}",
            by_value=False,
        )
        for action in ordered
    ]
    return items + [
        PickerItem(
            ADD + kind,
            f"Add a {kind}",
            screen.keymap.key_of("new"),
            "Add and edit",
            f"new create insert {OF_KINDS[kind]}",
            by_value=False,
        )
        for kind in (*KINDS, *(["claim"] if "add-claim" not in named else []))
    ]


def finder(screen: EditorScreen) -> Callable[[str], list[PickerItem]]:
    """A function that finds the things of the map by the words that are typed."""
    entries = list(_entries(screen))

    def find(words: str) -> list[PickerItem]:
        found = matching(entries, words)
        return [*_claims(screen, words), *(item for kind in _kinds(found) for item in kind)]

    return find


def _kinds(found: Sequence[PickerItem]) -> Iterator[list[PickerItem]]:
    """The items of each group, as many as are listed."""
    for group in dict.fromkeys(item.group for item in found):
        members = [item for item in found if item.group == group]
        yield _listed(group, members, len(members))


def _listed(group: str, members: Sequence[PickerItem], count: int) -> list[PickerItem]:
    """The first items of a group; its heading says how many there are where some are left out."""
    if count <= MOST_FOUND:
        return list(members)
    return [replace(one, group=f"{group}, {MOST_FOUND} of {count}") for one in members[:MOST_FOUND]]


def _claims(screen: EditorScreen, words: str) -> list[PickerItem]:
    """The claims that hold every word anywhere, those first whose text has words that begin so."""
    keys, asked = screen.state.outline.haystack.matches(words), folded(words).split()
    found = [claim for claim in screen.state.map.claims if claim.id in keys]
    found.sort(key=lambda claim: _rank(asked, f" {folded(claim.text)}"))
    items = [PickerItem(f"claims:{one.id}", one_line(one.text), group="Claims") for one in found[:MOST_FOUND]]
    return _listed("Claims", items, len(found))


def _rank(asked: Sequence[str], text: str) -> int:
    """0 where each word that was typed begins a word of the text, 1 where the text has it, 2 where it does not."""
    return 0 if all(f" {word}" in text for word in asked) else 1 if all(word in text for word in asked) else 2


def _entries(screen: EditorScreen) -> Iterator[PickerItem]:
    """The stakeholders, sources and tensions, found by all that is said of them."""
    index = screen.state.index
    for holder in index.map.stakeholders:
        also = " ".join(filter(None, (holder.short, holder.interests, holder.id)))
        name = one_line(holder.name or holder.id)
        yield PickerItem(f"stakeholders:{holder.id}", name, one_line(holder.kind or ""), "Stakeholders", also, False)
    for source in index.map.sources:
        known = " · ".join(filter(None, (source.author or source.publisher, source.date)))
        also = " ".join(filter(None, (source.publisher, source.short, source.url, source.id)))
        yield PickerItem(
            f"sources:{source.id}", one_line(source_name(source)), one_line(known), "Sources", also, False
        )
    for tension in index.map.tensions:
        sides = " · ".join(one_line(side.title) for side in tension.sides)
        also = " ".join(filter(None, (tension.question, tension.id, sides)))
        yield PickerItem(f"tensions:{tension.id}", one_line(tension_name(tension)), sides, "Tensions", also, False)
