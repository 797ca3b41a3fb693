"""The themes of the editor: dark and light, each also in a palette for colour-blind users.

Every colour is accompanied by a sign or a word. The safe palettes contrast blue with orange (Okabe & Ito, "Color
Universal Design", 2008).
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(
    name: str, *, dark: bool, ground: str, raised: str, line: str, words: str, accent: str, **signs: str
) -> Theme:
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=signs["warning_text"],
        error=signs["error_text"],
        success=signs["support"],
        foreground=words,
        background=ground,
        surface=ground,
        panel=raised,
        dark=dark,
        variables={
            "line": line,
            "raised": raised,
            "footer-key": accent,
            "input-cursor-background": words,
            "input-cursor-foreground": ground,
            "scrollbar": line,
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            **{key.replace("_", "-"): value for key, value in signs.items()},
        },
    )


_DARK = {
    "ground": "#14171c", "raised": "#1e232b", "line": "#475261", "words": "#e4e8ee", "accent": "#8ab8ff",
    "dim": "#97a3b3", "badge": "#b7c1ce", "cursor_on": "#22395a", "cursor_off": "#272d37",
    "label_text": "#14171c", "label_ground": "#ffd166", "notice_ground": "#4a3800", "notice_text": "#ffe3a0",
}  # fmt: skip
_LIGHT = {
    "ground": "#fbfaf7", "raised": "#efede6", "line": "#a9a69b", "words": "#1d2127", "accent": "#1f4fa3",
    "dim": "#5c636d", "badge": "#4a515b", "cursor_on": "#cfe0fb", "cursor_off": "#e6e4dc",
    "label_text": "#ffffff", "label_ground": "#7a4b00", "notice_ground": "#ffe9b0", "notice_text": "#4d3800",
}  # fmt: skip

THEMES: tuple[Theme, ...] = (
    _theme(
        "dark", dark=True, **_DARK, support="#7bd88f", objection="#ff8f87", undercut="#d7a6ff", tension="#ffd166",
        warning_text="#ffd166", error_text="#ff8f87",
    ),
    _theme(
        "light", dark=False, **_LIGHT, support="#1a6b33", objection="#b3261e", undercut="#6b2fa0", tension="#7a4b00",
        warning_text="#7a4b00", error_text="#b3261e",
    ),
    _theme(
        "dark-safe", dark=True, **_DARK, support="#6cb8ff", objection="#ffab5e", undercut="#e6a3cf",
        tension="#f0e442", warning_text="#f0e442", error_text="#ffab5e",
    ),
    _theme(
        "light-safe", dark=False, **_LIGHT, support="#0058a3", objection="#9c4300", undercut="#8a3a72",
        tension="#5f5300", warning_text="#5f5300", error_text="#9c4300",
    ),
)  # fmt: skip
NAMES = tuple(theme.name for theme in THEMES)
