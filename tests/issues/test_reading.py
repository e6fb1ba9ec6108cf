from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.issues.shape import SECTION_SHAPES, IssueShape
from storsthlm_cli.model.blocks import (
    LOST,
    Block,
    Facts,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    Purpose,
    QuestionAnswer,
    Quote,
    TimeSpan,
)
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Bullets, Slot
from storsthlm_cli.source.slugs import slug
from storsthlm_cli.source.yaml import parse_document
from tests.issues.conftest import named, words

Read = Callable[[str], tuple[Issue | None, tuple[Finding, ...]]]
Finds = Callable[..., Mapping[str, str]]
Wrap = Callable[[str], str]


def test_an_issue_has_its_date_number_lines_sections_and_closing(read: Read) -> None:
    issue, findings = read(
        "date: 2021-06-21\n"
        "number: 4\n"
        'subject: Hej {{ recipient.first_name | default("du") }}\n'
        "preheader: Det viktigaste\n"
        "sections:\n"
        "  - {kind: notice, headline: Öppettider, body: Vi har stängt.}\n"
        "closing: Med önskan om en fin sommar!\n"
    )
    assert findings == ()
    assert issue is not None
    assert (issue.key, issue.file, issue.number, issue.language) == ("2021-06", "issue.yaml", 4, "sv")
    assert issue.date == datetime.date(2021, 6, 21)
    greeting, slot = issue.subject
    assert isinstance(greeting, Text)
    assert isinstance(slot, Slot)
    assert (greeting.content, slot.field, slot.default) == ("Hej ", "first_name", "du")
    assert words(issue.closing) == "Med önskan om en fin sommar!"
    assert [part.kind for part in issue.sections] == ["notice"]


def test_a_section_has_all_that_is_written_in_it(whole: Callable[[str], Section]) -> None:
    found = whole("""
kind: board
id: styrelsen
category: [ekonomi, digitalisering]
headline: Sammanfattning från styrelsemötet
date: 2021-06-10
body: Styrelsen beslutade om programpriser.
links:
  - {text: Läs hela sammanfattningen, url: https://storsthlm.example/styrelsen, for: document}
  - text: Läs protokollet
    url: saknas
contacts:
  - signe-rosenlof
  - {person: isak-nordenfjall, text: För frågor om priserna}
signature: vidar-hagelstam
ignore:
  - {code: S029, reason: kort med flit}
""")
    assert found.id == "styrelsen"
    assert [category.key for category in found.categories] == ["ekonomi", "digitalisering"]
    assert found.headline is not None
    assert found.headline.content == "Sammanfattning från styrelsemötet"
    assert found.date is not None
    assert found.date.start == datetime.date(2021, 6, 10)
    first, second = found.links
    assert (first.text.content, first.url.content) == (
        "Läs hela sammanfattningen",
        "https://storsthlm.example/styrelsen",
    )
    assert (first.purpose, second.purpose) == (Purpose.DOCUMENT, Purpose.READ)
    assert second.url.content == LOST
    plain, worded = found.contacts
    assert (named(plain.person), plain.wording) == (("key", "signe-rosenlof"), None)
    assert (named(worded.person), str(worded.wording)) == (("key", "isak-nordenfjall"), "För frågor om priserna")
    assert named(found.signature) == ("key", "vidar-hagelstam")
    assert [(ignore.code, ignore.reason) for ignore in found.ignores] == [("S029", "kort med flit")]


def test_a_body_of_one_scalar_is_one_block_of_prose(whole: Callable[[str], Section]) -> None:
    found = whole("kind: article\nheadline: Rubrik\nbody: |\n  Ett.\n\n  - två\n  - tre")
    (block,) = found.body
    assert isinstance(block, ProseText)
    assert isinstance(block.prose[1], Bullets)


