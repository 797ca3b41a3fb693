"""Arithmetic of colours: contrast, difference, and what is left of a colour for those who see fewer of them."""

from __future__ import annotations


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


BLINDNESSES = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
    "achromatopsia": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""Matrices over linear RGB: of Vienot, Brettel & Mollon (1999), of Machado et al. (2009) for tritanopia, and the
luminance of WCAG 2.2.
"""


def seen_with(sight: str, colour: str) -> tuple[float, ...]:
    """The linear RGB that is left of a colour."""
    linear = channels(colour)
    return tuple(sum(w * v for w, v in zip(row, linear, strict=True)) for row in BLINDNESSES[sight])


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
