"""Themes: the fill, stroke and dash of every named look of a picture, for light screens, dark screens and print.

Support and objection are a blue-green and a vermilion (after Okabe & Ito, "Color Universal Design", 2008), which
people with the three common kinds of colour blindness can tell apart; dashes, glyphs and words distinguish them
without any colour. Every text has a contrast of at least 4.5 to 1 to its background (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

ThemeName = Literal["auto", "light", "dark", "print"]
THEMES: tuple[ThemeName, ...] = ("auto", "light", "dark", "print")

OWN_FONT = "Arimo"
"""The family that comes with argmap, as wide as Helvetica; PDF and PNG are set in it."""

FONTS = 'Helvetica, Arial, "Liberation Sans", "Noto Sans", "DejaVu Sans", sans-serif'
"""The first three have the same widths. LibreOffice reads only the first, for which it has a substitute."""

SOLID: tuple[float, ...] = ()
DASHED = (7.0, 4.0)
DOTTED = (0.1, 4.6)
FINE = (3.0, 3.0)


class Look(NamedTuple):
    """How a shape or text is painted; a fill or stroke of ``None`` is not painted. Lengths in points."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = SOLID
    round: bool = False


class Palette(NamedTuple):
    """The colours of one theme as ``#rrggbb``. Pairs: lines and words, and the box behind them."""

    paper: str
    ink: str
    quiet: str
    rule: str
    claim: tuple[str, str]
    supports: tuple[str, str]
    objects_to: tuple[str, str]
    undercuts: tuple[str, str]
    several: tuple[str, str]
    tension: tuple[str, str]
    side: tuple[str, str]
    missing: tuple[str, str]
    warn: tuple[str, str]
    """The word on an amber pill, and the pill."""
    change: tuple[str, str]
    """The hue of all that a comparison marks, and a tint of it for hatching."""
    sides: tuple[tuple[str, str], ...]
    """For the sides of tensions, in the order of the map; those of two neighbours are never alike."""
    on_badge: str
    badge_paper: str
    badge: str
    """Of all that stands for a stakeholder: colours mean links, sides and changes, never people."""
    focus: str
    """The outline on a page of what has the keyboard's focus."""


LIGHT = Palette(
    paper="#ffffff",
    ink="#16191d",
    quiet="#545b66",
    rule="#c9ced6",
    claim=("#2b3f73", "#eef2fb"),
    supports=("#00664f", "#e4f4ee"),
    objects_to=("#a32a0c", "#fdece6"),
    undercuts=("#7a4a00", "#fdf3dc"),
    several=("#444c59", "#f2f3f5"),
    tension=("#553097", "#f2ecfb"),
    side=("#553097", "#faf7fe"),
    missing=("#545b66", "#ffffff"),
    warn=("#2e1d00", "#ffcf5c"),
    change=("#a3006b", "#f7c9e6"),
    sides=(
        ("#0a5c78", "#dcf0f7"),
        ("#545c12", "#f1f4d8"),
        ("#4a3fa0", "#e9e7fb"),
        ("#6d3f4a", "#f6e8ec"),
        ("#1f5fae", "#e1ecfa"),
        ("#7d1f4f", "#f9e4ee"),
    ),
    on_badge="#ffffff",
    badge_paper="#ffffff",
    badge="#3d4a57",
    focus="#1f4fa3",
)

DARK = Palette(
    paper="#14171c",
    ink="#eceff3",
    quiet="#a9b1bd",
    rule="#3b424d",
    claim=("#a9c0ff", "#1c2438"),
    supports=("#5fd3ae", "#12291f"),
    objects_to=("#ff9b7d", "#331a13"),
    undercuts=("#f0bd5a", "#2d230f"),
    several=("#c3cad4", "#23272e"),
    tension=("#c9b0ff", "#261c3a"),
    side=("#c9b0ff", "#1c1728"),
    missing=("#a9b1bd", "#14171c"),
    warn=("#241700", "#ffc64d"),
    change=("#ff8fd0", "#5a1f45"),
    sides=(
        ("#7fd0ec", "#10303b"),
        ("#cdd67c", "#2b2e12"),
        ("#b8b2ff", "#25224a"),
        ("#e3b3bf", "#3a2229"),
        ("#5c9dff", "#17294a"),
        ("#f2a6ff", "#3a1f40"),
    ),
    on_badge="#14171c",
    badge_paper="#14171c",
    badge="#b7c2cf",
    focus="#8fb4ff",
)