def test_a_body_keeps_the_order_of_its_blocks(whole: Callable[[str], Section]) -> None:
    found = whole("""
kind: recap
headline: Rubrik
body:
  - Inledning.
  - quote: {text: Bra sagt., by: vidar-hagelstam, verb: säger}
  - quote: Utan namn.
  - qa: {question: Varför?, answer: Därför.}
  - image: {file: images/x.jpg, alt: En bild, caption: Bildtext, credit: "Foto: Någon", source: Arkivet}
  - item:
      headline: Boka datumet
      body:
        - facts: {date: 2021-10-28, to: 2021-10-29, time: 9–11.30, place: Digitalt}
  - link: {text: Se filmen, url: https://film.example, for: video}
  - note: Ett utdrag.
""")
    kinds: list[type[Block]] = [type(block) for block in found.body]
    assert kinds == [ProseText, Quote, Quote, QuestionAnswer, Picture, Item, Link, Note]
    _, quote, bare, question, picture, item, link, note = found.body
    assert isinstance(quote, Quote)
    assert (words(quote.prose), named(quote.by), str(quote.verb)) == (
        "Bra sagt.",
        ("key", "vidar-hagelstam"),
        "säger",
    )
    assert isinstance(bare, Quote)
    assert (words(bare.prose), bare.by, bare.verb) == ("Utan namn.", None, None)
    assert isinstance(question, QuestionAnswer)
    assert (question.question.content, words(question.answer)) == ("Varför?", "Därför.")
    assert isinstance(picture, Picture)
    shown = (picture.file, picture.alt, picture.caption, picture.credit, picture.source)
    assert [str(text) for text in shown] == ["images/x.jpg", "En bild", "Bildtext", "Foto: Någon", "Arkivet"]
    assert isinstance(item, Item)
    (facts,) = item.body
    assert isinstance(facts, Facts)
    assert facts.date is not None
    assert (facts.date.start, facts.date.end) == (datetime.date(2021, 10, 28), datetime.date(2021, 10, 29))
    assert facts.time == TimeSpan(datetime.time(9), datetime.time(11, 30))
    assert str(facts.place) == "Digitalt"
    assert isinstance(link, Link)
    assert link.purpose is Purpose.VIDEO
    assert isinstance(note, Note)
    assert words(note.prose) == "Ett utdrag."


def test_calendar_rows_are_lines_or_mappings(whole: Callable[[str], Section]) -> None:
    found = whole("""
kind: calendar
headline: På gång
rows:
  - 2021-08-26/27 Kommundirektörskonferens
  - {date: 2021-09-16, to: 2021-09-17, time: "09:00", title: "Seminarium: a, b", place: Storsthlm, url: https://a.example}
""")
    line, mapping = found.rows
    assert line.title.content == "Kommundirektörskonferens"
    assert (mapping.date.start, mapping.date.end) == (datetime.date(2021, 9, 16), datetime.date(2021, 9, 17))
    assert mapping.time == TimeSpan(datetime.time(9), None)
    assert (str(mapping.title), str(mapping.place), str(mapping.url)) == (
        "Seminarium: a, b",
        "Storsthlm",
        "https://a.example",
    )


def test_a_calendar_may_have_a_note_instead_of_rows(whole: Callable[[str], Section]) -> None:
    found = whole("kind: calendar\nheadline: På gång\nnote: Alla möten är inställda.")
    assert words(found.note) == "Alla möten är inställda."


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Så blir gymnasieprislistan 2022", "sa-blir-gymnasieprislistan-2022"),
        ("Ökad kunskap – är det nog?", "okad-kunskap-ar-det-nog"),
        ("”Ett café på Östra Ågatan”", "ett-cafe-pa-ostra-agatan"),
        ("Bjørn & Sæther", "bjorn-sather"),
        ("…", ""),
    ],
)
def test_a_slug_is_made_of_a_headline(headline: str, expected: str) -> None:
    assert slug(headline) == expected


def test_an_id_is_the_slug_of_the_headline_unless_given_and_the_kind_where_there_is_none(read: Read) -> None:
    issue, _ = read(
        "date: 2021-06-21\nsubject: Å\npreheader: Ä\nsections:\n"
        "  - {kind: notice, headline: Öppet, body: Ja.}\n"
        "  - {kind: notice, id: eget, headline: Öppet, body: Ja.}\n"
        "  - {kind: notice, body: Ja.}\n"
    )
    assert issue is not None
    assert [part.id for part in issue.sections] == ["oppet", "eget", "notice-3"]


