"""Every word can be read on every ground it stands on, in every set of colours (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest
from textual.color import Color

from argmap.tui.themes import THEMES

WORDS = ("foreground", "footer-key", "dim", "badge", "support", "objection", "undercut", "tension", "warning-text")
GROUNDS = ("background", "raised", "cursor-on", "cursor-off")
OTHER_PAIRS = (("label-text", "label-ground"), ("notice-text", "notice-ground"), ("error-text", "background"))
TEXT, EDGE = 4.5, 1.8


def contrast(one: str, other: str) -> float:
    """The ratio of relative luminances, from 1 to 21."""
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_can_be_read(theme) -> None:
    colours = {"foreground": theme.foreground, "background": theme.background, **theme.variables}
    pairs = [*((word, ground) for word in WORDS for ground in GROUNDS), *OTHER_PAIRS]
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < TEXT}
    assert contrast(colours["line"], colours["background"]) >= EDGE
