"""`docs/checks.md`, made from the catalogue: `python -m storsthlm_cli.report.documenting docs/checks.md`."""

from __future__ import annotations

import pathlib
import re
import sys
import textwrap
from collections.abc import Iterator

from storsthlm_cli.report.catalogue import ENTRIES, FAMILIES
from storsthlm_cli.report.catalogue.entries import Entry, is_yaml
from storsthlm_cli.report.explaining import readable, shown, standing

HEAD = """\
# What `storsthlm` checks

Every finding has a code. `storsthlm explain CODE` shows the same text as this page, which is made from the catalogue
of sentences: `python -m storsthlm_cli.report.documenting docs/checks.md`. Words in capitals stand for what was found.
The examples are under test: what is called wrong has the finding, what is called right has not. Their issue is of
21 June 2021; `⍽` is a no-break space. Other names of these checks are in [check-names.md](check-names.md).

An error keeps a mail from being sent. A warning should be looked at. A remark is shown with `--remarks` alone. Where it
depends on the case, the level here is the usual one.

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
    parts = [HEAD, "\n".join(_contents()), ""]
    for family, entries in FAMILIES.items():
        parts.append(f"## {family}\n")
        parts.extend("\n".join(_entry(code, entry)) for code, entry in entries.items())
    return "\n".join(parts)


def _contents() -> Iterator[str]:
    for family, entries in FAMILIES.items():
        yield f"- [{family}](#{_anchor(family)})"
        yield from (f"  - [{code}](#{_anchor(_heading(code))}) {ENTRIES[code].title}" for code in entries)


def _entry(code: str, entry: Entry) -> Iterator[str]:
    yield from (f"### {_heading(code)}", "", textwrap.fill(entry.why, 120, break_on_hyphens=False), "")
    yield f"- level: {standing(code)}"
    yield f"- says: {readable(entry.sentence)}"
    yield from (f"- way out: {readable(template)}" for template in entry.help)
    yield f"- source: {entry.source}"
    for label, example in (("Wrong", entry.bad), ("Right", entry.good)):
        language = "yaml" if is_yaml(example) else "text"
        yield from ("", f"{label}:", "", f"```{language}", *shown(example, 120), "```")
    yield ""


def _heading(code: str) -> str:
    return f"{code}: {ENTRIES[code].title}"


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m storsthlm_cli.report.documenting docs/checks.md")
    pathlib.Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
