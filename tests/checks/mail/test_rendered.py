"""The rendered mail: how heavy it is, how to leave the list, and who it is from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.checks.mail.rendered import CLIPPED, LONG, html_size, judge_mail
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.rendered import ADDRESS, UNSUBSCRIBE_URL, MergeSlot, Pieces, Rendered, SlotPlace

WAY_OUT = MergeSlot(UNSUBSCRIBE_URL, None, SlotPlace.URL)
TO = MergeSlot(ADDRESS, None, SlotPlace.HTML)
NEWSLETTER = Newsletter(
    name="Brevet",
    list_id="brevet.a.example",
    sender=Mailbox("Brevet", "brev@a.example"),
    reply_to=None,
    organisation="Storsthlm",
    postal_address="Box 1, Södermalms-gatan 2\n100 00 Stockholm",
    why="Du får brevet för att du arbetar med it-stöd i 26 kommuner.",
    privacy_url=None,
    archive_url=None,
    unsubscribe_url=None,
    unsubscribe_mail="bort@a.example",
    language="sv",
    timezone="Europe/Stockholm",
    design="standard",
    images=ImageDelivery.EMBEDDED,
    colours={},
)
PAGE = (
    "<head><title>Brevet</title></head><p>Box&nbsp;1,<br>Södermalms‑<wbr>gatan 2, <b>100\u00a000</b> Stockholm".replace(
        "<wbr>", ""
    )
)
WHY_PAGE = 'Du får brevet för att du arbetar med <span class="whole">it-stöd</span> i 26\u00a0kommuner.'
WHY_TEXT = "\nDu får brevet för att du arbetar med it-stöd i\n26 kommuner. Till "
MAIL = Rendered(
    issue="2021-06",
    language="sv",
    subject=("a",),
    preheader=("b",),
    html=(PAGE + '<a href="', WAY_OUT, f'">Avsluta</a><p>{WHY_PAGE}', TO, "</p>"),
    text=("Box 1, Södermalms-gatan 2,\n100 00\nStockholm\n", WAY_OUT, WHY_TEXT, TO),
    embedded=(),
    hosted=(),
)


def found(mail: Rendered) -> list[tuple[str, Level, dict[str, str]]]:
    return [(each.code, each.level, dict(each.arguments)) for each in judge_mail(mail, NEWSLETTER, {})]


def with_part(part: str, content: Pieces) -> Rendered:
    return replace(MAIL, html=content) if part == "html" else replace(MAIL, text=content)


def test_a_mail_with_all_that_it_needs_is_left_alone() -> None:
    assert found(MAIL) == []


@pytest.mark.parametrize(
    ("size", "level", "what"), [(LONG, Level.WARNING, "nearly"), (CLIPPED, Level.ERROR, "more than")]
)
def test_html_that_gmail_cuts_off_is_told_by_its_bytes(size: int, level: Level, what: str) -> None:
    rest = "ö" * ((size - html_size(MAIL) + 1) // 2)
    heavy = replace(MAIL, html=(rest, *MAIL.html))
    ((code, found_level, arguments),) = found(heavy)
    assert (code, found_level, arguments["what"], arguments["most"]) == ("M201", level, what, "102,400")
    assert found(replace(MAIL, html=(rest[:-2], *MAIL.html)))[:1] != [(code, level, arguments)]


@pytest.mark.parametrize("part", ["html", "text"])
def test_each_part_says_how_to_leave_the_list(part: str) -> None:
    content = tuple(piece for piece in getattr(MAIL, part) if piece != WAY_OUT)
    assert found(with_part(part, content)) == [("M202", Level.ERROR, {"part": part})]


@pytest.mark.parametrize("part", ["html", "text"])
def test_each_part_has_the_postal_address_where_it_is_read(part: str) -> None:
    why = WHY_PAGE if part == "html" else WHY_TEXT
    hidden = with_part(part, ("<head><title>Box 1</title></head><!-- Box 1 -->", WAY_OUT, why, TO))
    ((code, level, arguments),) = found(hidden)
    assert (code, level, arguments["part"]) == ("M203", Level.ERROR, part)
    assert arguments["address"] == ("Box 1" if part == "html" else "Södermalms-gatan 2")


@pytest.mark.parametrize("part", ["html", "text"])
def test_each_part_says_why_the_mail_came_and_to_which_address(part: str) -> None:
    other = (
        piece.replace("brevet", "brevet nog") if isinstance(piece, str) else piece for piece in getattr(MAIL, part)
    )
    ((code, level, arguments),) = found(with_part(part, tuple(other)))
    assert (code, level, arguments["part"], arguments["what"]) == ("M204", Level.ERROR, part, "why it came")
    nobody = tuple(piece for piece in getattr(MAIL, part) if piece != TO)
    ((code, level, arguments),) = found(with_part(part, nobody))
    assert (code, arguments["part"], arguments["what"]) == ("M204", part, "to which address it came")


def test_a_newsletter_without_a_reason_says_none() -> None:
    told = judge_mail(MAIL, replace(NEWSLETTER, why=""), {})
    assert [(each.code, each.arguments["part"]) for each in told] == [("M204", "html"), ("M204", "text")]


@pytest.mark.parametrize("part", ["html", "text"])
def test_each_part_has_what_is_said_to_the_list(part: str) -> None:
    said = replace(MAIL, intro="Hej \ufffc! Ni i pressen får en nyhet i förväg.")
    shown = ("<p>Hej ", TO, "! <b>Ni</b> i pressen<br>får en nyhet i förväg.", *getattr(MAIL, part))
    other = "text" if part == "html" else "html"
    one = replace(said, html=shown) if part == "html" else replace(said, text=shown)
    both = replace(said, html=("Hej! Ni i pressen får en nyhet i förväg.", *MAIL.html))
    assert [each[2]["part"] for each in found(said)] == ["html", "text"]
    assert [(each[0], each[2]["part"]) for each in found(one)] == [("M205", other)]
    assert [each[2]["part"] for each in found(both)] == ["text"]


def test_settings_may_say_how_bad_it_is() -> None:
    bare = replace(MAIL, html=("<p>Hej",))
    levels = {"M202": Level.INFO, "M203": Level.WARNING, "M204": Level.INFO}
    assert {each.level for each in judge_mail(bare, NEWSLETTER, levels)} == {Level.INFO, Level.WARNING}
