"""Types that the shapes of several files are made of. Costly to import: pydantic comes with it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


def _as_date(value: object) -> object:
    """Object to a date that YAML does not read as text (20210621) as to a bad date, not as to a wrong type."""
    if not isinstance(value, str):
        raise PydanticCustomError("date", "-")
    return value


Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not blank."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="small letters, digits and hyphens")]
"""A key or an anchor."""

Date = Annotated[str, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A date as text; whether there is such a day is found out while reading."""


class Shape(BaseModel):
    """A mapping: unknown keys are errors, and no value is turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)