NOTICE = "kind: notice\nheadline: Rubrik\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S020", NOTICE + "«bdy»: Text"),
        ("S020", NOTICE + "body:\n  - «qoute»: Text"),
        ("S020", NOTICE + "body:\n  - image: {file: a.png, alt: b, «tittle»: c}"),
        ("S020", NOTICE + "body:\n  - item:\n      headline: a\n      body:\n        - «item»: {headline: b}"),
        ("S020", NOTICE + "«rows»: [2021-02-30 Möte]\nbody: Text"),
        ("S020", NOTICE + "«<notice>»: Text"),
        ("S020", NOTICE + "«date»: 10 juni\nbody: Text"),
        ("S021", "headline: Rubrik\nkind: «artcle»"),
        ("S022", NOTICE + "links:\n  - «{text: Läs}»"),
        ("S022", NOTICE + "body:\n  - «image»: {alt: b}"),
        ("S022", NOTICE + "body:\n  - qa: {«question»: , answer: b}"),
        ("S022", NOTICE + 'body:\n  - quote: {«text»: " "}'),
        ("S022", NOTICE + "ignore: [{code: S029, «reason»: ''}]"),
        (
            "S022",
            NOTICE
            + "body:\n  - «facts»: {to: 2021-10-28}".replace("«facts»: {to: 2021-10-28}", "facts: «{to: 2021-10-28}»"),
        ),
        ("S023", "kind: notice\nheadline: «2021»"),
        ("S023", "kind: notice\nheadline: «true»"),
        ("S023", "kind: notice\nheadline: «[a, b]»"),
        ("S023", NOTICE + "links: «Läs mer»"),
        ("S023", NOTICE + "body: «{quote: a}»"),
        ("S023", NOTICE + "body:\n  - «[a]»"),
        ("S023", NOTICE + "contacts: [«12»]"),
        ("S024", NOTICE + "body:\n  - facts: {date: «2021-02-30»}"),
        ("S024", NOTICE + "body:\n  - facts: {date: «28 oktober»}"),
        ("S024", NOTICE + "body:\n  - facts: {date: «20211028»}"),
        ("S024", "kind: board\nheadline: Rubrik\ndate: «10 juni»"),
        ("S033", NOTICE + "body:\n  - «Boka datumet: den 28 oktober»"),
        ("S033", "kind: calendar\nheadline: a\nrows:\n  - «2021-08-26 Seminarium: del 1»"),
        ("S033", NOTICE + "contacts:\n  - «För frågor: signe-rosenlof»"),
        ("S034", NOTICE + "body:\n  - facts: {date: 2021-10-28, to: «2021-10-27»}"),
        ("S034", NOTICE + "body:\n  - facts: {time: 11.30–«9»}"),
        ("S035", NOTICE + "body:\n  - facts: {time: «hela dagen»}"),
        ("S037", NOTICE + "links: [{text: a, url: https://a.example, for: «raed»}]"),
        ("S037", NOTICE + "id: «Öppet hus»"),
        ("S037", NOTICE + "ignore: [{code: «X», reason: a}]"),
        ("S037", NOTICE + "ignore: [{code: «S999», reason: a}]"),
        ("S037", NOTICE + "category: «[a, b, c]»"),
        ("S038", NOTICE + "body:\n  - quote: Text\n    «by»: vidar-hagelstam"),
        ("S039", "kind: calendar\nheadline: a\nrows: [2021-08-26 Möte]\n«note»: Inga möten"),
        ("S041", "kind: notice\nheadline: Hej «{{ recipient.first_name }}»!"),
        ("S041", NOTICE + "links: [{text: 'Läs «{{ x }}»', url: https://a.example}]"),
        (
            "S041",
            NOTICE + "body:\n  - image: {file: a.png, alt: b, caption: 'Se «{{ x »'}".replace("{{ x »'}", "{{ x»'}"),
        ),
        ("I104", NOTICE + "body:\n  - «image»: {file: a.png, credit: b}"),
    ],
)
def test_what_is_wrong_in_a_section_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S020", "date: 2021-06-21\nsubject: a\npreheader: b\nsections: [{kind: notice}]\n«languge»: sv\n"),
        ("S022", "date: 2021-06-21\nsubject: a\npreheader: b\n«sections»: []\n"),
        ("S022", "date: 2021-06-21\n«subject»: ''\npreheader: b\nsections: [{kind: notice}]\n"),
        ("S022", "«date»:\nsubject: a\npreheader: b\nsections: [{kind: notice}]\n"),
        ("S023", "date: 2021-06-21\nnumber: «fyra»\nsubject: a\npreheader: b\nsections: [{kind: notice}]\n"),
        ("S023", "date: 2021-06-21\nsubject: a\npreheader: b\nsections: [«notice»]\n"),
        ("S023", "«hej»\n"),
        ("S024", "date: «21 juni»\nsubject: a\npreheader: b\nsections: [{kind: notice}]\n"),
        ("S037", "date: 2021-06-21\nnumber: «0»\nsubject: a\npreheader: b\nsections: [{kind: notice}]\n"),
        ("S037", "date: 2021-06-21\nsubject: a\npreheader: b\nlanguage: «xx»\nsections: [{kind: notice}]\n"),
        ("S037", "date: 2021-06-21\nsubject: a\npreheader: b\nlanguage: «svenska»\nsections: [{kind: notice}]\n"),
    ],
)
def test_what_is_wrong_at_the_top_is_found_once_and_at_its_place(finds: Finds, code: str, text: str) -> None:
    finds(code, text)


