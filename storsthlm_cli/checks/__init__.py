"""Rules, one folder a letter. Pure: a record and the evidence beside it go in, findings come out.

What they share are `registry`, `words`, `sentences` and `writing`; `engine` runs them.
"""

from storsthlm_cli.checks import accessibility, contacts, dates, images, language, links, mail, names, structure

__all__ = ["accessibility", "contacts", "dates", "images", "language", "links", "mail", "names", "structure"]