PRINT = Palette(
    paper="#ffffff",
    ink="#000000",
    quiet="#4d4d4d",
    rule="#bfbfbf",
    claim=("#000000", "#f0f0f0"),
    supports=("#333333", "#ffffff"),
    objects_to=("#000000", "#dedede"),
    undercuts=("#000000", "#eeeeee"),
    several=("#333333", "#f7f7f7"),
    tension=("#000000", "#f7f7f7"),
    side=("#333333", "#ffffff"),
    missing=("#4d4d4d", "#ffffff"),
    warn=("#000000", "#ffffff"),
    change=("#000000", "#cccccc"),
    sides=(
        ("#000000", "#ffffff"),
        ("#000000", "#e3e3e3"),
        ("#333333", "#f3f3f3"),
        ("#333333", "#d6d6d6"),
        ("#000000", "#ffffff"),
        ("#000000", "#e3e3e3"),
    ),
    on_badge="#ffffff",
    badge_paper="#ffffff",
    badge="#333333",
    focus="#333333",
)

KINDS = ("claim", "supports", "objects_to", "undercuts", "several", "tension", "side", "missing")


SIDES_APART = len(LIGHT.sides)
"""The number of sides that have colours of their own."""


def side_look(place: int) -> str:
    """The name of the colours of a side, by its place among all sides of the map: ``side-0``."""
    return f"side-{place % SIDES_APART}"


def box_colours(palette: Palette, name: str) -> tuple[str, str]:
    """The line and the tint of a box by the name of its colours."""
    if name.startswith("side-"):
        return palette.sides[int(name.removeprefix("side-"))]
    return palette.several if name == "plain" else cast(tuple[str, str], getattr(palette, name))


@cache
def looks_of(palette: Palette) -> Mapping[str, Look]:
    """Every look by name, in the colours of ``palette``."""
    looks = [
        ("paper", Look(palette.paper)),
        ("ink", Look(palette.ink)),
        ("quiet", Look(palette.quiet)),
        ("bridge", Look(None, palette.paper, 6.0)),
        ("rule", Look(None, palette.rule, 0.75)),
        ("cell", Look(palette.paper, palette.rule, 0.75)),
        ("badge-word", Look(palette.on_badge)),
    ]
    for kind in KINDS:
        line, tint = getattr(palette, kind)
        dash = FINE if kind == "missing" else SOLID
        looks.append((f"box-{kind}", Look(tint, line, 1.2, dash)))
        looks.append((f"word-{kind}", Look(line)))
        looks.append((f"line-{kind}", Look(None, line, *_STROKES.get(kind, (1.1, SOLID)), round=kind == "undercuts")))
        looks.append((f"tip-{kind}", Look(line)))
        if kind in _STROKES:
            looks += _changed_lines(kind, line)
        looks.append((f"stop-{kind}", Look(None, line, 2.6)))
        looks.append((f"sign-{kind}", Look(palette.paper, line, 1.1)))
        looks.append((f"glyph-{kind}", Look(None, line, 1.3)))
        looks.append((f"tint-{kind}", Look(tint)))
    looks.append(("box-stub", Look(palette.paper, palette.quiet, 0.9)))
    looks += _sides(palette) + _pills(palette) + _changes(palette)
    looks.append(("ring", Look(None, palette.ink, 1.6)))
    looks.append(("badge-filled", Look(palette.badge, palette.badge, 1.0)))
    looks.append(("badge-outlined", Look(palette.badge_paper, palette.badge, 1.0)))
    looks.append(("badge-name", Look(palette.badge)))
    looks.append(("badge-tick", Look(None, palette.badge, 1.4)))
    looks.append(("tick-held", Look(None, palette.on_badge, 1.4)))
    looks.append(("tie-most", Look(None, palette.several[0], 3.0)))
    looks.append(("tie-some", Look(None, palette.several[0], 1.6, DASHED)))
    looks.append(("tie-none", Look(None, palette.several[0], 2.2, DOTTED, round=True)))
    return dict(looks)


