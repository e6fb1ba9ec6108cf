"""axe finds nothing: WCAG 2.1 A and AA, in light and in dark, at the widths of phones and desktops."""

from __future__ import annotations

import pytest

from tests.judges.window import Window

pytestmark = pytest.mark.judge


def test_axe_finds_no_violation(window: Window) -> None:
    assert window.axe() == []


def test_axe_would_tell(one_window: Window) -> None:
    one_window.change("document.documentElement.removeAttribute('lang')")
    assert len(one_window.axe(widths=[375], schemes=["light"])) == 1


def test_colours_keep_their_contrast_where_outlook_makes_them_dark(mail_window: Window) -> None:
    # Outlook.com notes the original colours in attributes and follows rules for these; the media query is not asked.
    mail_window.change(
        "for (const e of [document.documentElement, document.body])"
        " for (const a of ['data-ogsc', 'data-ogsb']) e.setAttribute(a, '')"
    )
    assert mail_window.axe("color-contrast", widths=[375], schemes=["light"]) == []
