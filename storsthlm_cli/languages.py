"""Languages: whether days and months can be written in the one that a tag names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.core import Locale


class UnknownLanguage(ValueError):
    """No language is known by this tag."""


def locale_of(tag: str) -> Locale:
    """Return what Babel knows of the language of a tag such as `sv` or `sv-SE` (BCP 47).

    Raises UnknownLanguage when it knows nothing.
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguage(f"no language is known as `{tag}`") from None
