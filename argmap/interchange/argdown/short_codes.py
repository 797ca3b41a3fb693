"""The short codes of Argdown, such as ``.^.`` and ``:heart:``, and the characters that they stand for."""

from __future__ import annotations

_LOGIC = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨", "v_": "⊻", "<>": "◇",
    "[]": "◻", "?": "❓",
}  # fmt: skip
_FACES = {
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂", "heart": "❤",
    "question": "❓", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄", "sad": "😢",
    "disappointed": "😞", "scream": "😱", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "think": "🤔",
    "star": "⭐", "y": "✔", "agree": "✔", "n": "❌", "disagree": "❌",
}  # fmt: skip


def character(code: str) -> str | None:
    """The character that a short code stands for, between points or colons; None when it is none."""
    if len(code) < 3 or code[0] != code[-1] or code[0] not in ".:":
        return None
    return _LOGIC.get(code[1:-1]) or _FACES.get(code[1:-1])
