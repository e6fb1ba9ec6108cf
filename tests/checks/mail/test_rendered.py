"""The rendered mail: how heavy it is, how to leave the list, and who it is from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.checks.mail.rendered import CLIPPED, LONG, html_size, judge_mail
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.rendered import UNSUBSCRIBE_URL, MergeSlot, Pieces, Rendered, SlotPlace

WAY_OUT = MergeSlot(UNSUBSCRIBE_URL, None, SlotPlace.URL)
NEWSLETTER = Newsletter(
    name="Brevet",
    list_id="brevet.a.example",
    sender=Mailbox("Brevet", "brev@a.example"),
    reply_to=None,
    organisation="Storsthlm",
    postal_address="Box 1, Södermalms-gatan 2\n100 00 Stockholm",
    why="",
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
MAIL = Rendered(
    issue="2021-06",
    language="sv",
    subject=("a",),
    preheader=("b",),
    html=(PAGE + '<a href="', WAY_OUT, '">Avsluta</a>'),
    text=("Box 1, Södermalms-gatan 2,\n100 00\nStockholm\n", WAY_OUT),
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
    hidden = with_part(part, ("<head><title>Box 1</title></head><!-- Box 1 -->", WAY_OUT))
    ((code, level, arguments),) = found(hidden)
    assert (code, level, arguments["part"]) == ("M203", Level.ERROR, part)
    assert arguments["address"] == ("Box 1" if part == "html" else "Södermalms-gatan 2")


def test_settings_may_say_how_bad_it_is() -> None:
    bare = replace(MAIL, html=("<p>Hej",))
    levels = {"M202": Level.INFO, "M203": Level.WARNING}
    assert {each.level for each in judge_mail(bare, NEWSLETTER, levels)} == {Level.INFO, Level.WARNING}
