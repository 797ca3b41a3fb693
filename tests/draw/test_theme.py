"""Colours can be read, and kinds told apart, by everyone: measured on the palettes themselves."""

from __future__ import annotations

import itertools

import pytest

from argmap.draw.theme import DARK, KINDS, LIGHT, PRINT, Palette, looks_of
from tests.draw.colours import BLINDNESSES, contrast, distance, seen_with

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])


@THEMES
def test_words_in_boxes_have_contrast(palette: Palette) -> None:
    for kind in (*KINDS, "added", "removed", "changed"):
        line, tint = getattr(palette, kind)
        for words in (palette.ink, palette.quiet, line):
            assert contrast(words, tint) >= 4.5, (kind, words, tint)
        assert contrast(line, palette.paper) >= 4.5, kind


@THEMES
def test_heads_of_several_kinds_have_contrast_on_the_neutral_tint(palette: Palette) -> None:
    tints = [getattr(palette, kind)[1] for kind in KINDS]
    assert len(set(tints)) > 1
    for kind, tint in itertools.product(("supports", "objects_to", "undercuts", "side", "claim"), tints):
        assert contrast(getattr(palette, kind)[0], tint) >= 4.5, (kind, tint)


@THEMES
def test_words_around_the_drawing_have_contrast(palette: Palette) -> None:
    for colour in (palette.ink, palette.quiet, palette.issue[0]):
        assert contrast(colour, palette.paper) >= 4.5


@THEMES
def test_badges_have_contrast(palette: Palette) -> None:
    assert len(palette.badges) > 2
    for colour in palette.badges:
        assert contrast(palette.on_badge, colour) >= 4.5, colour
        assert contrast(colour, palette.badge_paper) >= 4.5, colour


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", ["protanopia", "deuteranopia", "tritanopia"])
def test_support_and_objection_stay_apart_for_the_colour_blind(palette: Palette, blindness: str) -> None:
    supports, objects = (seen_with(blindness, line) for line, _ in (palette.supports, palette.objects_to))
    assert distance(supports, objects) > 15


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESSES)
def test_lines_tips_and_signs_are_seen_on_paper_with_any_sight(palette: Palette, blindness: str) -> None:
    """So whoever sees a picture finds on it the dashes, tips and signs that tell the kinds of reason apart."""
    looks = looks_of(palette)
    paper = seen_with(blindness, palette.paper)
    for kind in ("supports", "objects_to", "undercuts"):
        for part in ("line", "tip", "stop", "glyph", "added", "removed"):
            look = looks[f"{part}-{kind}"]
            assert distance(seen_with(blindness, look.stroke or look.fill or ""), paper) > 30, (part, kind)


@THEMES
def test_without_colour_dash_tells_the_kinds_apart(palette: Palette) -> None:
    lines = [looks_of(palette)[f"line-{kind}"] for kind in ("supports", "objects_to", "undercuts")]
    assert len({line.dash for line in lines}) == 3
    assert len({looks_of(palette)[f"{change}-supports"].width for change in ("added", "removed")}) == 2


def test_themes_have_the_same_looks() -> None:
    assert set(looks_of(LIGHT)) == set(looks_of(DARK)) == set(looks_of(PRINT))
