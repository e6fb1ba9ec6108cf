"""Types that the shapes of several files are made of. Costly to import: pydantic comes with it.

A type's `title` says in a few words what it takes, for findings; a field's `description` says what it is for.
`KEYS` in a JSON Schema names the directory file whose keys an editor can offer.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


def _as_date(value: object) -> object:
    """Object to a date that YAML does not read as text (20210621) as to a bad date, not as to a wrong type."""
    if not isinstance(value, str):
        raise PydanticCustomError("date", "-")
    return value


KEYS, OR_WORDS = "x-keys-of", "x-or-words"
"""The marks in a JSON Schema at values that are keys of a directory file, and whether words will do as well."""

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not blank."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", title="small letters, digits and hyphens")]
"""A key or an anchor."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", title="a language code such as sv")]
"""A language (BCP 47); whether days can be written in it is found out while reading."""

Date = Annotated[str, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A date as text; whether there is such a day is found out while reading."""


def _keys_of(file: str, words: bool) -> Any:
    schema = {"type": "string", "minLength": 1, KEYS: file, OR_WORDS: words}
    return Annotated[Filled, WithJsonSchema(schema)]


PersonKey = _keys_of("people", words=False)
"""A key of directory/people.yaml."""
PersonOrWords = _keys_of("people", words=True)
"""Somebody: a key of directory/people.yaml, or words for somebody who is not in it."""
OrganisationKey = _keys_of("organisations", words=False)
"""A key of directory/organisations.yaml."""
OrganisationOrWords = _keys_of("organisations", words=True)
"""A key of directory/organisations.yaml, or words."""
CategoryKey = _keys_of("categories", words=False)
"""A key of directory/categories.yaml."""
SeriesKey = _keys_of("meetings", words=False)
"""A key of directory/meetings.yaml."""

ListName = _keys_of("lists", words=False)
"""The name of a list in lists/."""


class Shape(BaseModel):
    """A mapping: unknown keys are errors, and no value is turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)
