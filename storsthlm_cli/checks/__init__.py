"""Rules, one file per family. Pure: a record and the evidence beside it go in, findings come out."""

from storsthlm_cli.checks import contacts, dates, images, links, structure

FAMILIES = (structure, dates, contacts, links, images)
"""The modules that register rules. A new family is a module in this tuple."""
