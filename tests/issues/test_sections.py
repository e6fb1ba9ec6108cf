from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.issues.shape import SECTION_SHAPES
from storsthlm_cli.model.blocks import Facts, Item, Link, ProseText, TimeSpan
from storsthlm_cli.model.issue import Section
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.prose import Slot
from tests.issues.conftest import named, words

Whole = Callable[[str], Section]
Finds = Callable[..., Mapping[str, str]]
Wrap = Callable[[str], str]

NOTICE = "kind: notice\nheadline: Rubrik\nbody: Text\n"


@pytest.mark.parametrize("kind", SECTION_SHAPES)
def test_every_kind_takes_what_all_sections_have(whole: Whole, kind: str) -> None:
    found = whole(
        f"kind: {kind}\nid: eget\ncategory: social\nheadline: Rubrik\nlinks: [{{text: a, url: https://a.example}}]\n"
        "contacts: [signe-rosenlof]\nlanguage: en\ncheck: stämmer det?\nignore: [{code: S029, reason: med flit}]"
    )
    assert (found.kind, found.id, len(found.links), len(found.contacts)) == (kind, "eget", 1, 1)
    assert (found.language, found.reminder is not None) == ("en", True)
    assert [ignore.code for ignore in found.ignores] == ["S029"]


@pytest.mark.parametrize("kind", [kind for kind in SECTION_SHAPES if kind != "calendar"])
def test_every_kind_but_the_calendar_has_running_text_an_excerpt_and_an_end(whole: Whole, kind: str) -> None:
    found = whole(
        f"kind: {kind}\nheadline: Rubrik\nbody: Text\nexcerpt: true\ngreeting: Hälsningar\nsignature: vidar-hagelstam"
    )
    assert len(found.body) == 1
    assert found.excerpt is not None
    assert (str(found.greeting), named(found.signature)) == ("Hälsningar", ("key", "vidar-hagelstam"))


OWN_KEYS = {
    "person": {"interview", "personnel"},
    "deadline": {"call"},
    "facts": {"event"},
    "date": {"board"},
    "rows": {"calendar"},
    "note": {"calendar"},
}
WRITTEN = {
    "person": "vidar-hagelstam",
    "deadline": "2021-02-11",
    "facts": "{date: 2021-02-11}",
    "date": "2021-02-11",
    "rows": "[2021-02-11 Möte]",
    "note": "Inga möten.",
}


@pytest.mark.parametrize("kind", SECTION_SHAPES)
@pytest.mark.parametrize("key", OWN_KEYS)
def test_a_key_of_one_kind_is_unknown_in_the_others(
    whole: Whole, finds: Finds, section: Wrap, kind: str, key: str
) -> None:
    text = f"kind: {kind}\nheadline: Rubrik\n"
    if kind in OWN_KEYS[key]:
        whole(f"{text}{key}: {WRITTEN[key]}")
    else:
        assert finds("S020", section(f"{text}«{key}»: {WRITTEN[key]}"))["key"] == key


@pytest.mark.parametrize("key", ["body: Text", "excerpt: true", "greeting: Hej", "signature: vidar-hagelstam"])
def test_a_calendar_has_no_running_text(finds: Finds, section: Wrap, key: str) -> None:
    name, _, value = key.partition(":")
    finds("S020", section(f"kind: calendar\nheadline: På gång\nnote: Inga.\n«{name}»:{value}"))


def test_a_letter_ends_with_a_greeting_and_whoever_signs(whole: Whole) -> None:
    found = whole("kind: letter\nbody: Kära läsare.\ngreeting: Varmt välkomna!\nsignature: vidar-hagelstam")
    assert (found.headline, str(found.greeting)) == (None, "Varmt välkomna!")
    assert named(found.signature) == ("key", "vidar-hagelstam")


def test_a_signature_in_words_has_a_title_on_its_second_line(whole: Whole) -> None:
    found = whole("kind: letter\nbody: Kära läsare.\nsignature: |\n  Bo Al\n  t.f. förbundsdirektör")
    assert named(found.signature) == ("words", "Bo Al\nt.f. förbundsdirektör")


def test_a_headline_can_be_left_empty(whole: Whole) -> None:
    for written in ("headline: null\n", "headline:\n", 'headline: ""\n', ""):
        found = whole(f"kind: article\n{written}body: Text\nignore: [{{code: S028, reason: så var det}}]")
        assert (found.headline, found.id) == (None, "article-1")


def test_an_empty_kicker_says_that_there_is_none(whole: Whole) -> None:
    assert whole(NOTICE).kicker is None
    empty = whole(NOTICE + 'kicker: ""').kicker
    assert empty is not None
    assert empty.content == ""
    assert str(whole(NOTICE + "kicker: Till sist").kicker) == "Till sist"


