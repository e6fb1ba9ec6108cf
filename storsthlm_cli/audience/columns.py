"""The columns of a list: what their headings mean, in Swedish and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

ADDRESS = "address"
"""The field that must be there."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    ADDRESS: (
        *("e-post", "e-postadress", "e-mail", "e-mailadress", "e-mail address", "mail", "mailadress"),
        *("mejl", "mejladress"),
    ),
    "first_name": ("first name", "förnamn", "given name", "tilltalsnamn"),
    "last_name": ("last name", "efternamn", "surname", "family name"),
    "name": ("name", "namn", "full name", "fullständigt namn"),
    "organisation": ("organisation", "organization", "kommun", "förvaltning", "företag"),
    "role": ("role", "roll", "title", "titel", "befattning"),
}
"""Field name → the headings that are read as it, the best first. Case, spaces, hyphens, underscores do not matter."""


def fields_of(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the field name of each column; "" for a column without a heading.

    A heading listed in HEADINGS gets that field. Where several columns could have it, the heading listed first does;
    only the address is given to all, so that the doubt can be told. Every other column keeps its own name as a slug
    (`Antal anställda` → `antal_anstallda`).
    """
    slugs = [_slug(heading) for heading in headings]
    ranks = [_MEANINGS.get(slug.replace("_", ""), (slug, 0)) for slug in slugs]
    best: dict[str, int] = {}
    for field, rank in ranks:
        best[field] = min(rank, best.get(field, rank))
    return tuple(
        field if field == ADDRESS or rank == best[field] else slug
        for slug, (field, rank) in zip(slugs, ranks, strict=True)
    )


def field_named(name: str, fields: Collection[str]) -> str | None:
    """Return which of the fields somebody means by a heading or by the field's own name; None when it is not there."""
    return next((field for field in (_slug(name), *fields_of([name])) if field and field in fields), None)


def _slug(heading: str) -> str:
    """Return the heading as a name of lower-case ASCII letters, digits and underscores, not beginning with a digit."""
    letters = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
    return f"_{slug}" if slug[:1].isdigit() else slug


_MEANINGS = {
    _slug(heading).replace("_", ""): (field, rank)
    for field, names in HEADINGS.items()
    for rank, heading in enumerate(names)
}
