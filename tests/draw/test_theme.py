"""Colours can be read, and kinds told apart, by everyone: measured on the palettes themselves."""

from __future__ import annotations

import itertools

import pytest

from argmap.draw.theme import DARK, KINDS, LIGHT, PRINT, Palette, looks_of

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])


def channels(colour: str) -> tuple[float, float, float]:
    """Linear RGB of ``#rrggbb`` (IEC 61966-2-1)."""
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The ratio of WCAG 2.2."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


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


# Linear-RGB matrices of Viénot, Brettel & Mollon (1999) for the first two, of Machado et al. (2009) for the third.
BLINDNESSES = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def lab(linear: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* under D65."""
    red, green, blue = (min(1.0, max(0.0, v)) for v in linear)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """CIE 1976 colour difference; about 2.3 is just noticeable."""
    return sum((p - q) ** 2 for p, q in zip(lab(a), lab(b), strict=True)) ** 0.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESSES)
def test_support_and_objection_stay_apart_for_the_colour_blind(palette: Palette, blindness: str) -> None:
    def seen(colour: str) -> tuple[float, ...]:
        linear = channels(colour)
        return tuple(sum(w * v for w, v in zip(row, linear, strict=True)) for row in BLINDNESSES[blindness])

    assert distance(seen(palette.supports[0]), seen(palette.objects_to[0])) > 15


@THEMES
def test_without_colour_dash_tells_the_kinds_apart(palette: Palette) -> None:
    lines = [looks_of(palette)[f"line-{kind}"] for kind in ("supports", "objects_to", "undercuts")]
    assert len({line.dash for line in lines}) == 3
    assert len({looks_of(palette)[f"{change}-supports"].width for change in ("added", "removed")}) == 2


def test_themes_have_the_same_looks() -> None:
    assert set(looks_of(LIGHT)) == set(looks_of(DARK)) == set(looks_of(PRINT))