def test_an_excerpt_is_said_in_the_words_of_the_design_or_of_the_author(whole: Whole) -> None:
    assert whole(NOTICE).excerpt is None
    assert whole(NOTICE + "excerpt: false").excerpt is None
    plain = whole(NOTICE + "excerpt: true").excerpt
    assert plain is not None
    assert plain.prose == ()
    own = whole(NOTICE + 'excerpt: Det här är början på **något** för {{ recipient.name | default("dig") }}.').excerpt
    assert own is not None
    (paragraph,) = own.prose
    assert any(isinstance(inline, Slot) for inline in paragraph.inlines)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S022", '«excerpt»: ""'),
        ("S023", "excerpt: «1»"),
        ("S023", "excerpt: «[a]»"),
        ("S033", "excerpt: «{Läs allt: här}»"),
        ("S040", "excerpt: Hej «{{ recipient.name | upper }}»"),
        ("S023", "greeting: «[Hej]»"),
        ("S041", "greeting: Hej «{{ recipient.name }}»!"),
        ("S022", '«signature»: " "'),
        ("S023", "signature: «12»"),
        ("S023", "signature: «{name: Bo}»"),
        ("S023", "kicker: «1»"),
    ],
)
def test_what_is_wrong_in_the_words_around_a_text_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(NOTICE + text))


def test_the_facts_of_an_event_have_all_that_readers_ask(whole: Whole) -> None:
    facts = """
  date: 2021-04-29
  to: 2021-04-30
  time: 09:00–10:30
  place: digitalt
  organisers: [exempelby, Region Stockholm]
  audience: upphandlare
  deadline: 2021-04-22"""
    event = whole(f"kind: event\nheadline: Mötesplatsen\nbody: Text\nfacts:{facts}")
    article = whole("kind: article\nheadline: Rubrik\nbody:\n  - facts:" + facts.replace("\n  ", "\n      "))
    (in_text,) = article.body
    assert isinstance(in_text, Facts)
    assert event.facts is not None
    for found, path in ((event.facts, ("facts",)), (in_text, ("body", 0, "facts"))):
        assert found.date is not None
        assert (found.date.start, found.date.end) == (datetime.date(2021, 4, 29), datetime.date(2021, 4, 30))
        assert found.time == TimeSpan(datetime.time(9), datetime.time(10, 30))
        assert (str(found.place), str(found.audience)) == ("digitalt", "upphandlare")
        assert [named(who) for who in found.organisers] == [("key", "exempelby"), ("words", "Region Stockholm")]
        assert found.deadline is not None
        assert found.deadline.start == datetime.date(2021, 4, 22)
        assert found.deadline.spot == Spot("issue.yaml", ("sections", 0, *path, "deadline"))


def test_the_deadline_of_a_call_is_its_only_fact(whole: Whole) -> None:
    found = whole("kind: call\nheadline: Dags att motionera\ndeadline: 2019-02-11\nbody: Text")
    assert found.facts is not None
    assert found.facts.deadline is not None
    assert found.facts.deadline.start == datetime.date(2019, 2, 11)
    assert (found.facts.date, found.facts.time, found.facts.place, found.facts.organisers) == (None, None, None, ())
    assert whole("kind: call\nheadline: Dags att motionera\nbody: Text").facts is None


EVENT = "kind: event\nheadline: Mötesplatsen\nbody: Text\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S020", EVENT + "facts: {date: 2021-04-29, «venue»: Stockholm}"),
        ("S022", EVENT + "facts: «{to: 2021-04-30}»"),
        ("S022", EVENT + "facts: {organisers: [a, «''»]}"),
        ("S023", EVENT + "facts: «2021-04-29»"),
        ("S023", EVENT + "facts: {organisers: «Region Stockholm»}"),
        ("S024", EVENT + "facts: {date: «29 april»}"),
        ("S024", EVENT + "facts: {date: «20210429»}"),
        ("S024", EVENT + "facts: {date: «20210429», to: 2021-04-30}"),
        ("S024", EVENT + "facts: {date: «29 april», to: 2021-04-30}"),
        ("S024", EVENT + "facts: {date: 2021-04-29, deadline: «i april»}"),
        ("S024", "kind: call\nheadline: a\nbody: b\ndeadline: «2019-02-29»"),
        ("S024", "kind: call\nheadline: a\nbody: b\ndeadline: «20190211»"),
        ("S034", EVENT + "facts: {date: 2021-04-29, to: «2021-04-28»}"),
        ("S034", EVENT + "facts: {date: 2021-04-29, time: 10:30–«09:00»}"),
        ("S035", EVENT + "facts: {date: 2021-04-29, time: «på kvällen»}"),
        ("S041", EVENT + "facts: {date: 2021-04-29, place: 'Hos «{{ recipient.organisation }}»'}"),
    ],
)
def test_what_is_wrong_in_facts_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(text))


