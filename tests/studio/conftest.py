"""A small workspace whose mail the studio shows."""

from __future__ import annotations

import pathlib

import pytest

FILES = {
    "storsthlm.yaml": """
newsletter:
  name: Nyhetsbrevet
  list_id: nyhetsbrev.kommun.example
  organisation: Exempelkommunerna
  postal_address: Exempelgatan 1, 100 00 Stockholm
  why: Du har bett om det.
sender:
  name: Exempelkommunerna
  address: nyhetsbrev@kommun.example
web:
  unsubscribe_mail: avsluta@kommun.example
design:
  name: plain
""",
    "issues/2021-06/issue.yaml": """
date: 2021-06-21
subject: Nytt i juni
preheader: Hej {{ recipient.first_name | default("du") }}! Här är kansliets nyheter.
sections:
  - kind: article
    headline: Nya möten i höst
    body: |
      Läs mer hos [kansliet](https://kommun.example/moten).
""",
    "templates/plain/mail.html": """
<!DOCTYPE html>
<html lang="sv"><head><title>{{ newsletter.name }}</title></head><body>
{% for section in issue.sections %}
<h2 id="{{ section.id }}">{{ section.headline }}</h2>
{% for block in section.body %}{{ prose(block.prose) }}{% endfor %}
{% endfor %}
<p><a href="#top">Upp</a></p>
</body></html>
""",
    "templates/plain/mail.txt": "{% for section in issue.sections %}{{ section.headline }}\n{% endfor %}",
    "templates/plain/style.css": "h2 { color: #123456 }",
    "lists/kommuner.csv": """
e-post,förnamn,roll
bo@kommun.example,Bo,kommundirektör
cilla@kommun.example,,registrator
""",
}


def written(folder: pathlib.Path) -> pathlib.Path:
    """Write the workspace into a folder and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.removeprefix("\n"), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: pathlib.Path) -> pathlib.Path:
    """Write the workspace and return its folder."""
    return written(tmp_path / "workspace")
