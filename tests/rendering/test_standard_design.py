"""What each part of an issue looks like in the design that comes with the tool, on the page and in the text part."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest
from lxml import etree
from PIL import Image

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory, Series
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.rendering.designs import Design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.source.yaml import parse_document

FRAME = "date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n"
NOTICE = "kind: notice\nheadline: Rubrik\nbody: Text.\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """A rendered section: its card on the page, and its part of the text."""

    card: etree._Element
    text: str
    rendered: Rendered

    def html(self, css: str) -> list[str]:
        """Return the words of the elements of a class."""
        return [words(element) for element in self.card.iter() if css in (element.get("class") or "").split()]

    @property
    def links(self) -> dict[str, str]:
        """The links on the card: address by words."""
        return {words(link): link.get("href") or "" for link in self.card.iter("a")}


def words(element: etree._Element) -> str:
    for line in element.iter("br"):
        line.tail = f" / {line.tail or ''}"
    return " ".join("".join(str(part) for part in element.itertext()).replace("\u00a0", " ").split())


@pytest.fixture
def directory(directory: Directory) -> Directory:
    """Give the people of the neighbours, one with a portrait, and a series of meetings."""
    ek = replace(
        directory.people["ek"],
        portrait=Text("p/ek.jpg", "", ()),
        credit=Text("Bo Al", "", ()),
        consent=datetime.date.min,
    )
    series = Series("styrelsen", Text("Storsthlms styrelse", "", ()), (), Spot("meetings.yaml"))
    return replace(directory, people={**directory.people, "ek": ek}, meetings={"styrelsen": series})


@pytest.fixture
def show(
    directory: Directory, newsletter: Newsletter, marked: Callable[[str], Design], merged: Callable[[Pieces], str]
) -> Callable[..., Mail]:
    """Render an issue with one section, whose keys are given line by line."""

    def rendering(text: str, images: Mapping[str, PreparedImage] | None = None, archive: bool = True) -> Mail:
        lines = text.strip("\n").split("\n")
        document = parse_document(FRAME + "  - " + "\n    ".join(lines) + "\n", "issue.yaml")
        issue, findings = read_issue(document, "2021-06")
        assert (document.findings, findings) == ((), ())
        assert issue is not None
        own = newsletter if archive else replace(newsletter, archive_url=None)
        rendered = render(issue, directory, own, marked("standard"), images or {})
        root = etree.fromstring(merged(rendered.html), etree.HTMLParser())
        card = next(element for element in root.iter("td") if element.get("id") == issue.sections[0].id)
        _, part, _ = merged(rendered.text).split("-" * 78)
        return Mail(card, part.strip("\n"), rendered)

    return rendering


def test_a_letter_ends_with_its_greeting_and_the_name_above_the_title(show: Callable[..., Mail]) -> None:
    mail = show("kind: letter\nbody: Kära läsare.\ngreeting: Varmt välkomna!\nsignature: ek")
    assert mail.html("greeting") == ["Varmt välkomna!"]
    assert mail.html("signature") == ["Åsa Ek / Ordförande, Storsthlm"]
    assert mail.text == "Kära läsare.\n\nVarmt välkomna!\n\nÅsa Ek\nOrdförande, Storsthlm"
    assert list(mail.card.iter("h2")) == []


def test_a_signature_in_words_has_the_title_of_its_second_line_or_none(show: Callable[..., Mail]) -> None:
    mail = show("kind: letter\nbody: Hej.\nsignature: |\n  Bo Al\n  t.f. förbundsdirektör")
    assert mail.html("signature") == ["Bo Al / T.f. förbundsdirektör"]
    assert mail.text == "Hej.\n\nBo Al\nT.f. förbundsdirektör"
    bare = show("kind: letter\nbody: Hej.\nsignature: Bo Al")
    assert bare.html("signature") == ["Bo Al"]
    assert bare.text == "Hej.\n\nBo Al"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: interview\nperson: dahl\nheadline: a\nbody: b\nexcerpt: true", "ur intervjun med Tyra Dahl."),
        ("kind: interview\nperson: Bo Al (S)\nheadline: a\nbody: b\nexcerpt: true", "ur intervjun med Bo Al (S)."),
        ("kind: interview\nheadline: a\nbody: b\nexcerpt: true", "ur en längre text."),
        ("kind: personnel\nperson: dahl\nheadline: a\nbody: b\nexcerpt: true", "ur en längre text."),
        ("kind: article\nheadline: a\nbody: b\nexcerpt: true", "ur en längre text."),
    ],
)
def test_an_excerpt_says_so_in_the_words_of_the_design(show: Callable[..., Mail], text: str, said: str) -> None:
    mail = show(text)
    assert mail.html("excerpt") == [f"Det här är ett utdrag {said}"]
    assert mail.text.endswith(f"\n\nb\n\nDet här är ett utdrag {said}")


def test_an_excerpt_can_say_it_in_words_of_its_own(show: Callable[..., Mail]) -> None:
    mail = show(NOTICE + "excerpt: Det här är **början**, läs [allt](https://a.example).")
    assert mail.html("excerpt") == ["Det här är början, läs allt."]
    assert mail.links["allt"] == "https://a.example"
    assert mail.text.endswith("\n\nText.\n\nDet här är början, läs allt <https://a.example>.")
    assert show(NOTICE + "excerpt: false").html("excerpt") == []


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("dahl", "Kontakt: Tyra Dahl, framtidsdirektör i Huddinge kommun, dahl@storsthlm.example, 08-465 004 21"),
        (
            "{person: dahl, text: Ring, after: före tre.}",
            "Ring Tyra Dahl (framtidsdirektör i Huddinge kommun, dahl@storsthlm.example, 08-465 004 21) före tre.",
        ),
        ("Bo Al i växeln", "Kontakt: Bo Al i växeln"),
        ("{person: Bo Al, text: Fråga, after: i växeln.}", "Fråga Bo Al i växeln."),
        ("{mailbox: info@a.example}", "Kontakt: info@a.example"),
        ("{mailbox: info@a.example, text: Mejla, after: och få svar.}", "Mejla info@a.example och få svar."),
    ],
)
def test_whom_to_ask_is_said_with_words_before_and_after(show: Callable[..., Mail], contact: str, said: str) -> None:
    mail = show(f"{NOTICE}contacts: [{contact}]")
    assert mail.html("people") == [said]
    assert " ".join(mail.text.split("Text.\n\n")[1].split()) == said
    addresses = [address for address in mail.links.values() if address.startswith("mailto:")]
    assert addresses == [f"mailto:{word.strip('(),')}" for word in said.split() if "@" in word]


def test_each_of_several_contacts_is_a_paragraph(show: Callable[..., Mail]) -> None:
    mail = show(NOTICE + "contacts: [Bo Al, {mailbox: a@b.example}, {person: Cia Do, after: svarar.}]")
    assert mail.html("people") == ["Kontakt: Bo Al", "Kontakt: a@b.example", "Kontakt: Cia Do svarar."]
    assert mail.text.endswith("Kontakt: Bo Al\n\nKontakt: a@b.example\n\nKontakt: Cia Do svarar.")


FACTS = {
    "date: 2021-09-16": "När: torsdag 16 september",
    "to: 2021-09-17": "När: 16–17 september",
    "time: 09:00–10:30": "Tid: kl. 9–10.30",
    "place: digitalt": "Plats: digitalt",
    "organisers: [huddinge]": "Arrangör: Huddinge kommun",
    "organisers: [huddinge, Sweco AB]": "Arrangörer: Huddinge kommun, Sweco AB",
    "audience: upphandlare": "För: upphandlare",
    "deadline: 2021-09-06": "Anmäl dig senast: måndag 6 september",
}


def test_facts_have_a_row_each_in_the_order_in_which_readers_ask(show: Callable[..., Mail]) -> None:
    keys = [key for key in FACTS if key != "organisers: [huddinge]"]
    rows = [FACTS[key] for key in keys if not key.startswith("date:")]
    facts = f"facts: {{{', '.join(keys)}}}"
    for text in (f"kind: event\nheadline: a\nbody: b\n{facts}", f"kind: event\nheadline: a\nbody: [b, {{{facts}}}]"):
        mail = show(text, archive=False)
        assert mail.html("fact") == rows
        assert mail.text == "a\n=\n\nb\n\n" + "\n".join(rows)


def test_facts_with_a_day_lead_to_its_calendar_file(show: Callable[..., Mail]) -> None:
    text = "kind: event\nheadline: Höstmöte\nbody: b\nfacts: {date: 2021-09-16}"
    file = "https://nyhetsbrev.storsthlm.example/calendar/2021-09-16-hostmote.ics"
    mail = show(text)
    assert mail.links == {"Lägg till i kalendern: Höstmöte": file}
    assert mail.text.endswith(f"När: torsdag 16 september\nLägg till i kalendern:\n{file}")
    assert show(text, archive=False).links == {}
    assert show("kind: call\nheadline: a\nbody: b\ndeadline: 2022-02-14").links == {}


@pytest.mark.parametrize("key", [key for key in FACTS if not key.startswith(("date", "to", "deadline"))])
def test_facts_that_are_not_there_have_no_row(show: Callable[..., Mail], key: str) -> None:
    mail = show(f"kind: article\nheadline: a\nbody: [b, {{facts: {{{key}}}}}]")
    assert mail.html("fact") == [FACTS[key]]
    assert mail.text == f"a\n=\n\nb\n\n{FACTS[key]}"


def test_a_call_says_until_when(show: Callable[..., Mail]) -> None:
    mail = show("kind: call\nheadline: Dags att motionera\nbody: Skriv.\ndeadline: 2022-02-14")
    assert mail.html("fact") == ["Senast: måndag 14 februari 2022"]
    assert mail.text.endswith("\n\nSkriv.\n\nSenast: måndag 14 februari 2022")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("{text: Bra, by: dahl, verb: säger}", "– Bra, säger Tyra Dahl, framtidsdirektör i Huddinge kommun."),
        ("{text: Bra, by: Bo Al, verb: säger}", "– Bra, säger Bo Al."),
        ("{text: Bra, by: dahl, verb: säger, as: hon}", "– Bra, säger hon."),
        ("{text: Bra, verb: säger, as: Tyra}", "– Bra, säger Tyra."),
        ("{text: Bra, by: dahl, verb: säger, as: hon, then: Det *blev* bra.}", "– Bra, säger hon. Det blev bra."),
        ("{text: Bra!, by: dahl, verb: säger, as: hon, then: Ja.}", "– Bra! säger hon. Ja."),
        ("{text: Bra., then: Ja.}", "– Bra. Ja."),
    ],
)
def test_a_quote_is_said_by_somebody_and_goes_on(show: Callable[..., Mail], quote: str, said: str) -> None:
    mail = show(f"kind: article\nheadline: a\nbody:\n  - quote: {quote}")
    assert mail.html("quote") == [said]
    assert mail.text == f"a\n=\n\n{said}"


@pytest.mark.parametrize(
    ("who", "said"),
    [("by: dahl", "Tyra Dahl, framtidsdirektör i Huddinge kommun"), ("by: dahl, as: Tyra", "Tyra"), ("as: hon", "hon")],
)
def test_without_a_verb_who_says_it_stands_below(show: Callable[..., Mail], who: str, said: str) -> None:
    mail = show(f"kind: article\nheadline: a\nbody:\n  - quote: {{text: Bra., {who}}}")
    assert mail.html("by") == [said]
    assert mail.text == f"a\n=\n\n– Bra.\n({said})"


def test_who_says_a_list_stands_below_it_even_with_a_verb(show: Callable[..., Mail]) -> None:
    mail = show('kind: article\nheadline: a\nbody:\n  - quote: {text: "- b\\n- c", by: dahl, verb: säger, as: Tyra}')
    assert mail.html("by") == ["Tyra"]
    assert mail.text == "a\n=\n\n- b\n- c\n(Tyra)"


def image(width: int = 576, height: int = 288) -> PreparedImage:
    data = io.BytesIO()
    Image.new("RGB", (4, 2)).save(data, "JPEG")
    return PreparedImage(data.getvalue(), "image/jpeg", width, height)


@pytest.mark.parametrize(
    ("keys", "below", "text"),
    [
        ("caption: På bryggan., credit: Åsa Ek", "På bryggan. Foto: Åsa Ek", "På bryggan. Foto: Åsa Ek"),
        ("credit: Åsa Ek", "Foto: Åsa Ek", "Foto: Åsa Ek"),
        ("source: Origo", "Källa: Origo", "Källa: Origo"),
        ('credit: "Illustration: Bo Al"', "Illustration: Bo Al", "Illustration: Bo Al"),
        ('caption: "Ett\\nTvå", source: SCB', "Ett / Två. Källa: SCB", "Ett. Två. Källa: SCB"),
        (
            "caption: Nya., people: {top: [ek, Bo Al], bottom: [dahl]}, credit: Cia Do",
            "Nya. / Högst upp från vänster: Åsa Ek, Bo Al. / Längst ned från vänster: Tyra Dahl. Foto: Cia Do",
            "Nya. Högst upp från vänster: Åsa Ek, Bo Al. Längst ned från vänster: Tyra Dahl. Foto: Cia Do",
        ),
        ("people: [dahl, ek]", "Från vänster: Tyra Dahl, Åsa Ek.", "Från vänster: Tyra Dahl, Åsa Ek."),
    ],
)
def test_below_a_picture_are_its_caption_line_by_line_and_who_made_it(
    show: Callable[..., Mail], keys: str, below: str, text: str
) -> None:
    mail = show(
        f"kind: notice\nheadline: a\nbody:\n  - image: {{file: a.jpg, alt: En brygga, {keys}}}", {"a.jpg": image()}
    )
    assert mail.html("caption") == [below]
    assert " ".join(mail.text.split()) == f"a = [Bild: En brygga. {text}]"


def test_a_picture_without_words_has_none_below(show: Callable[..., Mail]) -> None:
    mail = show("kind: notice\nheadline: a\nbody:\n  - image: {file: a.jpg, alt: ''}\n  - b", {"a.jpg": image()})
    assert mail.html("caption") == []
    assert mail.text == "a\n=\n\nb"


def test_a_portrait_is_the_prepared_image_of_its_name_with_words_from_the_directory(show: Callable[..., Mail]) -> None:
    portrait = image(200, 250)
    mail = show("kind: notice\nheadline: a\nbody:\n  - image: {portrait: ek}", {"portrait of ek": portrait})
    (embedded,) = mail.rendered.embedded
    (shown,) = mail.card.iter("img")
    assert embedded.data == portrait.data
    assert embedded.file_name.startswith("portrait-of-ek-")
    assert (shown.get("src"), shown.get("alt")) == (f"cid:{embedded.cid}", "Porträtt.")
    assert (shown.get("width"), shown.get("height")) == ("190", "238")
    assert mail.html("caption") == ["Åsa Ek (M), ordförande på Storsthlm. Foto: Bo Al"]
    assert mail.text == "a\n=\n\n[Bild: Porträtt. Åsa Ek (M), ordförande på Storsthlm. Foto: Bo Al]"


def test_a_lost_picture_is_a_gap_with_its_description(show: Callable[..., Mail]) -> None:
    mail = show("kind: notice\nheadline: a\nbody:\n  - image: {file: saknas, alt: En brygga.}")
    assert mail.html("gap") == ["[bild saknas]"]
    assert list(mail.card.iter("img")) == []
    assert mail.text == "a\n=\n\n[Bild: En brygga.]"


@pytest.mark.parametrize(
    ("row", "html", "text"),
    [
        ("series: styrelsen", "Storsthlms styrelse", "Storsthlms styrelse"),
        ("series: styrelsen, title: Extra möte", "Extra möte", "Extra möte"),
        ("title: Möte, audience: ledamöter", "Möte / För ledamöter", "Möte, för ledamöter"),
        (
            "series: styrelsen, place: Storsthlm, audience: ledamöter",
            "Storsthlms styrelse / Storsthlm. För ledamöter",
            "Storsthlms styrelse, Storsthlm, för ledamöter",
        ),
        (
            "series: styrelsen, url: saknas",
            "Storsthlms styrelse [länk saknas]",
            "Storsthlms styrelse\n  [länk saknas]",
        ),
    ],
)
def test_a_row_of_the_calendar_has_the_title_of_its_series_and_says_whom_it_is_for(
    show: Callable[..., Mail], row: str, html: str, text: str
) -> None:
    mail = show(f"kind: calendar\nheadline: a\nrows: [{{date: 2021-09-21, {row}}}]", archive=False)
    assert mail.html("what") == [html]
    assert mail.text == f"a\n=\n\n- tisdag 21 september: {text}"


def test_a_calendar_leads_to_its_files_and_to_the_feed(show: Callable[..., Mail]) -> None:
    rows = 'rows: [{date: 2021-09-21, time: "09:00", title: Möte}, {date: 2021-09-22, to: 2021-09-23, title: Dagar}]'
    text = f"kind: calendar\nheadline: a\n{rows}"
    mail = show(text)
    site = "https://nyhetsbrev.storsthlm.example"
    days = mail.html("day")
    assert days == ["tisdag 21 september / kl. 9", "22–23 september"]
    assert mail.links == {
        "tisdag 21 september": f"{site}/calendar/2021-09-21-mote.ics",
        "22–23 september": f"{site}/calendar/2021-09-22-dagar.ics",
        "Prenumerera på alla våra möten i din kalender": f"{site}/calendar.ics",
    }
    assert "Välj en dag för att lägga in mötet i din kalender." in words(mail.card)
    assert mail.text == (
        "a\n=\n\n- tisdag 21 september kl. 9: Möte\n- 22–23 september: Dagar\n\n"
        f"Prenumerera på alla våra möten i din kalender:\n{site}/calendar.ics"
    )
    bare = show(text, archive=False)
    assert (bare.links, bare.text.endswith("Dagar")) == ({}, True)
    assert bare.html("day") == days


@pytest.mark.parametrize("address", ["mailto:info@a.example", "tel:+46812345"])
def test_the_text_part_has_addresses_as_people_write_them(show: Callable[..., Mail], address: str) -> None:
    mail = show(NOTICE + f'links: [{{text: Hör av dig till oss, url: "{address}", for: mail}}]')
    assert mail.links == {"Hör av dig till oss": address}
    assert mail.text.endswith(f"\n{address.partition(':')[2]}")


def test_a_question_is_a_heading_in_both_parts(show: Callable[..., Mail]) -> None:
    mail = show("kind: interview\nperson: dahl\nheadline: a\nbody:\n  - qa: {question: Vad tror du?, answer: Gott.}")
    assert [words(heading) for heading in mail.card.iter("h3")] == ["Vad tror du?"]
    assert mail.text.endswith("Vad tror du?\n------------\n\nGott.")


def test_what_must_not_break_stays_on_a_line_and_is_the_same_text(show: Callable[..., Mail]) -> None:
    mail = show("kind: notice\nheadline: Nytt it-stöd\nbody: Malmö den 7–8 mars.")
    kept = [words(span) for span in mail.card.iter("span") if "white-space:nowrap" in (span.get("style") or "")]
    assert kept == ["it-stöd", "7–8"]
    assert "Malmö den 7–8 mars." in words(mail.card)
    assert "Malmö den 7–8 mars." in mail.text


def test_links_to_earlier_issues_lead_to_the_web(show: Callable[..., Mail]) -> None:
    text = (
        "kind: notice\nheadline: a\nbody: Se [då](issue:2019-02#gymnasiet).\n"
        'links: [{text: Läs brevet i februari, url: "issue:2019-02"}]'
    )
    there = "https://nyhetsbrev.storsthlm.example/issues/2019-02/"
    mail = show(text)
    assert mail.links == {"då": f"{there}#gymnasiet", "Läs brevet i februari": there}
    assert " ".join(mail.text.split()) == f"a = Se då <{there}#gymnasiet>. Läs brevet i februari: {there}"
    calendar = show("kind: calendar\nheadline: a\nrows: [{date: 2021-09-21, title: Möte, url: 'issue:2019-02'}]")
    assert calendar.links["Möte"] == there
    assert f"- tisdag 21 september: Möte\n  {there}\n" in calendar.text


def test_without_a_public_address_links_to_earlier_issues_are_gaps(show: Callable[..., Mail]) -> None:
    mail = show(NOTICE + 'links: [{text: Läs, url: "issue:2019-02"}]', archive=False)
    assert (mail.html("gap"), mail.links) == (["[länk saknas]"], {})
    assert mail.text.endswith("Läs:\n[länk saknas]")


def test_an_empty_kicker_leaves_no_line_above_the_headline(show: Callable[..., Mail]) -> None:
    mail = show("kind: interview\nperson: dahl\nheadline: a\nbody: b")
    assert mail.text.startswith("Intervju med Tyra Dahl, framtidsdirektör i Huddinge kommun\na\n=")
    empty = show('kind: interview\nperson: dahl\nkicker: ""\nheadline: a\nbody: b')
    assert empty.text == "a\n=\n\nb"
    assert [element for element in empty.card.iter() if "kicker" in (element.get("class") or "")] == []


def test_a_picture_of_the_section_stands_above_kicker_and_headline(show: Callable[..., Mail]) -> None:
    picture = "image: {file: a.jpg, alt: En brygga., credit: Åsa Ek}"
    mail = show(f"kind: notice\nkicker: Till sist\n{picture}\nheadline: a\nbody: b", {"a.jpg": image()})
    tags = [element.tag for element in mail.card.iter("img", "p", "h2")]
    assert tags == ["img", "p", "p", "h2", "p"]
    assert mail.html("caption") == ["Foto: Åsa Ek"]
    assert mail.text == "[Bild: En brygga. Foto: Åsa Ek]\n\nTill sist\na\n=\n\nb"


def test_an_item_shows_its_facts_and_its_links_at_its_end(show: Callable[..., Mail]) -> None:
    mail = show(
        "kind: event\nheadline: a\nbody:\n"
        "  - item: {headline: b, body: c, facts: {date: 2021-09-16}, links: [{text: Läs, url: https://a.example}]}\n"
        "  - d",
        archive=False,
    )
    assert (mail.html("fact"), mail.links) == (["När: torsdag 16 september"], {"Läs": "https://a.example"})
    assert mail.text == "a\n=\n\nb\n-\n\nc\n\nNär: torsdag 16 september\n\nLäs:\nhttps://a.example\n\nd"


def test_a_lost_title_is_a_gap_in_the_calendar(show: Callable[..., Mail]) -> None:
    mail = show("kind: calendar\nheadline: a\nrows: [{date: 2021-09-21, title: saknas}]")
    (gap,) = mail.html("gap")
    assert mail.html("what") == [gap]
    assert f"- tisdag 21 september: {gap}\n" in mail.text
    assert gap.endswith("saknas]")


def test_a_lost_mailbox_is_a_gap(show: Callable[..., Mail]) -> None:
    mail = show(NOTICE + "contacts: [{person: Bo Al, mailbox: saknas}]")
    assert mail.html("people") == ["Kontakt: Bo Al, [adress saknas]"]
    assert mail.html("gap") == ["[adress saknas]"]
    assert mail.text.endswith("Kontakt: Bo Al, [adress saknas]")