def test_whom_to_ask_is_a_person_words_or_a_mailbox_with_words_before_and_after(whole: Whole) -> None:
    key, words_alone, worded, mailbox = whole(
        NOTICE
        + """
contacts:
  - signe-rosenlof
  - Bo Al, växeln
  - {person: signe-rosenlof, text: Ring, after: före klockan tre.}
  - {mailbox: info@kommun.example, text: Mejla, after: och få ett kvitto.}
"""
    ).contacts
    assert (named(key.person), named(words_alone.person)) == (("key", "signe-rosenlof"), ("words", "Bo Al, växeln"))
    assert (named(worded.person), str(worded.wording), str(worded.after), worded.mailbox) == (
        ("key", "signe-rosenlof"),
        "Ring",
        "före klockan tre.",
        None,
    )
    assert (mailbox.person, str(mailbox.mailbox), str(mailbox.wording), str(mailbox.after)) == (
        None,
        "info@kommun.example",
        "Mejla",
        "och få ett kvitto.",
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S022", "contacts: [«{text: Mejla, after: gärna}»]"),
        ("S022", "contacts: [{person: signe-rosenlof, «mailbox»: ''}]"),
        ("S022", "contacts: [{«person»: ''}]"),
        ("S023", "contacts: [{person: «12»}]"),
        ("S023", "contacts: [{mailbox: «12»}]"),
        ("S020", "contacts: [{person: signe-rosenlof, «mail»: info@kommun.example}]"),
        ("S041", "contacts: [{mailbox: 'info@«{{ recipient.organisation }}»'}]"),
    ],
)
def test_what_is_wrong_in_a_contact_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(NOTICE + text))


CALENDAR = "kind: calendar\nheadline: På gång\nrows:\n"


def test_a_row_of_a_series_needs_no_title(whole: Whole) -> None:
    series, both = whole(
        CALENDAR + "  - {date: 2021-09-21, series: styrelsen, audience: ledamöter}\n"
        "  - {date: 2021-09-22, series: styrelsen, title: Extra möte}"
    ).rows
    assert series.series is not None
    assert (series.series.key, series.title.content, str(series.audience)) == ("styrelsen", "", "ledamöter")
    assert both.series is not None
    assert (both.series.key, both.title.content, both.audience) == ("styrelsen", "Extra möte", None)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S036", "«{date: 2021-09-21, place: Storsthlm}»"),
        ("S022", "{date: 2021-09-21, «title»: ''}"),
        ("S022", "{date: 2021-09-21, «series»: ' '}"),
        ("S023", "{date: 2021-09-21, title: «2021»}"),
        ("S023", "{date: 2021-09-21, series: «[a]»}"),
        ("S023", "{date: 2021-09-21, title: Möte, audience: «[ledamöter]»}"),
        ("S022", "«{series: styrelsen}»"),
        ("S024", "{date: «20210921», series: styrelsen}"),
        ("S020", "{date: 2021-09-21, «serie»: styrelsen, title: a}"),
    ],
)
def test_what_is_wrong_in_a_row_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(CALENDAR + f"  - {text}"))


def test_the_body_of_a_letter_keeps_its_words(whole: Whole) -> None:
    (block,) = whole("kind: letter\nbody: Kära läsare.").body
    assert words(block.prose) == "Kära läsare."  # type: ignore[union-attr]


def test_a_picture_may_stand_above_the_headline(whole: Whole, finds: Finds, section: Wrap) -> None:
    found = whole(NOTICE + "image: {file: images/a.png, alt: En brygga.}")
    assert found.image is not None
    assert (found.image.name, next(found.blocks())) == ("images/a.png", found.image)
    assert whole(NOTICE).image is None
    finds("S022", section(NOTICE + "«image»: {alt: b}"))
    finds("I104", section(NOTICE + "«image»: {file: a.png}"))
    finds("S039", section(NOTICE + "image: {file: a.png, «portrait»: tyra-dahl}"))


def test_an_item_ends_with_its_facts_and_its_links(whole: Whole, finds: Finds, section: Wrap) -> None:
    item = NOTICE.replace("body: Text\n", "body:\n  - item: ")
    (found,) = whole(item + "{links: [{text: a, url: https://a.example}], facts: {date: 2021-09-01}, body: b}").body
    assert isinstance(found, Item)
    assert [type(block) for block in found.body] == [ProseText, Facts, Link]
    finds("S024", section(item + "{body: b, facts: {date: «1 september»}}"))
    finds("S022", section(item + "{body: b, links: [«{text: a}»]}"))
