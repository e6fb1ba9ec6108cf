"""A small workspace on disk, and commands run on it whole: what they print and the code they end with."""

from __future__ import annotations

import contextlib
import io
import pathlib
import re
import sys
import textwrap
from dataclasses import dataclass

from storsthlm_cli.__main__ import main

ROOT = pathlib.Path(__file__).parents[2]
SAMPLES = ("2019-02", "2019-12", "2020-04", "2021-04", "2021-06")
"""The issues that come with the tool. Whoever works in a checkout may have issues of his own beside them."""
_ISSUES = tuple(f"issues/{key}" for key in SAMPLES)
PARTS = ("storsthlm.yaml", "directory", "brand", *_ISSUES, "lists/kommuner.csv", "lists/kommuner.yaml", "templates")
"""What the workspace at the root of the repository consists of."""

SETTINGS = """
newsletter:
  name: Nyhetsbrevet
  list_id: nyhetsbrev.kommun.example
  organisation: Exempelkommunerna
  postal_address: Exempelgatan 1, 100 00 Stockholm
  why: Du får brevet för att du har bett om det.

sender:
  name: Exempelkommunerna
  address: nyhetsbrev@kommun.example

web:
  unsubscribe_mail: avsluta@kommun.example

design:
  name: tiny
"""
PEOPLE = """
asa-ek:
  name: Åsa Ek
  roles:
    - label: kommundirektör
  email: asa.ek@kommun.example
  phone: 08-123 456 78
"""
ISSUE = """
date: 2021-06-21
subject: Nytt i juni
preheader: Hej {{ recipient.first_name | default("du") }}! Här är kansliets nyheter.

sections:
  - kind: article
    headline: Nya möten i höst
    body: |
      Vi ses i **augusti**, hälsar
      [kansliet](https://kommun.example/moten).
    contacts: [asa-ek]
"""
LIST = """
e-post,förnamn
anna@kommun.example,Anna
bo@kommun.example,Bo
cilla@kommun.example,
"""

HTML = """
<!DOCTYPE html>
<html lang="sv"><head><title>{{ newsletter.name }}</title></head><body>
<p>{{ inlines(issue.preheader) }}</p>
{{ prose(issue.intro) }}
{% for section in issue.sections %}
<h2>{{ section.headline }}</h2>
{% for block in section.body %}
{% if block_name(block) == "prose" %}{{ prose(block.prose) }}{% endif %}
{% if block_name(block) == "image" and shown(block) %}
<img src="{{ shown(block).src }}" alt="{{ block.alt }}">
{% endif %}
{% endfor %}
{% endfor %}
<p>{{ newsletter.postal_address }} <a href="{{ slot("@unsubscribe_url") }}">Avsluta</a></p>
<p>{{ newsletter.why }} Till {{ slot("@address") }}.</p>
</body></html>
"""
TEXT = """
{{ inlines(issue.preheader) }}
{{ paper.prose(issue.intro) }}
{% for section in issue.sections %}

{{ section.headline }}
{% for block in section.body if block_name(block) == "prose" %}

{{ paper.prose(block.prose) }}
{% endfor %}
{% endfor %}

{{ newsletter.postal_address }}
Avsluta: {{ slot("@unsubscribe_url") }}
{{ newsletter.why }} Till {{ slot("@address") }}.
"""
UNSTEADY = {
    r"\d{4}-\d\d-\d\d \d\d:\d\d": "TIME",
    r'Date: \w{3}, [^"\n]*': "Date: DATE",
    r"unsubscribe%20(preview|[0-9a-f]{6})-(test|[0-9a-f]{10})-[0-9a-f]+-[0-9a-f]{32}": "unsubscribe%20TOKEN",
    r"(content   )[0-9a-f]{12}": r"\1HASH",
    r"\d+(\.\d)? [kM]?B a message": "SIZE a message",
    r"\d+ bytes a message": "SIZE a message",
}


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended, and all that it wrote."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Story:
    """A workspace in a folder of its own."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.write("storsthlm.yaml", SETTINGS)
        self.write("directory/people.yaml", PEOPLE)
        self.write("issues/2021-06/issue.yaml", ISSUE)
        self.write("lists/kommuner.csv", LIST)
        for name, content in {"mail.html": HTML, "mail.txt": TEXT, "style.css": "h2 { color: #123456 }"}.items():
            self.write(f"templates/tiny/{name}", content)

    def write(self, name: str, text: str) -> pathlib.Path:
        """Write a file of the workspace; text is dedented and loses its first line break."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).removeprefix("\n"), encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text in a file of the workspace, where it stands exactly once."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str, stdin: str = "", terminal: bool = False) -> Result:
        """Run `storsthlm` with these arguments in the workspace; on a terminal, `stdin` is what is typed."""
        stream = Terminal if terminal else io.StringIO
        out, err, before = io.StringIO(), stream(), sys.stdin
        sys.stdin = stream(stdin)
        try:
            with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(arguments)
        finally:
            sys.stdin = before
        return Result(code, _steady(out.getvalue()), _steady(err.getvalue()))


def _steady(text: str) -> str:
    """Replace what differs from run to run."""
    for pattern, word in UNSTEADY.items():
        text = re.sub(pattern, word, text)
    return text