def test_a_missing_key_at_the_top_is_named(read: Read) -> None:
    issue, findings = read("date: 2021-06-21\npreheader: b\nsections: [{kind: notice}]\n")
    assert [(finding.code, dict(finding.arguments)) for finding in findings] == [("S022", {"key": "subject"})]
    assert issue is not None


def test_without_a_date_there_is_no_issue_but_everything_else_is_still_read(read: Read) -> None:
    issue, findings = read("subject: a\npreheader: b\nsections: [{kind: notice, headline: '{{ x }}'}]\n")
    assert issue is None
    assert [finding.code for finding in findings] == ["S022", "S041"]


@pytest.mark.parametrize("value", ["no", "12:30", "010", "2021-06-21", "On"])
def test_words_that_other_yaml_readers_take_for_something_else_are_warned_about(
    finds: Finds, section: Wrap, value: str
) -> None:
    arguments = finds("S008", section(f"kind: notice\nheadline: «{value}»"), "warning")
    assert arguments["found"] == value
    assert arguments["looks"]


@pytest.mark.parametrize("value", ["'no'", '"12:30"', "nope", "Den 21 juni", "|\n    no"])
def test_words_in_quotes_surprise_nobody(whole: Callable[[str], Section], value: str) -> None:
    whole(f"kind: notice\nbody: Text\nheadline: {value}")


def test_dates_and_times_surprise_nobody_where_they_belong(whole: Callable[[str], Section]) -> None:
    found = whole("kind: board\nheadline: a\ndate: 2021-06-10\nbody:\n  - facts: {date: 2021-10-28, time: 9:30}")
    (facts,) = found.body
    assert isinstance(facts, Facts)
    assert facts.time == TimeSpan(datetime.time(9, 30), None)


def test_unknown_words_come_with_the_nearest_known_and_all_known_ones(finds: Finds, section: Wrap) -> None:
    arguments = finds("S021", section("kind: «intervju»\nheadline: Rubrik"))
    assert arguments["nearest"] == "interview"
    assert "article, interview, personnel" in arguments["known"]
    arguments = finds("S020", section(NOTICE + "«Headlin»: a"))
    assert arguments == {
        "key": "Headlin",
        "nearest": "headline",
        "known": "id, kicker, category, headline, image, links, contacts, language, check, ignore, body, excerpt, "
        "greeting, signature, kind",
    }


