"""A gallery of mistakes: each is found, and its sentence has all the arguments that it speaks of."""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from storsthlm_cli.report.catalogue import ENTRIES
from storsthlm_cli.report.catalogue.entries import names

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
PEOPLE = "directory/people.yaml"
CATEGORIES = "directory/categories.yaml"
BODY = "    body: |\n      Vi ses i **augusti**, hälsar\n      [kansliet](https://kommun.example/moten).\n"
CALENDAR = "  - kind: calendar\n    headline: Kalender\n    rows:\n"
SECTION = "  - kind: article\n    headline: Nya möten i höst\n    body: Igen.\n"


def body(text: str) -> tuple[str, str, str]:
    return (ISSUE, BODY, f"    body:\n{text}")


def row(text: str) -> tuple[str, str, str]:
    return (ISSUE, "sections:\n", f"sections:\n{CALENDAR}      - {text}\n")


MISTAKES = {
    "S001": (ISSUE, "subject: Nytt i juni", "subject: 'Nytt i juni"),
    "S002": (ISSUE, "date: 2021-06-21\n", "date: 2021-06-21\ndate: 2021-06-21\n"),
    "S003": (ISSUE, "subject: Nytt", "subject: &a Nytt"),
    "S004": (ISSUE, "subject: Nytt i juni", "subject: " + "[" * 100),
    "S005": (ISSUE, "  - kind", "\t- kind"),
    "S008": (ISSUE, "headline: Nya möten i höst", "headline: no"),
    "S009": (ISSUE, "Nya möten", "Nya\x0cmöten"),
    "S010": (ISSUE, "subject: Nytt i juni", "subject: !ruby Nytt i juni"),
    "S020": (ISSUE, "headline:", "headlin:"),
    "S021": (ISSUE, "kind: article", "kind: artikel"),
    "S022": (ISSUE, "subject: Nytt i juni", "subject:"),
    "S023": (ISSUE, "headline: Nya möten i höst", "headline: 2021"),
    "S024": (ISSUE, "date: 2021-06-21", "date: 21 juni"),
    "S025": row("torsdag Seminarium"),
    "S026": (ISSUE, "sections:\n", f"sections:\n{SECTION}"),
    "S027": (ISSUE, "[asa-ek]", "[asa-eck]"),
    "S028": (ISSUE, "    headline: Nya möten i höst\n", ""),
    "S029": (ISSUE, BODY + "    contacts: [asa-ek]\n", ""),
    "S030": (ISSUE, "sections:\n", "sections:\n  - kind: calendar\n    headline: Kalender\n"),
    "S031": row("2021-09-16 Senare\n      - 2021-09-15 Tidigare"),
    "S032": body("      - link: {text: Handlingar, url: saknas, for: document}\n"),
    "S033": row("2021-09-16 Seminarium: ekonomi"),
    "S034": row("2021-09-16/15 Seminarium"),
    "S035": row("2021-09-16 25:00 Seminarium"),
    "S036": row("2021-09-16"),
    "S037": (ISSUE, "date: 2021-06-21", "date: 2021-06-21\nlanguage: svenska"),
    "S038": body("      - link:\n        text: Läs\n"),
    "S039": body("      - image: {file: a.jpg, portrait: asa-ek, alt: En bild.}\n"),
    "S040": (ISSUE, "recipient.first_name", "recipent.first_name"),
    "S041": (ISSUE, "headline: Nya", 'headline: "{{ recipient.first_name }}"  # Nya'),
    "S042": (ISSUE, "Vi ses", "![en bild](a.png) Vi ses"),
    "S043": (ISSUE, "Vi ses", "Vi ses " * 10_000),
    "S044": (ISSUE, "kind: article", "kind: call"),
    "S047": row("{date: 2021-09-16, title: saknas}"),
    "S045": (ISSUE, "kind: article", "kind: article\n    check: stämmer rubriken?"),
    "S046": (ISSUE, "kind: article", "kind: article\n    check: {copied_from: 2021-04}"),
    "C101": (PEOPLE, "  email: asa.ek@kommun.example\n", ""),
    "C102": (PEOPLE, "asa.ek@kommun.example", "asa.ek@"),
    "C103": (PEOPLE, "08-123 456 78", "08-1"),
    "C105": (ISSUE, "[asa-ek]", "[{mailbox: kansliet, text: Fråga}]"),
    "C106": (ISSUE, "[asa-ek]", "[{mailbox: saknas, text: Fråga}]"),
    "C107": (ISSUE, "Vi ses", "Åsa Ek, rektor, ses"),
    "C108": (ISSUE, "Vi ses", "Cia Dal, rektor i Nacka, och Cia Dal, chef i Nacka, ses"),
    "C109": (ISSUE, "Vi ses", "Skriv till info@komun.example. Vi ses"),
    "N101": (ISSUE, "kind: article", "kind: article\n    category: gammal"),
    "N102": (ISSUE, "Vi ses", "Vi ses idag och"),
    "N103": (ISSUE, "Vi ses", "Exempelkomunerna ses"),
    "N105": (ISSUE, "Vi ses", "Danderyd kommun och vi ses"),
    "N106": (ISSUE, "Vi ses", "Vi på Kommunernas förening ses"),
    "N107": (ISSUE, "Vi ses", "Vi och SKL ses"),
    "N108": row("2021-09-16 Styrelsemöte"),
    "N109": (ISSUE, "Vi ses", "Vi i danderyd ses"),
    "N110": (ISSUE, "Vi ses", "Vi i Årets Nya Kommun och i Årets Nya kommun ses"),
    "N111": row("2021-09-16 Samtal med Åsa"),
    "N112": (ISSUE, "Vi ses", "Vi och KSO ses"),
    "L101": (ISSUE, "[kansliet]", "[]"),
    "L102": (ISSUE, "https://kommun", "http://kommun"),
    "L103": (ISSUE, "https://kommun.example/moten", "https://"),
    "L104": (ISSUE, "https://kommun.example/moten", "#nya-moten-i-host-2"),
    "L106": (ISSUE, "[kansliet]", "[läs mer]"),
    "L107": (ISSUE, "[kansliet]", "[läs mer om kansliet här]"),
    "L108": (ISSUE, "[kansliet]", "[kansliet](https://kommun.example/) [kansliet]"),
    "L109": (ISSUE, "[kansliet]", f"[{'kansliet ' * 12}]"),
    "L110": (ISSUE, "[kansliet]", "[https://kommun.example/moten]"),
    "L111": (ISSUE, "https://kommun", "https://test.kommun"),
    "L112": (ISSUE, "example/moten", "example/moten?utm_source=brev"),
    "L113": body("      - link: {text: Läs planen, url: 'https://kommun.example/plan.pdf'}\n"),
    "L114": (
        ISSUE,
        "[kansliet](https://kommun.example/moten)",
        "[planen](https://kommun.example/a.pdf), [budgeten](https://kommun.example/a.pdf)",
    ),
    "L105": (ISSUE, "https://kommun.example/moten", "issue:2021-05"),
    "I101": body("      - image: {file: a.jpg, alt: En bild., credit: Åsa}\n"),
    "I102": body("      - image: {file: ../../storsthlm.yaml, alt: En bild., credit: Åsa}\n"),
    "I103": body("      - image: {file: issue.yaml, alt: En bild., credit: Åsa}\n"),
    "I104": body("      - image: {file: a.jpg, credit: Åsa}\n"),
    "I105": body("      - image: {file: a.jpg, alt: En bild.}\n"),
    "I106": body("      - image: {file: saknas, alt: En bild.}\n"),
    "I107": body("      - image: {portrait: asa-ek, credit: Bo}\n"),
    "I108": (PEOPLE, "  name: Åsa Ek\n", "  name: Åsa Ek\n  portrait: asa.jpg\n  credit: Bo\n"),
    "I109": body("      - image: {file: a.jpg, alt: En bild., credit: Åsa}\n"),
    "I110": body("      - image: {collage: [a.jpg, b.jpg], alt: En bild., credit: Åsa}\n"),
    "I111": body("      - image: {file: a.jpg, alt: En bild., credit: Åsa}\n"),
    "I112": body("".join(f"      - image: {{file: {name}.jpg, alt: En bild., credit: Åsa}}\n" for name in "abcd")),
    "I113": body("      - image: {file: a.jpg, alt: En bild., credit: Åsa, focus: top}\n"),
    "A101": (CATEGORIES, "#8A1C4A", "#FA1C4A"),
    "A102": ("storsthlm.yaml", "name: tiny", 'name: standard\n  colours: {link: "#DDDDDD"}'),
    "A103": (ISSUE, "      Vi ses", "      ## Möten\n\n      ### Fler möten\n\n      Vi ses"),
    "A104": (ISSUE, "      Vi ses", "      **Möten**\n\n      Vi ses"),
    "A105": body("      - image: {file: a.jpg, alt: IMG_1234.jpg, credit: Åsa}\n"),
    "A106": body("      - image: {file: a.jpg, alt: Åsa Ek., caption: Åsa Ek, credit: Åsa}\n"),
    "A107": body("      - image: {file: a.jpg, alt: Bild på en skola., credit: Åsa}\n"),
    "M104": (ISSUE, "Nytt i juni", "Nytt i juni" + " och juli" * 10),
    "M105": (ISSUE, " Här är kansliets nyheter.", ""),
    "M106": (ISSUE, 'Hej {{ recipient.first_name | default("du") }}! Här är kansliets nyheter.', "Nytt i juni."),
    "M108": (ISSUE, "Nytt i juni", '"{{ recipient.first_name }}"'),
    "M109": (ISSUE, "Vi ses", "Lorem ipsum"),
    "M110": (ISSUE, "Vi ses", "Hej *|FNAME|*!"),
    "D201": row("2021-06-01 Seminarium"),
    "D101": body("      - Vi ses fredagen den 29 april.\n"),
    "D102": body("      - Vi ses den 31 april.\n"),
    "D103": body("      - Vi ses den 27–26 augusti.\n"),
    "D104": body("      - Anmäl er senast den 1 juni.\n"),
    "D105": body("      - Vi ses i december.\n"),
    "D106": body("      - Vi ses i vår.\n"),
    "D107": body("      - Vi sågs i förra veckan.\n"),
    "D108": body("      - Vi ses den 25 juni.\n"),
    "D109": body("      - facts: {date: 2021-09-01, deadline: 2021-09-02}\n"),
    "D110": (
        ISSUE,
        "sections:\n",
        "sections:\n  - {kind: event, headline: Vi ses den 2 september, body: a, facts: {date: 2021-09-01}}\n",
    ),
    "D111": body("      - Vi ses kl 9.\n"),
    "D112": body("      - Vi ses den 1 september och 2/9.\n"),
    "D202": body("      - facts: {date: 2021-06-01}\n"),
    "D203": row("2021-06-26 Seminarium"),
    "T101": body('      - Hon sa "hej" till oss.\n'),
    "T102": body("      - –Vi ses i höst.\n"),
    "T103": body("      - Vi ses - i höst.\n"),
    "T104": body("      - Det är 7-10 procent.\n"),
    "T105": body("      - Det är 6000 elever.\n"),
    "T106": body("      - Vi ses , i höst.\n"),
    "T107": body("      - Vi\u00a0ses i höst.\n"),
    "T108": body("      - Arbetsmarknad & tillväxt.\n"),
    "T109": body("      - Hälso-, sjuk och tandvård.\n"),
    "T201": body("      - Vi vill att att du ser det.\n"),
    "T202": body('      - "- Ett.\\n- Två.\\n- Tre"\n'),
    "T203": body("      - " + "Ja, " + "ord och " * 25 + "ord.\n"),
    "T204": body("      - " + "Kommunstyrelsens arbetsutskott beslutade om samverkansavtal. " * 15 + "\n"),
    "T301": (ISSUE, "Nya möten i höst", "Nya möten i höst."),
    "T302": body("      - link: {text: Läs om mötena., url: 'https://kommun.example/'}\n"),
    "T303": (ISSUE, "Nya möten i höst", "NYA MÖTEN I HÖST"),
    "T304": (ISSUE, "Nya möten i höst", "nya möten i höst"),
}
KNOWN = """
gammal: {label: Gammal, to: 2020-12-31, colour: "#8A1C4A", colour_dark: "#F093B6"}
"""
NAMES = {
    "terms": "i-dag: {write: i dag, avoid: [idag]}\n",
    "municipalities": '"0162": {name: Danderyds kommun, short: Danderyd}\n',
    "meetings": "styrelsen: {name: Styrelsen, aliases: [Styrelsemöte]}\n",
    "organisations": (
        "skl: {name: Sveriges Kommuner och Landsting, short: SKL, to: 2019-11-26}\n"
        "foreningen: {name: Kommunföreningen, aliases: [Kommunernas förening]}\n"
    ),
}
"""Files of the directory that a rule about names has to know."""


