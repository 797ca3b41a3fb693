"""The key map: which key runs which action, after the user's own settings; and the names of keys, as Textual, people
and those settings write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.model.lookup import nearest
from argmap.tui.actions import VIEWS, Action, ViewName

UNBINDABLE = {
    "ctrl+h": "terminals send it as Backspace",
    "ctrl+m": "terminals send it as Enter",
    "ctrl+i": "terminals send it as Tab",
    "ctrl+enter": "most terminals send it as Enter",
    "alt+enter": "many terminals use it themselves",
    "ctrl+c": "argmap needs it for the hint how to quit",
}

NAMES = {
    "space": "Space", "enter": "Enter", "tab": "Tab", "escape": "Esc", "delete": "Del", "backspace": "Backspace",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "insert": "Ins",
}  # fmt: skip
MODIFIERS = ("ctrl", "alt", "shift")
"""The modifiers in the order of Textual's names. Not every terminal sends a key with more than one."""

_SHOWN = {shown.casefold(): name for name, shown in NAMES.items()}
_NAMED = {*NAMES, *(f"f{number}" for number in range(1, 25))}


def show_key(key: str) -> str:
    """A key as people write it: ``^s``, ``Alt+↑``, ``F2``, ``Space``."""
    if key.startswith("ctrl+"):
        return "^" + show_key(key[5:])
    for modifier in ("alt+", "shift+"):
        if key.startswith(modifier):
            return modifier.capitalize() + show_key(key.removeprefix(modifier))
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return NAMES.get(key, key)


def show_keys(keys: Sequence[str]) -> str:
    """All keys of an action as people write them; runs of digits are shortened."""
    if len(keys) > 3 and all(key.isdigit() for key in keys):
        return f"{keys[0]} … {keys[-1]}"
    return " ".join(map(show_key, keys)) or "—"


_KEYS = re.compile(r"(?:(?:\^\S|[←→↑↓]+|/|F\d+|PgUp|PgDn|Tab|Enter|Esc|Space|Home|End|Del)(?: |$))*")


def keys_and_words(hint: str) -> tuple[str, str]:
    """A hint such as ``^s done`` in its keys, with the space behind them, and the rest."""
    found = _KEYS.match(hint)
    end = found.end() if found else 0
    return hint[:end], hint[end:]


def key_named(words: str) -> str:
    """The key of a name in the user's settings: a character, or ``ctrl+d``, ``Ctrl+D``, ``^d``, ``Alt+↑``.

    Raises MapError when there is no such key, or when some terminals do not send it.
    """
    if len(words) == 1 and words.isprintable() and words != " ":
        return _SHOWN.get(words, words)
    *modifiers, last = words.casefold().replace("^", "ctrl+").split("+") if words[-1:] != "+" else [""]
    last = _SHOWN.get(last, last)
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    known = last in _NAMED or (len(last) == 1 and last.isprintable() and bool(modifiers))
    if not known or len(modifiers) > 1 or not set(modifiers) <= set(MODIFIERS):
        raise MapError(
            f"'{one_line(words)}' is not a key. Use one character, or a name such as ctrl+d, alt+up, f2 or enter."
        )
    key = "+".join([*modifiers, last])
    if key in UNBINDABLE:
        raise MapError(f"Choose another key than {one_line(words)}: {UNBINDABLE[key]}.")
    return key


