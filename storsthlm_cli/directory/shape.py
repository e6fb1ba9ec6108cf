"""The shapes of the directory's files: which keys there are, and what kind of value each takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, RootModel

from storsthlm_cli.model.newsletter import COLOUR
from storsthlm_cli.source.shape_types import Date, Filled, Shape, Slug

Code = Annotated[str, Field(pattern=r"^\d{4}$", description="a code of four digits such as 0127")]
Colour = Annotated[str, Field(pattern=f"^{COLOUR.pattern}$", description="a colour such as #1D4E89")]


class RoleShape(Shape):
    """What somebody is, and from when to when (both days included)."""

    label: Filled
    organisation: str | None = None
    since: Date | None = Field(None, alias="from")
    until: Date | None = Field(None, alias="to")


class PersonShape(Shape):
    """A person, or a mailbox that can be a contact."""

    name: Filled
    roles: list[RoleShape] | None = None
    party: str | None = None
    email: str | None = None
    phone: str | None = None


class OrganisationShape(Shape):
    """An organisation in its official form, and the short form."""

    name: Filled
    short: str | None = None


class CategoryShape(Shape):
    """A topic, and its colour on light and on dark ground."""

    label: Filled
    colour: Colour
    colour_dark: Colour


class MunicipalityShape(Shape):
    """A municipality in its official form, and the short form."""

    name: Filled
    short: Filled


class PeopleShape(RootModel[dict[Slug, PersonShape]]):
    """people.yaml."""


class OrganisationsShape(RootModel[dict[Slug, OrganisationShape]]):
    """organisations.yaml."""


class CategoriesShape(RootModel[dict[Slug, CategoryShape]]):
    """categories.yaml."""


class MunicipalitiesShape(RootModel[dict[Code, MunicipalityShape]]):
    """municipalities.yaml."""


FILES: dict[str, type[BaseModel]] = {
    "people": PeopleShape,
    "organisations": OrganisationsShape,
    "categories": CategoriesShape,
    "municipalities": MunicipalitiesShape,
}
"""The directory's files by name."""