def webp(path: pathlib.Path) -> None:
    Image.new("RGB", (10, 10)).save(path, "WEBP")


def heavy(path: pathlib.Path) -> None:
    """Draw what weighs much: noise through which something shines."""
    noise = Image.effect_noise((576, 576), 90).convert("RGB")
    noise.putalpha(Image.effect_noise((576, 576), ord(path.stem)))
    noise.save(path, "PNG")


PICTURES = {"I109": webp, "I111": heavy, "I112": heavy}
"""What lies in the issue's folder."""
ELSEWHERE = {"S006", "S007", "C104", "N104", "M101", "M102", "M103", "M107", "M201", "M202", "M203"}
"""Codes that have a story of their own, or need more than one change."""


def test_the_gallery_is_complete() -> None:
    assert MISTAKES.keys() | ELSEWHERE == ENTRIES.keys()


@pytest.mark.parametrize("code", MISTAKES)
def test_the_mistake_is_found_and_told_with_all_arguments(story: Story, code: str) -> None:
    story.write(CATEGORIES, KNOWN)
    for name, content in NAMES.items():
        story.write(f"directory/{name}.yaml", content)
    if code == "I108":
        story.change(*body("      - image: {portrait: asa-ek}\n"))
    if code in PICTURES:
        for name in "abcd":
            PICTURES[code](story.folder / f"issues/2021-06/{name}.jpg")
    story.change(*MISTAKES[code])
    result = story.run("validate", "--json")
    found = [finding for finding in json.loads(result.out)["findings"] if finding["code"] == code]
    assert found
    for finding in found:
        arguments = finding["arguments"].keys()
        assert names(ENTRIES[code].sentence) <= arguments
        assert ENTRIES[code].arguments <= arguments
        assert "``" not in finding["message"]
        assert finding["line"] is not None
