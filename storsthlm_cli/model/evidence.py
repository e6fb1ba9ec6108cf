"""What a rule may know beside the record that it judges. Filled by `workflows`, so that rules do no I/O."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storsthlm_cli.model.answers import Answer
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.phrases import Saying

_COMPARED = 3


class ImageProblem(StrEnum):
    """Why an image of an issue cannot be used. The foreign formats go by their names."""

    MISSING = "missing"
    OUTSIDE = "outside"
    UNREADABLE = "unreadable"
    WEBP = "WebP"
    AVIF = "AVIF"
    HEIC = "HEIC"
    SVG = "SVG"
    GIF = "GIF"
    TIFF = "TIFF"
    APNG = "animated PNG"

    @property
    def foreign(self) -> bool:
        """Whether it is an image, but of a format that not every mail program shows."""
        return self not in (ImageProblem.MISSING, ImageProblem.OUTSIDE, ImageProblem.UNREADABLE)


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of an image file: pixels, format as Pillow names it (JPEG, PNG), bytes on disk.

    `weight` is the bytes that it has when it is ready for the mail, and `pixels` how many it is wide then, cut and
    scaled down; `room` is the width that the design has for it, in CSS pixels. All three are 0 when that is not known.
    `located` says that the file tells where the picture was taken. Of a collage the pixels and the weight are those of
    the whole, and the size is that of its files together.
    """

    width: int
    height: int
    format: str
    size: int
    weight: int = 0
    pixels: int = 0
    room: int = 0
    located: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known besides the record.

    `images` is keyed by the pictures' names, and for the parts of collages by their files. `issues` are all issues of
    the newsletter by key; those that the issue refers to and the latest before it have been read, of all others (and of
    one that cannot be read) only the key is known. `has_archive` says whether issues have a public address. `palette`
    has the colours of the design, `sayings` the days and times that the issue speaks of in running text, `subjects`
    those of the latest issues before it, by key. `organisation` is the sender's own name. `today` is the day to judge
    as of: the issue's own date for `validate`, the real one for `send`. `sending` is True when a mail is about to
    leave, so that gaps that are tolerable in a draft become errors. `answers` are by link (see `asked_as`) and by mail
    domain, none when nobody was asked. `unknown` are the words that the dictionary does not know, each with what may be
    meant; none when it was not asked. `lists` are the names of the lists that there are, none when nobody knows.
    """

    directory: Directory
    today: datetime.date
    sending: bool = False
    images: Mapping[str, ImageFacts | ImageProblem] = field(default_factory=dict)
    issues: Mapping[str, Issue | None] = field(default_factory=dict)
    has_archive: bool = True
    palette: Palette = field(default_factory=Palette)
    sayings: tuple[Saying, ...] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()

    def before(self, key: str) -> tuple[Issue, ...]:
        """Return the latest issues before the one with this key, the latest first, as far as they can be read."""
        known = (self.issues[other] for other in latest(self.issues, key))
        return tuple(issue for issue in known if issue is not None)


def latest(keys: Iterable[str], key: str) -> list[str]:
    """Return which of these issues an issue is compared with: the three before it, the latest first."""
    return sorted((other for other in keys if other < key), reverse=True)[:_COMPARED]
