"""Names of keys: as Textual, people and the user's settings write them."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.escape import one_line
from argmap.model.findings import MapError

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
