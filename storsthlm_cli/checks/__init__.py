"""Rules, one file per family. Pure: a record and the evidence beside it go in, findings come out."""

from storsthlm_cli.checks import accessibility, contacts, dates, images, links, names, phrases, reminders, structure

FAMILIES = (structure, reminders, dates, phrases, contacts, names, links, images, accessibility)
"""The modules that register rules. A new family is a module in this tuple."""