@dataclass(frozen=True)
class Keymap:
    """The actions with their keys in force. Build with :meth:`build`."""

    actions: tuple[Action, ...]
    by_key: Mapping[tuple[ViewName, str], Action]

    @classmethod
    def build(cls, table: Sequence[Action], own_keys: Mapping[str, Sequence[str]] | None = None) -> Keymap:
        """The actions of ``table``, with the keys of ``own_keys`` (action name -> keys) instead of their own.

        A key that the user gives to another action is removed from the table's action on all its tabs. Raises
        MapError on an unknown action, a key that no terminal sends, or a key of two actions of one tab.
        """
        known = {action.name: action for action in table}
        for name in (own_keys or {}).keys() - known.keys():
            raise MapError(_unknown(name, known))
        own = {name: tuple(map(key_named, keys)) for name, keys in (own_keys or {}).items()}
        where = {name: known[name].where for name in own}
        actions = tuple(_laid_over(action, own, where) for action in table)
        return cls(actions, _by_key(actions))

    def action(self, view: ViewName, key: str) -> Action | None:
        """The action of ``key`` on a tab."""
        return self.by_key.get((view, key))

    def named(self, name: str) -> Action:
        """The action called ``name``, with its keys in force."""
        return next(action for action in self.actions if action.name == name)

    def usable_in(self, view: ViewName) -> tuple[Action, ...]:
        """The actions of one tab, in the order of the table."""
        return tuple(action for action in self.actions if view in action.where)

    def footer_of(self, view: ViewName) -> tuple[Action, ...]:
        """The actions in the footer of a tab, by rank."""
        shown = (action for action in self.usable_in(view) if action.footer)
        return tuple(sorted(shown, key=lambda action: action.footer))

    def way_to_tab(self, number: str) -> str:
        """A sentence that says how to go to the tab of that number; empty when there is none."""
        titles = {str(place): title for place, (_, title) in enumerate(VIEWS, start=1)}
        return f"Press {self.key_of('tabs')} {number} for the {titles[number]} tab." if number in titles else ""

    def key_of(self, name: str) -> str:
        """The first key of an action as people write it (``^s``); without a key, where to find the action."""
        action = self.named(name)
        if action.keys:
            return show_key(action.keys[0])
        return f"“{action.label}” in {self.key_of('palette')}" if name != "palette" else action.label


RENAMED: Mapping[str, str] = {
    "add-child": "add-support",
    "ask": "analyse",
    "cite-step": "cite-link",
    "decide": "resolve",
    "edit-reason": "edit-link",
    "go-to-full": "go-to-main-place",
    "open-diagram": "open-live-page",
    "paste": "move-here",
    "read-back": "scroll-up",
    "read-on": "scroll-down",
    "screen-changes": "tab-changes",
    "screen-findings": "tab-findings",
    "screen-map": "tab-map",
    "screen-matrix": "tab-matrix",
    "screen-sources": "tab-sources",
    "screen-tensions": "tab-tensions",
    "screens": "tabs",
    "standing": "status",
    "what-if-list": "what-if-results",
    "withdraw-source": "reject-source",
}
"""Former name of an action -> its name."""


def _unknown(name: str, known: Iterable[str]) -> str:
    if name in RENAMED:
        return f"The action '{name}' is now called '{RENAMED[name]}'. Change its name here."
    near = nearest(name, sorted(known))
    return f"Unknown action '{one_line(name)}'. " + (
        f"Did you mean '{near}'?" if near else "Run 'argmap help keys' to list the actions."
    )


def _laid_over(action: Action, own: Mapping[str, Sequence[str]], where: Mapping[str, frozenset[ViewName]]) -> Action:
    """The action with the user's keys, or with its own keys except those that the user gave to other actions."""
    if action.name in own:
        return replace(action, keys=tuple(own[action.name]))
    taken = {key for name, keys in own.items() if where[name] & action.where for key in keys}
    return replace(action, keys=tuple(key for key in action.keys if key not in taken)) if taken else action


def _by_key(actions: Iterable[Action]) -> dict[tuple[ViewName, str], Action]:
    """The action of each key on each tab. Raises MapError when two actions have the same key."""
    found: dict[tuple[ViewName, str], Action] = {}
    for action in actions:
        for place in ((view, key) for view in action.where for key in action.keys):
            taken = found.setdefault(place, action)
            if taken is not action:
                raise MapError(
                    f"The key {show_key(place[1])} has two actions: '{taken.name}' and '{action.name}'. "
                    "Choose another key for one of them."
                )
    return found


def as_markdown(actions: Iterable[Action]) -> str:
    """The keys as Markdown tables, one per group, for docs/reference/keys.md."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    return "\n\n".join(_markdown_group(group, members) for group, members in groups.items()) + "\n"


def _markdown_group(group: str, members: Sequence[Action]) -> str:
    head = f"### {group}\n\n| Keys | What it does | Action | Tabs |\n| --- | --- | --- | --- |"
    rows = [f"| {_markdown_keys(one)} | {one.about} | `{one.name}` | {_markdown_tabs(one)} |" for one in members]
    return "\n".join([head, *rows])


def _markdown_keys(action: Action) -> str:
    if len(action.keys) > 3 and all(key.isdigit() for key in action.keys):
        return f"`{action.keys[0]}` … `{action.keys[-1]}`"
    return " ".join(f"`{show_key(key)}`" for key in action.keys)


def _markdown_tabs(action: Action) -> str:
    if len(action.where) == len(VIEWS):
        return "all"
    return ", ".join(title for view, title in VIEWS if view in action.where)
