"""The shape of `lists/NAME.yaml`: what whoever answers for a list should be able to tell of it."""

from __future__ import annotations

from pydantic import Field

from storsthlm_cli.source.shape_types import Date, Filled, Shape


class ListShape(Shape):
    """NAME.yaml beside a list: what it is for, on what basis, and where it comes from."""

    title: Filled | None = Field(None, description="What the list calls itself to its readers: `Kommunerna`.")
    why: Filled | None = Field(
        None,
        description="Why its readers get the newsletter, as the end of their mails says it: `Du får brevet för att du "
        "är ordförande i en kommun.` Without it, `newsletter.why` of the settings.",
    )
    purpose: Filled | None = Field(None, description="What the addresses are used for, as the readers were told.")
    legal_basis: Filled | None = Field(
        None,
        description="Why that is lawful (GDPR, article 6): `allmänt intresse`, `samtycke`, `avtal`, "
        "`rättslig förpliktelse`, `berättigat intresse`.",
    )
    source: Filled | None = Field(
        None, description="Where the list comes from: a register, a form, a colleague's file."
    )
    date: Date | None = Field(None, description="The day on which it was taken from there.")
    fields: dict[str, Filled] | None = Field(None, description="What the columns are for, by their headings.")
    roles: list[Filled] | None = Field(
        None, description="The roles that each municipality should have somebody in: `lists coverage` looks for them."
    )
