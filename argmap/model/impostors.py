"""Characters that look like a sign of the format: what word processors and keyboards write in place of one."""

from __future__ import annotations

import re
import unicodedata

from argmap.model.characters import named

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
BULLETS = "•‣◦▪▫●○■□∙⁃➢➤◆❖·∗"
COLONS = "：﹕∶꞉"
DOUBLE_QUOTES = "“”„‟«»＂″"
SINGLE_QUOTES = "‘’‚‛＇′"
NOTHING = "\u00ad\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufe0e\ufe0f"

_TYPED = (
    (SPACES, " ", "type a space"),
    (NOTHING, "", "delete it"),
    (DASHES, "-", "type a hyphen (-)"),
    (BULLETS, "-", "type a hyphen (-)"),
    (COLONS, ":", "type a colon (:)"),
    (DOUBLE_QUOTES, '"', 'type a straight one (")'),
    (SINGLE_QUOTES, "'", "type a straight one (')"),
    ("→⟶➔➜", "->", "type '->'"),
    ("…", "...", "type '...'"),
    ("，﹐、", ",", "type a comma (,)"),
    ("＃﹟", "#", "type '#'"),
    ("［", "[", "type '['"),
    ("］", "]", "type ']'"),
    ("｛", "{", "type '{'"),
    ("｝", "}", "type '}'"),
    ("＞", ">", "type '>'"),
    ("｜", "|", "type '|'"),
    ("０-９ａ-ｚＡ-Ｚ", None, "type it as a plain letter or digit"),
)
"""Characters that word processors and keyboards use in place of a sign, the sign, and what to do about them."""

IMPOSTOR = re.compile("[" + "".join(chars for chars, _, _ in _TYPED) + "]")
_KINDS = tuple((re.compile(f"[{chars}]"), sign, advice) for chars, sign, advice in _TYPED)


def correction(text: str) -> str:
    """A sentence about the first character of ``text`` that looks like a sign of the format; empty without one."""
    found = IMPOSTOR.search(text)
    if found is None:
        return ""
    char = found[0]
    return f"There is {named(char)} in it: {advice_on(char)}."


def advice_on(char: str) -> str:
    """What to do about a character that looks like a sign: ``type a hyphen (-)``."""
    return next(advice for kind, _, advice in _KINDS if kind.match(char))


def as_typed(text: str) -> str:
    """``text`` with signs of the format in place of the characters that look like them."""
    return IMPOSTOR.sub(lambda found: _sign(found[0]), text)


def _sign(char: str) -> str:
    sign = next(sign for kind, sign, _ in _KINDS if kind.match(char))
    return unicodedata.normalize("NFKC", char) if sign is None else sign
