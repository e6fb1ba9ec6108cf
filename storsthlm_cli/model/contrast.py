"""How well a colour can be told from its ground (WCAG 2.2, "contrast ratio" and "relative luminance")."""

from __future__ import annotations

LEAST = 4.5
"""What text needs at least: success criterion 1.4.3, level AA."""


def contrast(colour: str, ground: str) -> float:
    """Return the contrast of two colours written as `#1D4E89`: from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
