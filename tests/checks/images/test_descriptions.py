from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence, ImageFacts
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]


def pictured(alt: str, more: str = "") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{file: bro_2.jpg, alt: {alt}, credit: b{more}}}"


IMAGES = {"bro_2.jpg": ImageFacts(600, 400, "JPEG", 1000)}


@pytest.mark.parametrize(
    "alt",
    [
        "bro_2",
        "bro_2.jpg",
        "IMG_2034",
        "IMG_2034-redigerad",
        "DSC 0012.JPG",
        "P1010012",
        "Skärmbild 2021-06-01.png",
        "Skärmbild 2021-06-01 kl. 10.13.44",
        "WhatsApp Image 2021-06-01 at 10.13.44",
        "IMG-20210601-WA0003",
        "shutterstock_1234567",
        "AdobeStock 1234567",
        "261015 Nacka1 Svart",
        "20151026 Nacka",
        "20151026-Mote",
        "Johner Flygbild Nacka Svart",
        "Storsthlm Logotyp Vit",
        "logga_svart_v2",
    ],
)
def test_a_file_name_is_no_description(finds: Finds, alt: str) -> None:
    finds(pictured(f"«{alt}»"), "A105 error", images=IMAGES)


@pytest.mark.parametrize(
    "alt",
    [
        "Bro",
        "En bro",
        "Filen bro.jpg visas på en skärm",
        "Bildskärm 2",
        "P4",
        "E4",
        "Covid-19",
        "Bild 3 av 4",
        "1990-talets hus i Svartbäcken",
        "En kvinna i svart",
        "Maja Svart",
        "Johner Ek och Bo Al",
        "Flygbild över Nacka",
        "Storsthlms logotyp i svart",
        "''",
    ],
)
def test_a_short_description_is_one(finds: Finds, alt: str) -> None:
    finds(pictured(alt), images=IMAGES)


def test_a_description_that_is_the_caption_is_warned_about(finds: Finds) -> None:
    finds(pictured("«En ny bro.»", ", caption: En ny bro"), "A106 warning", images=IMAGES)
    finds(pictured("En ny bro.", ", caption: En ny bro i Nacka"), images=IMAGES)


@pytest.mark.parametrize("words", ["Bild på", "En bild av", "Foto på", "Bilden visar", "Fotografi som föreställer"])
def test_a_description_that_says_it_is_an_image_is_warned_about(finds: Finds, words: str) -> None:
    (arguments,) = finds(pictured(f"«{words} »en bro."), "A107 warning", images=IMAGES)
    assert arguments == {"words": words}


@pytest.mark.parametrize("alt", ["Bildlärare på en bro", "Illustration av en bro", "En bild.", "Porträtt av Åsa Ek"])
def test_a_description_may_say_what_kind_of_image_it_is(finds: Finds, alt: str) -> None:
    finds(pictured(alt), images=IMAGES)


def test_the_fix_begins_with_what_is_to_be_seen() -> None:
    text = "date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n  - kind: notice\n    headline: a\n    body:\n"
    text += "      - image: {file: a.jpg, alt: Bild på åar i skymning., credit: b}\n"
    document = parse_document(text, "issue.yaml")
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    found = judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21)), {})
    edits = [each.edit for each in found if each.code == "A107" and each.edit is not None]
    assert document.edit(edits) == text.replace("Bild på åar", "Åar")


def test_a_number_in_front_is_a_day_only_before_a_name(finds: Finds) -> None:
    for number in ("200000", "120512"):
        finds(pictured(f"«{number}» personer på ett torg"), "T105 warning", images=IMAGES)


def test_a_good_name_of_a_file_is_a_description_too(finds: Finds) -> None:
    text = "kind: notice\nheadline: a\nbody:\n  - image: {file: En bro.jpg, alt: En bro, credit: b}"
    finds(text)
    finds(text.replace("En bro.jpg", "en-bro.jpg").replace("alt: En bro", "alt: «en-bro»"), "A105 error")


def drawing(file: str, alt: str, more: str = "credit: b", text: str = "Mer om det.") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{file: {file}, alt: '{alt}', {more}}}\n  - |\n    {text}"


LISTED = "- Ett.\n    - Två.\n    - Tre."
LONG = "Möten i höst: " + "styrelsen i Nacka, beredningen i Solna, rådet i Täby, " * 5


@pytest.mark.parametrize(
    ("file", "alt", "more"),
    [
        ("images/infografik-2021.png", "Åtta bilder i en ring", "credit: b"),
        ("images/2021_inbjudan.jpg", "", "credit: b"),
        ("images/flodesschema.png", "Rutor och pilar", "credit: b"),
        ("a.png", "Diagram över antalet platser.", "credit: b"),
        ("images/platsdiagrammet_2.png", "Staplar", "credit: b"),
        ("a.png", "En affisch om hösten.", "credit: b"),
        ("a.png", "Bilder i en ring.", "credit: b, caption: Våra åtta viktigaste områden"),
        ("a.png", LONG, "credit: b"),
    ],
)
def test_an_image_that_says_what_stands_nowhere_else_is_a_remark(finds: Finds, file: str, alt: str, more: str) -> None:
    (arguments,) = finds(drawing(f"«{file}»", alt, more), "I117 info")
    assert arguments == {"file": file}
    finds(drawing(file, alt, more, LISTED))


@pytest.mark.parametrize(
    ("file", "alt", "text"),
    [
        ("images/skolan.jpg", "En skola med röda dörrar.", "Mer om det."),
        ("images/grafiker.jpg", "En lärare ritar ett diagram på tavlan.", "Mer om det."),
        ("images/anna-tabellander.jpg", "En kvinna på åtta meters håll.", "Mer om det."),
        ("images/diagram.png", f"Diagram: {'elva platser i Nacka, tolv i Solna, ' * 3}", "Mer om det."),
        ("a.png", LONG, "I höst har styrelsen möten i Nacka, beredningen i Solna och rådet i Täby."),
    ],
)
def test_an_image_without_text_or_with_text_that_is_told_is_fine(finds: Finds, file: str, alt: str, text: str) -> None:
    finds(drawing(file, alt, text=text))
