"""Which key does what: the action table with the user's own keys laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.model.findings import Refusal
from argmap.tui.actions import TABLE, VIEWS, Action, View

UNBINDABLE = {
    "ctrl+h": "terminals send it as Backspace",
    "ctrl+m": "terminals send it as Enter",
    "ctrl+i": "terminals send it as Tab",
    "ctrl+enter": "most terminals send it as Enter",
    "alt+enter": "many terminals keep it to themselves",
    "ctrl+c": "it is kept for the hint how to leave",
}

NAMES = {
    "space": "Space", "enter": "Enter", "tab": "Tab", "escape": "Esc", "delete": "Del", "backspace": "Backspace",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End",
}  # fmt: skip


@dataclass(frozen=True)
class Keymap:
    """The actions with their keys. Build with :meth:`build`."""

    actions: tuple[Action, ...]
    by_key: Mapping[tuple[View, str], Action]

    @classmethod
    def build(cls, own_keys: Mapping[str, Sequence[str]] | None = None) -> Keymap:
        """The table with ``own_keys`` (action name -> keys) in place of the table's.

        Raises Refusal on an unknown action, a key no terminal sends, or a key given to two actions of one screen.
        """
        own = dict(own_keys or {})
        known = {action.name for action in TABLE}
        for name in own.keys() - known:
            raise Refusal(f"The key settings name '{name}', which is no action. docs/editor.md lists the actions.")
        for key in (key for keys in own.values() for key in keys if key in UNBINDABLE):
            raise Refusal(f"The key {key} cannot be set: {UNBINDABLE[key]}.")
        actions = tuple(
            replace(action, keys=tuple(own[action.name])) if action.name in own else action for action in TABLE
        )
        return cls(actions, _by_key(actions, frozenset(own)))

    def action(self, view: View, key: str) -> Action | None:
        """What ``key`` does in a screen."""
        return self.by_key.get((view, key))

    def named(self, name: str) -> Action:
        """The action called ``name``, with the user's keys."""
        return next(action for action in self.actions if action.name == name)

    def key_of(self, name: str) -> str:
        """How the first key of an action is written for people, such as ``^s``; empty when it has none."""
        keys = self.named(name).keys
        return show_key(keys[0]) if keys else ""


def _by_key(actions: Iterable[Action], own: frozenset[str]) -> dict[tuple[View, str], Action]:
    """Own keys win over the table's; two own actions on one key in one screen are refused."""
    found: dict[tuple[View, str], Action] = {}
    for action in sorted(actions, key=lambda action: action.name not in own):
        for place in ((view, key) for view in action.where for key in action.keys):
            taken = found.get(place)
            if taken is None:
                found[place] = action
            elif action.name in own:
                raise Refusal(
                    f"The key settings give {show_key(place[1])} to both '{taken.name}' and '{action.name}'. "
                    "Choose another key for one of them."
                )
    return found


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


def show_keys(action: Action) -> str:
    """Every key of an action as people write them; runs of digits are shortened."""
    keys = action.keys
    if len(keys) > 3 and all(key.isdigit() for key in keys):
        return f"{keys[0]} … {keys[-1]}"
    return " ".join(show_key(key) for key in keys) or "—"


def as_markdown(actions: Iterable[Action] = TABLE) -> str:
    """The keys as Markdown tables, one a group, as docs/editor.md shows them."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    return "\n\n".join(_markdown_group(group, members) for group, members in groups.items()) + "\n"


def _markdown_group(group: str, members: Sequence[Action]) -> str:
    head = f"### {group}\n\n| Keys | What it does | Action | Screens |\n| --- | --- | --- | --- |"
    rows = [f"| {_markdown_keys(one)} | {one.about} | `{one.name}` | {_markdown_screens(one)} |" for one in members]
    return "\n".join([head, *rows])


def _markdown_keys(action: Action) -> str:
    if len(action.keys) > 3 and all(key.isdigit() for key in action.keys):
        return f"`{action.keys[0]}` … `{action.keys[-1]}`"
    return " ".join(f"`{show_key(key)}`" for key in action.keys)


def _markdown_screens(action: Action) -> str:
    if len(action.where) == len(VIEWS):
        return "all"
    return ", ".join(title for view, title in VIEWS if view in action.where)