def test_a_number_where_text_belongs_is_named_with_its_value(finds: Finds, section: Wrap) -> None:
    arguments = finds("S023", section("kind: notice\nheadline: «2021»"))
    assert arguments == {"found": "a number", "wanted": "text", "value": "2021"}


def test_two_sections_with_one_id_are_objected_to_at_the_second(finds: Finds, section: Wrap) -> None:
    start = section("kind: notice\nheadline: Öppet")
    assert finds("S026", start + "  - kind: notice\n    headline: «Öppet»\n") == {"id": "oppet", "first": "1"}
    assert finds("S026", start + "  - kind: notice\n    headline: a\n    id: «oppet»\n") == {
        "id": "oppet",
        "first": "1",
    }


def test_one_bad_section_does_not_keep_the_others_from_being_read(read: Read, section: Wrap) -> None:
    issue, findings = read(section("kind: nonsense") + "  - kind: notice\n    headline: Öppet\n    body: Ja.\n")
    assert [finding.code for finding in findings] == ["S021"]
    assert issue is not None
    (found,) = issue.sections
    assert (found.id, found.spot.path, found.incomplete) == ("oppet", ("sections", 1), False)


def test_a_section_with_an_error_in_it_says_that_it_is_incomplete(read: Read, section: Wrap) -> None:
    issue, _ = read(section("kind: notice\nheadline: a\nlinks: Läs mer"))
    assert issue is not None
    assert issue.sections[0].incomplete


def test_a_section_with_only_a_warning_in_it_is_complete(read: Read, section: Wrap) -> None:
    issue, findings = read(section("kind: notice\nheadline: no"))
    assert [finding.code for finding in findings] == ["S008"]
    assert issue is not None
    assert not issue.sections[0].incomplete


def test_what_markdown_objects_to_is_passed_on(finds: Finds, section: Wrap) -> None:
    finds("S040", section(NOTICE + "body: Hej «{{ recipient.first_name | upper }}»!"))


def test_a_headline_knows_where_each_character_stands(read: Read, section: Wrap) -> None:
    text = section('kind: notice\nheadline: "  Öpp\\u0065t hus "')
    document = parse_document(text, "issue.yaml")
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    headline = issue.sections[0].headline
    assert headline is not None
    assert headline.content == "Öppet hus"
    place = document.place(headline.spot(3, 4))
    assert place.text[place.column - 1 : place.end_column - 1] == "\\u0065"


@pytest.mark.parametrize("text", ["", "# bara en kommentar\n"])
def test_an_empty_file_is_no_issue_and_says_so(read: Read, text: str) -> None:
    issue, findings = read(text)
    assert issue is None
    assert [finding.code for finding in findings] == ["S023"]


def test_broken_yaml_is_left_to_the_document_to_tell(read: Read) -> None:
    issue, findings = read("a: [\n")
    assert (issue, findings) == (None, ())


SHAPES = IssueShape.model_json_schema()["$defs"]
WORDS = sorted({key for shape in SHAPES.values() for key in shape.get("properties", ())} | {"x", "<article>"})
SECTION_KEYS = sorted(
    {key for shape in SECTION_SHAPES.values() for key in SHAPES[shape.__name__]["properties"]} - {"kind"}
)
yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(WORDS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    sections=st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(list(SECTION_SHAPES))},
            optional=dict.fromkeys(SECTION_KEYS, yaml_values),
        ),
        max_size=2,
    ),
    rest=st.dictionaries(st.sampled_from(["date", "subject", "closing", "number", "language", "check"]), yaml_values),
)
def test_no_values_whatsoever_raise_and_every_finding_has_a_place(sections: object, rest: dict[str, object]) -> None:
    import json

    document = parse_document(json.dumps({"date": "2021-06-21", **rest, "sections": sections}), "issue.yaml")
    _, findings = read_issue(document, "2021-06")
    for finding in findings:
        assert isinstance(finding.where, Spot)
        assert document.place(finding.where).line == 1
        assert "Input" not in "".join(finding.arguments.values())
