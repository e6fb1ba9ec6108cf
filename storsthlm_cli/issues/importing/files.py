"""The pictures that came with a mail: which of them an issue uses, and what each is called there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.lines import File
from storsthlm_cli.source.slugs import slug

FOLDER = "images"
_SIGNS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
"""How files begin that an issue can show (see `images`): no GIF, no WebP, no SVG."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
"""Names that Windows gives to no file, whatever the ending."""
_LONGEST_NAME = 60


class Gathering:
    """Gives names to the files of a mail, which are known by content id and by name, as they are asked for."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self._files = files
        self._names: dict[int, str] = {}
        self._numbers: Counter[str] = Counter()
        self._told: set[int] = set()
        self.used: dict[str, bytes] = {}

    def file_of(self, source: str) -> str | None:
        """Return the path in the issue's folder of the image that a mail shows, None when there is none to show."""
        file = self._file(source)
        return self._name(file) if file is not None and _ending(file) else None

    def unfit(self, source: str) -> str | None:
        """Return the name of a part that a mail shows and an issue cannot: it is no JPEG or PNG; else None."""
        file = self._file(source)
        if file is None or _ending(file):
            return None
        self._told.add(id(file))
        return clean(file.name)[:_LONGEST_NAME]

    def notices(self) -> tuple[str, ...]:
        """Take the files that no part of the mail shows, and tell of them."""
        left = {id(file): file for file in self._files.values() if id(file) not in self._names}
        shown = [self._name(file) for file in left.values() if _ending(file)]
        unfit = [clean(f.name)[:_LONGEST_NAME] for f in left.values() if not _ending(f) and id(f) not in self._told]
        return (
            *(f"`{name}` came with the mail and is shown nowhere in it" for name in shown),
            *(f"`{name}` came with the mail and is no JPEG or PNG image, so it was left out" for name in unfit),
        )

    def _file(self, source: str) -> File | None:
        key = source[4:] if source.lower().startswith("cid:") else source.rpartition("/")[2]
        return self._files.get(source) or self._files.get(unquote(key)) or self._files.get(key)

    def _name(self, file: File) -> str:
        if id(file) not in self._names:
            stem = slug(file.name.rpartition(".")[0] or file.name)[:_LONGEST_NAME] or "bild"
            if _DEVICES.match(stem):
                stem = f"bild-{stem}"
            ending = _ending(file)
            name = f"{FOLDER}/{stem}.{ending}"
            while name in self.used:
                self._numbers[stem] += 1
                name = f"{FOLDER}/{stem}-{self._numbers[stem] + 1}.{ending}"
            self._names[id(file)] = name
            self.used[name] = file.data
        return self._names[id(file)]


def _ending(file: File) -> str:
    """Return the ending that a file gets by what is in it; nothing when an issue cannot show it."""
    return next((ending for sign, ending in _SIGNS.items() if file.data.startswith(sign)), "")
