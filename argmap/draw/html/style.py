"""The colours of a page, from the same palettes as the picture on it."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.theme import FONTS, Palette, ThemeName, palettes

KINDS = ("claim", "supports", "objects_to", "undercuts", "several", "issue", "side", "missing")


def variables(theme: ThemeName) -> str:
    """The colours as CSS variables; dark ones for screens only, as paper is white."""
    light, dark = palettes(theme)
    rules = [":root{", f"  --fonts:{FONTS};", *_colours(light), "}"]
    if dark is not None:
        rules += ["@media screen and (prefers-color-scheme:dark){", ":root{", *_colours(dark), "}", "}"]
    return "\n".join(rules) + "\n"


def _colours(palette: Palette) -> Iterator[str]:
    for name in ("paper", "ink", "quiet", "rule"):
        yield f"  --{name}:{getattr(palette, name)};"
    for kind in KINDS:
        line, tint = getattr(palette, kind)
        name = kind.replace("_", "-")
        yield f"  --{name}:{line}; --{name}-tint:{tint};"
    yield f"  --focus:{palette.badges[0]};"
