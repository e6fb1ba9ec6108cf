"""The shapes of the directory's files: which keys there are, and what kind of value each takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, RootModel

from storsthlm_cli.model.newsletter import COLOUR
from storsthlm_cli.source.shape_types import Date, Filled, OrganisationKey, Shape, Slug

Code = Annotated[str, Field(pattern=r"^\d{4}$", title="a code of four digits such as 0127")]
Colour = Annotated[str, Field(pattern=f"^{COLOUR.pattern}$", title="a colour such as #1D4E89")]


class PeriodShape(Shape):
    """Something that holds from a day to a day, both included; without them always."""

    since: Date | None = Field(None, alias="from", description="The first day; left out when it has always been so.")
    until: Date | None = Field(None, alias="to", description="The last day; left out when it goes on.")


class RoleShape(PeriodShape):
    """What somebody is, and from when to when."""

    label: Filled = Field(description="The role in lower case, as in running text: `förbundsdirektör`.")
    organisation: OrganisationKey | None = Field(
        None, description="A key of `organisations.yaml`; left out when the label says it all."
    )


class PersonShape(Shape):
    """A person, or a mailbox that can be a contact."""

    name: Filled = Field(description="The name as it is printed.")
    roles: list[RoleShape] | None = Field(
        None, description="The roles over time. The first one that is valid on the issue's date is shown."
    )
    party: str | None = Field(None, description="The party's letter, for politicians only.")
    email: str | None = Field(None, description="The mail address. Whoever stands as a contact needs one.")
    phone: str | None = Field(None, description="The telephone number.")
    portrait: Filled | None = Field(
        None, description="An image below `directory/`, such as `portraits/asa-ek.jpg`, for `image: {portrait: …}`."
    )
    credit: str | None = Field(None, description="Who made the portrait.")
    consent: Date | None = Field(None, description="The day on which the person agreed to its being published.")


class OrganisationShape(PeriodShape):
    """An organisation in its official form. One that changed its name has two entries, each with its time."""

    name: Filled = Field(description="The official name.")
    short: str | None = Field(None, description="The short form, used after the first mention.")
    aliases: list[Filled] | None = Field(None, description="Other spellings that are met with.")


class CategoryShape(PeriodShape):
    """A topic, and its colour on light and on dark ground."""

    label: Filled = Field(description="The words above a headline, as in running text: capitals are the design's.")
    colour: Colour = Field(description="The colour of the label on white.")
    colour_dark: Colour = Field(description="The colour of the label in dark mode.")
    aliases: list[Filled] | None = Field(None, description="Other spellings that are met with.")


class SeriesShape(PeriodShape):
    """A meeting that comes again and again. One that changed its name has two entries, each with its time."""

    name: Filled = Field(description="The name as it stands in the calendar.")
    aliases: list[Filled] | None = Field(
        None, description="Other spellings: rows from other calendars that have one get the name instead."
    )


class TermShape(PeriodShape):
    """A word as we write it."""

    write: Filled = Field(description="The word as it is written.")
    avoid: list[Filled] | None = Field(
        None,
        description="The forms that it stands in the place of; left out when it only says that there is such a word "
        "(`validate --spelling`).",
    )


class MunicipalityShape(Shape):
    """A municipality in its official form, and the short form."""

    name: Filled = Field(description="The official name: `Danderyds kommun`.")
    short: Filled = Field(description="The plain name: `Danderyd`.")


class PeopleShape(RootModel[dict[Slug, PersonShape]]):
    """people.yaml: the people that issues refer to by key."""


class OrganisationsShape(RootModel[dict[Slug, OrganisationShape]]):
    """organisations.yaml: the organisations that people have roles in."""


class CategoriesShape(RootModel[dict[Slug, CategoryShape]]):
    """categories.yaml: the topics of the newsletter."""


class MeetingsShape(RootModel[dict[Slug, SeriesShape]]):
    """meetings.yaml: the meetings that come again and again."""


class TermsShape(RootModel[dict[Slug, TermShape]]):
    """terms.yaml: words as we write them."""


class MunicipalitiesShape(RootModel[dict[Code, MunicipalityShape]]):
    """municipalities.yaml: the municipalities by their code."""


FILES: dict[str, type[BaseModel]] = {
    "people": PeopleShape,
    "organisations": OrganisationsShape,
    "categories": CategoriesShape,
    "meetings": MeetingsShape,
    "terms": TermsShape,
    "municipalities": MunicipalitiesShape,
}
"""The directory's files by name."""
