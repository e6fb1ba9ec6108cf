"""Names as keys and anchors."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Return a text as an anchor: small letters a–z and digits, hyphens between; å, ä, æ as a, ö, ø as o, é as e."""
    undecomposed = text.casefold().translate({ord("æ"): "a", ord("ø"): "o"})
    plain = unicodedata.normalize("NFKD", undecomposed).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
