"""What a design says about itself in `design.yaml`: its widest image, its colours, and which text stands on which."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.places import Place, Spot
from storsthlm_cli.rendering.colours import checked_colours

FILE = "design.yaml"
_IMAGE_WIDTH = 576
_HINT = (
    f"`{FILE}` has `image_width` (a number), `colours` (names and `#RRGGBB`), `pairs` (the name of a text's colour and "
    "the list of its grounds) and `topics` (two names of grounds)"
)


@dataclass(frozen=True, slots=True)
class DesignSettings:
    """The widest that an image is shown, in CSS pixels; colours by name, and the names of text and ground in `pairs`.

    `topics` names the grounds of the categories' colours, light and dark; None when the design does not say.
    """

    image_width: int = _IMAGE_WIDTH
    colours: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, str] | None = None

    def palette(self, colours: Mapping[str, str], own: Mapping[str, Spot]) -> Palette:
        """Return the colours as rules see them: `colours` of the newsletter, set at `own`, before the design's."""
        mixed = {**self.colours, **{name: value for name, value in colours.items() if name in self.colours}}
        if self.topics is None:
            return Palette(mixed, self.pairs, own=own)
        light, dark = self.topics
        return Palette(mixed, self.pairs, (mixed[light], mixed[dark]), own)


def read_settings(name: str, path: pathlib.Path, shown: str) -> DesignSettings:
    """Read the settings of design `name`; `shown` is the file as people know it. Raises Failure when they are wrong."""
    from storsthlm_cli.source.yaml import read_document

    document = read_document(path, shown)
    try:
        if document.findings:
            raise ValueError("no YAML that can be relied on")
        return _settings(document.data if isinstance(document.data, dict) else {}, document.file)
    except ValueError as error:
        place = Place(document.file, 1, 1, 1, 1)
        raise Failure(f"the settings of design `{name}` cannot be read", hint=_HINT, place=place) from error


def _settings(data: Mapping[str, object], file: str) -> DesignSettings:
    """Return the settings. Raises ValueError when they are none, Failure for a colour that is none."""
    width, colours, pairs = data.get("image_width", _IMAGE_WIDTH), data.get("colours", {}), data.get("pairs", {})
    if not isinstance(width, int) or width < 1 or not isinstance(colours, dict) or not isinstance(pairs, dict):
        raise ValueError("not of its kind")
    known = checked_colours({str(key): str(value) for key, value in colours.items()}, file)
    topics = _named(data["topics"], known) if "topics" in data else ()
    if len(topics) not in (0, 2):
        raise ValueError("topics are two")
    return DesignSettings(
        image_width=width,
        colours=known,
        pairs=tuple((_named([text], known)[0], ground) for text, on in pairs.items() for ground in _named(on, known)),
        topics=(topics[0], topics[1]) if topics else None,
    )


def _named(names: object, colours: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of a list. Raises ValueError when it is none, or names a colour that there is not."""
    if not isinstance(names, list) or any(not isinstance(name, str) or name not in colours for name in names):
        raise ValueError("no list of colours")
    return tuple(names)
