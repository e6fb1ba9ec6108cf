"""The pictures that came with a mail: which of them an issue uses, and what each is called there."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from storsthlm_cli.issues.importing.lines import File
from storsthlm_cli.source.slugs import slug

FOLDER = "images"
_SIGNS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"GIF8": "gif", b"RIFF": "webp", b"BM": "bmp"}


class Gathering:
    """Gives names to the files of a mail, which are known by content id and by name, as they are asked for."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self._files = files
        self._names: dict[int, str] = {}
        self.used: dict[str, bytes] = {}

    def file_of(self, source: str) -> str | None:
        """Return the path in the issue's folder of the image that a mail shows, None when it did not come with it."""
        key = source.removeprefix("cid:") if source.lower().startswith("cid:") else source.rpartition("/")[2]
        file = self._files.get(source) or self._files.get(unquote(key)) or self._files.get(key)
        return self._name(file) if file is not None else None

    def notices(self) -> tuple[str, ...]:
        """Take the files that no part of the mail shows, and tell of them."""
        left = {id(file): file for file in self._files.values() if id(file) not in self._names}
        names = [self._name(file) for file in left.values()]
        return tuple(f"`{name}` came with the mail and is shown nowhere in it" for name in names)

    def _name(self, file: File) -> str:
        if id(file) not in self._names:
            stem = slug(file.name.rpartition(".")[0] or file.name)[:60] or "bild"
            ending = next((e for sign, e in _SIGNS.items() if file.data.startswith(sign)), "bin")
            name, number = f"{FOLDER}/{stem}.{ending}", 1
            while name in self.used:
                number += 1
                name = f"{FOLDER}/{stem}-{number}.{ending}"
            self._names[id(file)] = name
            self.used[name] = file.data
        return self._names[id(file)]
