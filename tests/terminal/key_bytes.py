"""What terminals send for a key, in all forms that are about.

xterm and most others send control characters, CSI and SS3 sequences, and Escape before a letter for Alt (XTerm
Control Sequences). rxvt, the Linux console and PuTTY have forms of their own (terminfo: rxvt-unicode, linux, putty).
kitty, Ghostty, foot, WezTerm, Alacritty and iTerm2 send ``CSI code ; modifiers ; text u`` once a program asks for it
(the kitty keyboard protocol), as Textual does.
"""

from __future__ import annotations

from collections.abc import Iterator

LETTERS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
NUMBERS = {"delete": "3", "pageup": "5", "pagedown": "6"}
CONTROLS = {"enter": (13, "\r"), "tab": (9, "\t"), "escape": (27, "\x1b"), "backspace": (127, "\x7f")}
FUNCTION_KEYS = {
    "f1": ("\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P"),
    "f2": ("\x1bOQ", "\x1b[12~", "\x1b[[B", "\x1b[Q"),
    "f3": ("\x1bOR", "\x1b[13~", "\x1b[[C"),
    "f8": ("\x1b[19~",),
    "f4": ("\x1bOS", "\x1b[14~", "\x1b[[D", "\x1b[S"),
}
MORE = {
    "home": ("\x1b[1~", "\x1b[7~"),
    "end": ("\x1b[4~", "\x1b[8~"),
    "enter": ("\x1bOM", "\x1b[57414u"),
    "backspace": ("\x08",),
    "shift+up": ("\x1b[a",),
    "shift+down": ("\x1b[b",),
}
"""Forms of other terminals, and of the number pad."""
MODIFIERS = {"": 1, "shift": 2, "alt": 3, "ctrl": 5}
NUM_LOCK = 128
"""What the kitty protocol adds to the modifiers while the number pad is locked."""


def forms_of(key: str) -> tuple[str, ...]:
    """All that terminals send for a key of the action table, the commonest first."""
    modifier, _, plain = key.rpartition("+") if len(key) > 1 else ("", "", key)
    number = MODIFIERS[modifier]
    return (*_forms(modifier, plain, number), *MORE.get(key, ()))


def _forms(modifier: str, plain: str, number: int) -> Iterator[str]:
    if (modifier, plain) == ("shift", "tab"):
        yield "\x1b[Z"
        yield "\x1b[9;2u"
    elif (modifier, plain) == ("shift", "f8"):
        yield "\x1b[19;2~"
    elif plain in FUNCTION_KEYS:
        yield from FUNCTION_KEYS[plain]
    elif plain in LETTERS:
        yield from _arrow(modifier, LETTERS[plain], number)
    elif plain in NUMBERS:
        yield f"\x1b[{NUMBERS[plain]}~"
        yield f"\x1b[{NUMBERS[plain]};{number + NUM_LOCK}~"
    elif plain in CONTROLS:
        code, character = CONTROLS[plain]
        yield character
        yield f"\x1b[{code}u"
        yield f"\x1b[{code};{number + NUM_LOCK}u"
    else:
        yield from _character(modifier, " " if plain == "space" else plain, number)


def _arrow(modifier: str, letter: str, number: int) -> Iterator[str]:
    if not modifier:
        yield f"\x1b[{letter}"
        yield f"\x1bO{letter}"
    else:
        yield f"\x1b[1;{number}{letter}"
    if modifier == "alt":
        yield f"\x1b\x1b[{letter}"
        yield f"\x1b\x1bO{letter}"
    yield f"\x1b[1;{number + NUM_LOCK}{letter}"


def _character(modifier: str, character: str, number: int) -> Iterator[str]:
    if modifier == "ctrl":
        yield chr(ord(character) & 0x1F)
        yield f"\x1b[{ord(character)};5u"
        yield f"\x1b[{ord(character)};{5 + NUM_LOCK}u"
    elif modifier == "alt":
        yield f"\x1b{character}"
        yield f"\x1b[{ord(character)};3u"
        yield f"\x1b[{ord(character)};{3 + NUM_LOCK}u"
    else:
        yield character
        shift = 1 if character.isupper() else 0
        yield f"\x1b[{ord(character.lower())};{1 + shift};{ord(character)}u"
        yield f"\x1b[{ord(character.lower())};{1 + shift + NUM_LOCK};{ord(character)}u"


MODIFIERS_ALONE = tuple(
    f"\x1b[{code};{number}u" for code, number in ((57441, 2), (57442, 5), (57443, 3), (57358, 65))
)
"""Shift, Ctrl, Alt and caps lock by themselves, which the kitty protocol tells of."""
