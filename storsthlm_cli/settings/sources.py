"""One value of the settings, from the first place that has it: flag, environment, storsthlm.yaml, default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Part, Path, Place, Spot
from storsthlm_cli.settings.vocabulary import SECTIONS, dotted, place_of, step_into, variable
from storsthlm_cli.source.yaml import Document

T = TypeVar("T")

FLAG, ENVIRONMENT, DEFAULT = "flag", "environment", "default"


@dataclass(frozen=True, slots=True)
class _Given:
    """A value as somebody wrote it. `place` is None outside the file, `whence` then says where it is from."""

    text: str
    origin: str
    place: Place | None
    whence: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where values are had from. An empty value, and an empty variable, is none.

    `origins` is filled by reading: it has an entry for every key that was asked for.
    """

    document: Document
    environment: Mapping[str, str]
    overrides: Mapping[str, str]
    origins: dict[str, str] = field(default_factory=dict)

    def optional(self, key: str, read: Callable[[str], T]) -> T | None:
        """Return the value of a dotted key; None when nobody gives one.

        `read` turns the text into the value, or raises ValueError that says what is wrong with it (`is not a port`).
        Then, and when there is no single value, Failure is raised with the place.
        """
        given = self._find(key)
        self.origins[key] = given.origin if given else DEFAULT
        if given is None:
            return None
        try:
            return read(given.text)
        except ValueError as error:
            raise Failure(f"`{key}`{given.whence} {error}", place=given.place) from None

    def get(self, key: str, read: Callable[[str], T], default: T) -> T:
        """Return the value of a dotted key, or the default."""
        value = self.optional(key, read)
        return default if value is None else value

    def need(self, key: str, read: Callable[[str], T], purpose: str) -> T:
        """Return the value of a dotted key. Raises Failure, saying what it is for, when nobody gives one."""
        value = self.optional(key, read)
        if value is None:
            raise Failure(f"the settings have no `{key}`", hint=f"add it: {purpose}", place=self.nearest(key))
        return value

    def nearest(self, key: str) -> Place | None:
        """Return where a value stands in the file, or else where it belongs; None when it is not from the file."""
        if self.origins.get(key) in (FLAG, ENVIRONMENT):
            return None
        path = _path(key)
        if self.document.text_at(path) or len(path) == 1:
            return place_of(self.document, path)
        return self.document.place(Spot(self.document.file, path[:1], part=Part.KEY))

    def _find(self, key: str) -> _Given | None:
        if self.overrides.get(key):
            return _Given(self.overrides[key], FLAG, None, " (given by a flag)")
        if self.environment.get(variable(key)):
            return _Given(self.environment[variable(key)], ENVIRONMENT, None, f" (from `{variable(key)}`)")
        path = _path(key)
        found: object = self.document.data
        for step in path:
            found = step_into(found, step)
        if found is None or found == "":
            return None
        place = place_of(self.document, path)
        if isinstance(found, dict | list):
            raise Failure(f"`{dotted(path)}` takes a single value", place=place)
        return _Given(self.document.text_at(path).content, f"{self.document.file}:{place.line}", place, "")


def _path(key: str) -> Path:
    section = key.partition(".")[0]
    return tuple(int(step) if step.isdigit() else step for step in key.split(".")) if section in SECTIONS else (key,)
