"""The sentences: every finding code with what it says, what helps and why it matters.

A finding is a code with arguments; the words live here alone, so that a language is a catalogue and not a rewrite.
"""

from __future__ import annotations

from collections.abc import Mapping

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.report.catalogue.accessibility import ACCESSIBILITY
from storsthlm_cli.report.catalogue.contacts import CONTACTS
from storsthlm_cli.report.catalogue.content import CONTENT
from storsthlm_cli.report.catalogue.dates import DATES
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.files import FILES
from storsthlm_cli.report.catalogue.images import IMAGES
from storsthlm_cli.report.catalogue.language import LANGUAGE
from storsthlm_cli.report.catalogue.links import LINKS
from storsthlm_cli.report.catalogue.mail import MAIL
from storsthlm_cli.report.catalogue.names import NAMES
from storsthlm_cli.report.catalogue.phrases import PHRASES
from storsthlm_cli.report.catalogue.shape import SHAPE
from storsthlm_cli.report.catalogue.typography import TYPOGRAPHY

FAMILIES: Mapping[str, Mapping[str, Entry]] = {
    "Files": FILES,
    "Shape": SHAPE,
    "Content": CONTENT,
    "Contacts": CONTACTS,
    "Names": NAMES,
    "Links": LINKS,
    "Images": IMAGES,
    "Accessibility": ACCESSIBILITY,
    "Dates": DATES,
    "Days and times in the text": PHRASES,
    "Typography": TYPOGRAPHY,
    "Language": LANGUAGE,
    "Mail": MAIL,
}
"""The entries in the order of the manual."""

ENTRIES: Mapping[str, Entry] = {code: entry for family in FAMILIES.values() for code, entry in family.items()}
"""Every entry by its code."""


def sentence(finding: Finding) -> str:
    """Return what a finding says, on one line."""
    entry = ENTRIES.get(finding.code)
    return entry.tell(finding.arguments) if entry else f"finding {finding.code}"


def advice(finding: Finding) -> str | None:
    """Return the way out of a finding, on one line, or None."""
    entry = ENTRIES.get(finding.code)
    return entry.advise(finding.arguments) if entry else None
