"""An issue with every kind of block, built by hand."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.blocks import (
    LOST,
    DateSpan,
    Facts,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    Purpose,
    QuestionAnswer,
    Quote,
    Reference,
    TimeSpan,
)
from storsthlm_cli.model.directory import Category, Directory, Organisation, Person, Role
from storsthlm_cli.model.issue import CalendarRow, Contact, Issue, Section
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import (
    Bullets,
    Emphasis,
    InlineLink,
    LineBreak,
    Paragraph,
    Prose,
    Slot,
    Strong,
    Subheading,
)
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.rendering.designs import Design, open_design
from storsthlm_cli.rendering.render import render

SPOT = Spot("issue.yaml")
YEAR = 2021


def text(content: str) -> Text:
    return Text(content, "issue.yaml", ())


def prose(*paragraphs: str) -> Prose:
    return tuple(Paragraph((text(paragraph),)) for paragraph in paragraphs)


def day(month: int, number: int, end: tuple[int, int] | None = None) -> DateSpan:
    last = None if end is None else datetime.date(YEAR, *end)
    return DateSpan(datetime.date(YEAR, month, number), last, SPOT)


def link(words: str, url: str | None = "https://www.storsthlm.example/las", purpose: Purpose = Purpose.READ) -> Link:
    return Link(text(words), text(url or LOST), purpose, SPOT)


def row(
    date: DateSpan, title: str, time: TimeSpan | None = None, place: str | None = None, url: str | None = None
) -> CalendarRow:
    spot = Spot("issue.yaml", ("rows", title))
    return CalendarRow(date, time, text(title), text(place) if place else None, text(url) if url else None, spot)


def section(kind: str = "article", **fields: object) -> Section:
    return replace(Section(kind=kind, id=f"{kind}-1", spot=SPOT), **fields)  # type: ignore[arg-type]


@pytest.fixture
def directory() -> Directory:
    def person(key: str, name: str, label: str, organisation: str | None, party: str | None = None) -> Person:
        roles = (Role(label, organisation, None, None, SPOT),)
        return Person(key, text(name), roles, party, text(f"{key}@storsthlm.example"), text("08-465 004 21"), SPOT)

    def category(key: str, label: str, colour: str, dark: str) -> Category:
        return Category(key, text(label), colour, dark, SPOT)

    return Directory(
        people={
            "ek": person("ek", "Åsa Ek", "ordförande", "storsthlm", "M"),
            "dahl": person("dahl", "Tyra Dahl", "framtidsdirektör", "huddinge"),
        },
        organisations={
            "storsthlm": Organisation("storsthlm", text("Storsthlm"), None, SPOT),
            "huddinge": Organisation("huddinge", text("Huddinge kommun"), text("Huddinge"), SPOT),
        },
        categories={
            "social": category("social", "Social välfärd och hälsa", "#8A1C4A", "#F093B6"),
            "ekonomi": category("ekonomi", "Ekonomi", "#7A4A00", "#E5B163"),
        },
    )


@pytest.fixture
def newsletter() -> Newsletter:
    return Newsletter(
        name="Senaste nytt från Storsthlm",
        list_id="nyhetsbrev.storsthlm.example",
        sender=Mailbox("Storsthlm", "nyhetsbrev@storsthlm.example"),
        reply_to=None,
        organisation="Storsthlm",
        postal_address="Box 1\n118 72 Stockholm",
        why="Du får brevet för att du arbetar i en av länets 26 kommuner.",
        privacy_url="https://www.storsthlm.example/personuppgifter",
        archive_url="https://nyhetsbrev.storsthlm.example",
        unsubscribe_url=None,
        unsubscribe_mail="avsluta@storsthlm.example",
        language="sv",
        timezone="Europe/Stockholm",
        design="standard",
        images=ImageDelivery.EMBEDDED,
        colours={},
    )


@pytest.fixture
def issue() -> Issue:
    return Issue(
        key="2021-06",
        file="issues/2021-06/issue.yaml",
        date=datetime.date(2021, 6, 21),
        number=6,
        subject=(text("Ny direktör & nya priser, "), Slot("first_name", "du", SPOT)),
        preheader=(text("Gymnasieprislistan 2022 är klar"),),
        sections=(_article(), _interview(), _event(), _calendar(), _empty_calendar()),
        closing=prose("Med önskan om en fin sommar!"),
    )


def _article() -> Section:
    greeting = Paragraph((text("Hej "), Slot("first_name", "du", SPOT), text("!"), LineBreak(), text("Läs vidare.")))
    rich = Paragraph(
        (
            text("Från den 1 april 2022 gäller "),
            Strong((text("1 000 kr"),)),
            text(" och "),
            Emphasis((text("kl. 9"),)),
            text(", se "),
            InlineLink("https://www.storsthlm.example/pris?a=1&b=2", (text("prislistan"),), SPOT),
            text("."),
        )
    )
    bullets = Bullets(((Paragraph((text("Första"),)),), (*prose("Andra"), Bullets((prose("Inuti"),)))))
    numbers = Bullets((prose("Tre"), prose("Fyra")), ordered=True, start=3)
    heading = Subheading(2, (text("Beslutsgång"),), SPOT)
    return section(
        categories=(Reference("social", SPOT),),
        headline=text("Krafttag för barns hälso-, sjuk- och tandvård"),
        body=(
            ProseText((greeting, rich, heading, bullets, numbers), SPOT),
            Quote(prose("Vi är glada.", "Det blir bra."), Reference("ek", SPOT), text("säger"), SPOT),
            Quote(prose("– Redan streckad"), Reference("dahl", SPOT), None, SPOT),
            Picture(text("images/bild.jpg"), text("Två personer"), text("På bryggan."), text("Åsa Ek"), None, SPOT),
            Item(text("Ökad kunskap"), (ProseText(prose("En studie."), SPOT), link("Om studien")), SPOT),
            Note(prose("Redaktionen har rättat texten."), SPOT),
        ),
        links=(link("Läs hela artikeln"), link("Borttagen sida", None)),
        contacts=(Contact(Reference("dahl", SPOT), None), Contact(Reference("ek", SPOT), text("Fråga gärna"))),
        signature=Reference("ek", SPOT),
    )


def _interview() -> Section:
    return section(
        "interview",
        person=Reference("dahl", SPOT),
        headline=text("”Att förändra på riktigt”"),
        body=(
            ProseText(prose("Vi har pratat med Tyra Dahl."), SPOT),
            QuestionAnswer(text("Vad tror du om framtiden?"), prose("Den är ljus.", "Och lång."), SPOT),
        ),
    )


def _event() -> Section:
    nine_to_half_ten = TimeSpan(datetime.time(9), datetime.time(10, 30))
    return section(
        "event",
        kicker=text("evenemang"),
        headline=text("Den 28 oktober fortsätter samtalet!"),
        body=(
            Facts(day(10, 28), nine_to_half_ten, text("Digitalt"), SPOT),
            link("Anmäl dig till samtalet", purpose=Purpose.REGISTER),
            link("Se programmet", "https://www.storsthlm.example/program.pdf", Purpose.DOCUMENT),
        ),
    )


def _calendar() -> Section:
    nine_to_eleven = TimeSpan(datetime.time(9), datetime.time(11))
    return section(
        "calendar",
        headline=text("Kommande möten"),
        rows=(
            row(day(8, 26, (8, 27)), "Kommundirektörskonferens", url=LOST),
            row(day(9, 16), "Seminarium, digitalisering och ekonomi", nine_to_eleven, "Storsthlm"),
            row(day(9, 22), "Styrgrupp RSS (regionala samverkans- och stödstrukturer Stockholms län)"),
        ),
        links=(link("Se hela kalendariet"),),
    )


def _empty_calendar() -> Section:
    return replace(
        section("calendar", headline=text("Höstens seminarier"), note=prose("Datum kommer.")), id="calendar-2"
    )


@pytest.fixture
def images() -> Mapping[str, PreparedImage]:
    data = io.BytesIO()
    Image.new("RGB", (40, 20)).save(data, "PNG")
    return {"images/bild.jpg": PreparedImage(data.getvalue(), "image/png", 576, 288)}


@pytest.fixture
def design(tmp_path: Path) -> Design:
    return open_design("standard", tmp_path)


@pytest.fixture
def marked(tmp_path: Path) -> Callable[[str], Design]:
    """Return a design by its name whose elements keep the classes that its templates give them, to be found by them."""

    def opened(name: str) -> Design:
        built_in = Path(__file__).resolve().parents[2] / "templates" / name
        source = "".join(path.read_text(encoding="utf-8") for path in sorted(built_in.rglob("*.html")))
        classes = {
            word for value in re.findall(r'class="([^"]*)"', source) for word in re.findall(r"[a-z][\w-]*", value)
        }
        client = tmp_path / "templates" / name / "client.css"
        client.parent.mkdir(parents=True, exist_ok=True)
        rules = "".join(f".{word} {{ }}\n" for word in sorted(classes))
        client.write_text((built_in / "client.css").read_text(encoding="utf-8") + rules, encoding="utf-8")
        return open_design(name, tmp_path)

    return opened


@pytest.fixture
def rendered(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, images: Mapping[str, PreparedImage]
) -> Rendered:
    return render(issue, directory, newsletter, design, images)


@pytest.fixture
def merged() -> Callable[[Pieces], str]:
    """Pieces with each slot shown as `<<field>>`."""
    return lambda pieces: "".join(p if isinstance(p, str) else f"<<{p.field}>>" for p in pieces)