def _sides(palette: Palette) -> list[tuple[str, Look]]:
    """Looks of the sides of a tension that is drawn, and of claims on none of its sides."""
    looks = [
        ("box-plain", Look(palette.several[1], palette.several[0], 1.2)),
        ("word-plain", Look(palette.several[0])),
        ("bar-plain", Look(palette.several[1], palette.several[0], 1.0)),
    ]
    for hue, (line, tint) in enumerate(palette.sides):
        looks.append((f"box-side-{hue}", Look(tint, line, 1.8)))
        looks.append((f"word-side-{hue}", Look(line)))
        looks.append((f"tip-side-{hue}", Look(line)))
        looks.append((f"bar-side-{hue}", Look(tint, line, 1.0)))
    return looks


def _pills(palette: Palette) -> list[tuple[str, Look]]:
    """Looks of a status in a pill or strip, its word and its sign: calm, amber, and dashed for an open dispute."""
    word, amber = palette.warn
    calm = palette.several[0]
    looks = [
        ("pill-calm", Look(palette.paper, calm, 0.75)),
        ("pill-warn", Look(amber, word, 1.2)),
        ("pill-open", Look(palette.paper, calm, 1.2, FINE)),
        ("strip-calm", Look(palette.paper)),
        ("strip-warn", Look(amber, word, 1.6)),
        ("strip-open", Look(palette.paper, calm, 1.6, FINE)),
    ]
    for tone, colour in (("calm", calm), ("warn", word), ("open", calm)):
        looks.append((f"word-{tone}", Look(colour)))
        looks.append((f"glyph-{tone}", Look(None, colour, 2.0 if tone == "warn" else 1.3)))
    return looks


def _changes(palette: Palette) -> list[tuple[str, Look]]:
    """Looks of the marks of a comparison: one hue for all, which no relation has."""
    line, tint = palette.change
    return [
        ("mark-added", Look(None, line, 3.0)),
        ("mark-changed", Look(None, line, 2.0)),
        ("mark-removed", Look(None, line, 2.0, DASHED)),
        ("hatch", Look(None, tint, 1.0)),
        ("tab-change", Look(line)),
        ("pill-change", Look(line)),
        ("word-change", Look(palette.paper)),
    ]


def _changed_lines(kind: str, colour: str) -> list[tuple[str, Look]]:
    """Looks of the lines of a comparison: thick for added, thin for removed, with the dashes of their kind."""
    wide, dash = _STROKES[kind]
    dotted = kind == "undercuts"
    apart = (dash[0], dash[1] + wide) if dotted else dash  # thicker dots need longer gaps
    thin = 1.2 if dotted else 0.8
    return [
        (f"added-{kind}", Look(None, colour, wide * 2, apart, dotted)),
        (f"removed-{kind}", Look(None, colour, thin, dash, dotted)),
    ]


_STROKES: Mapping[str, tuple[float, tuple[float, ...]]] = {
    "supports": (1.6, SOLID),
    "objects_to": (1.6, DASHED),
    "undercuts": (2.0, DOTTED),
    "side": (1.1, SOLID),
    "tension": (1.1, SOLID),
}


def color_scheme(theme: ThemeName) -> str:
    """The value of the CSS property ``color-scheme`` for a page in this theme."""
    return {"auto": "light dark", "dark": "dark"}.get(theme, "light")


def palettes(theme: ThemeName) -> tuple[Palette, Palette | None]:
    """The palette of a theme; for ``auto``, the one for light screens and the one for dark screens."""
    if theme == "auto":
        return LIGHT, DARK
    return {"light": LIGHT, "dark": DARK, "print": PRINT}[theme], None
