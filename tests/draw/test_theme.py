"""Colours can be read, and kinds told apart, by everyone: measured on the palettes themselves."""

from __future__ import annotations

import itertools

import pytest

from argmap.draw.theme import DARK, KINDS, LIGHT, PRINT, Palette, looks_of
from tests.draw.colours import BLINDNESSES, channels, contrast, distance, seen_with

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])


@THEMES
def test_words_in_boxes_have_contrast(palette: Palette) -> None:
    pairs = {kind: getattr(palette, kind) for kind in KINDS}
    pairs |= {f"side {place}": pair for place, pair in enumerate(palette.sides)}
    assert len(pairs) > len(KINDS)
    for kind, (line, tint) in pairs.items():
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
    for colour in (palette.ink, palette.quiet, palette.tension[0]):
        assert contrast(colour, palette.paper) >= 4.5


@THEMES
def test_pills_of_a_status_and_of_a_change_have_contrast(palette: Palette) -> None:
    looks = looks_of(palette)
    for tone in ("calm", "warn", "open", "change"):
        pill, word = looks[f"pill-{tone}"], looks[f"word-{tone}"]
        assert contrast(word.fill or "", pill.fill or "") >= 4.5, tone


@THEMES
def test_the_mark_of_a_change_is_seen_on_each_box_and_its_hatching_leaves_words_readable(palette: Palette) -> None:
    line, hatch = palette.change
    for kind in KINDS:
        assert contrast(line, getattr(palette, kind)[1]) >= 3, kind
    assert contrast(palette.ink, hatch) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_hue_has_one_meaning(palette: Palette) -> None:
    """People, changes and the sides of a tension have hues that no kind of reason has, nor each other."""
    relations = [getattr(palette, kind)[0] for kind in ("supports", "objects_to", "undercuts")]
    others = [palette.badge, palette.change[0], *(line for line, _ in palette.sides)]
    pairs = [*itertools.product(others, relations), *itertools.combinations(others, 2)]
    assert len(pairs) > len(others)
    assert all(distance(channels(one), channels(other)) > 15 for one, other in pairs)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", ["protanopia", "deuteranopia", "tritanopia"])
def test_two_sides_of_a_tension_stay_apart_for_the_colour_blind(palette: Palette, blindness: str) -> None:
    seen = [seen_with(blindness, line) for line, _ in palette.sides]
    assert all(distance(one, other) > 15 for one, other in zip(seen[::2], seen[1::2], strict=True))
    assert len(seen) > 2


def test_without_colour_edges_tell_the_changes_apart() -> None:
    edges = [looks_of(PRINT)[f"mark-{change}"] for change in ("added", "removed", "changed")]
    assert len({(edge.width, edge.dash) for edge in edges}) == 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_challenged_is_amber_and_no_status_is_red(palette: Palette) -> None:
    red, green, blue = (int(palette.warn[1][at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > 150 > blue
    assert looks_of(palette)["pill-warn"].fill == palette.warn[1]


@THEMES
def test_badges_have_contrast(palette: Palette) -> None:
    assert contrast(palette.on_badge, palette.badge) >= 4.5
    assert contrast(palette.badge, palette.badge_paper) >= 4.5


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
