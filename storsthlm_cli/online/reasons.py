"""Why there was no answer: what lies behind the words of a library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli import __version__

AGENT = f"storsthlm/{__version__}"
"""What we call ourselves: all that is told to those who are asked."""

_OPENSSL = re.compile(r"\[[^\]]*\]\s*|\s*\(_ssl\.c:\d+\)")


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that it came from."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def words(error: BaseException) -> str:
    """Return what an error says, as the end of a sentence."""
    said = _OPENSSL.sub("", str(error)).strip() or type(error).__name__
    return said[:1].lower() + said[1:]
