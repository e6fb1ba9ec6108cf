"""`docs/checks.md`, made from the catalogue: `python -m storsthlm_cli.report.documenting docs/checks.md`."""

from __future__ import annotations

import pathlib
import sys
import textwrap

from storsthlm_cli.report.catalogue import FAMILIES
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.explaining import readable

HEAD = """\
# What `storsthlm` checks

Every finding has a code. `storsthlm explain CODE` shows the same text as this page, which is made from the catalogue
of sentences: `python -m storsthlm_cli.report.documenting docs/checks.md`. Words in capitals stand for what was found.

A finding can be accepted in one section, or set to another level for the whole newsletter, both with a reason:

```yaml
# issues/2021-06/issue.yaml
sections:
  - kind: article
    ignore:
      - { code: I105, reason: the picture is our own logotype }
```

```yaml
# storsthlm.yaml
checks:
  I105: { level: info, reason: all pictures are our own }
```
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [HEAD]
    for family, entries in FAMILIES.items():
        parts.append(f"## {family}\n")
        parts.extend(_entry(code, entry) for code, entry in entries.items())
    return "\n".join(parts)


def _entry(code: str, entry: Entry) -> str:
    lines = [f"### {code}: {entry.title}", "", textwrap.fill(entry.why, 120, break_on_hyphens=False), ""]
    lines.append(f"- says: {readable(entry.sentence)}")
    lines.extend(f"- way out: {readable(template)}" for template in entry.help)
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m storsthlm_cli.report.documenting docs/checks.md")
    pathlib.Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
