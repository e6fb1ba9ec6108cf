from __future__ import annotations

import binascii
import html
import html.parser
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.messages.values import display_name, filled, in_html, in_text, in_url, missing, value_of
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.rendered import MergeSlot, Rendered, SlotPlace

VALUES = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'.%=/ å"), max_size=120)
NAME = MergeSlot("first_name", None, SlotPlace.HTML)
GREETING = MergeSlot("first_name", "du", SlotPlace.TEXT)
IN_SUBJECT = MergeSlot("first_name", None, SlotPlace.HEADER)


def rendered(subject: MergeSlot = GREETING, html: MergeSlot = GREETING, text: MergeSlot = GREETING) -> Rendered:
    return Rendered(
        issue="2021-06",
        language="sv",
        subject=("Hej ", subject),
        preheader=("Hej ", html),
        html=("<p>", html, MergeSlot("@unsubscribe_url", None, SlotPlace.URL), "</p>"),
        text=("Hej ", text, MergeSlot("@address", None, SlotPlace.TEXT)),
        embedded=(),
        hosted=(),
    )


class Reader(html.parser.HTMLParser):
    """Notes the tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@given(VALUES)
def test_a_value_in_html_is_text_and_nothing_else(value: str) -> None:
    written = binascii.a2b_qp(in_html(value)).decode()
    assert html.unescape(written) == html.unescape(html.escape(value))
    reader = Reader()
    reader.feed(f"<p title='{written}'>{written}</p>")
    reader.close()
    assert reader.tags == ["p"]
    assert [name for name, _ in reader.attributes] == ["title"]


@given(VALUES)
def test_a_value_in_a_url_is_one_component(value: str) -> None:
    written = binascii.a2b_qp(in_url(value)).decode("ascii")
    assert urllib.parse.unquote(written) == value
    assert html.escape(written) == written
    assert urllib.parse.urlsplit(f"https://x.example/{written}").netloc == "x.example"
    assert not set("/?#&=") & set(written)


@given(VALUES)
def test_a_value_in_plain_text_is_what_it_is(value: str) -> None:
    assert binascii.a2b_qp(in_text(value)) == value.encode()


def test_an_empty_value_takes_the_default() -> None:
    assert filled(GREETING, {"first_name": ""}) == "du"
    assert filled(GREETING, {}) == "du"
    assert filled(GREETING, {"first_name": "Åsa"}) == "Åsa"
    assert filled(MergeSlot("x", "", SlotPlace.HTML), {}) == ""


def test_missing_names_each_field_once_wherever_it_stands() -> None:
    assert missing(rendered(), {}) == ()
    assert missing(rendered(html=NAME), {}) == ("first_name",)
    assert missing(rendered(text=NAME, html=NAME), {"first_name": ""}) == ("first_name",)
    assert missing(rendered(text=NAME, html=NAME), {"first_name": "Åsa"}) == ()
    role = MergeSlot("role", None, SlotPlace.TEXT)
    assert missing(rendered(subject=NAME, text=role), {}) == ("first_name", "role")


@pytest.mark.parametrize("value", ["Anna\nBcc: x", "=?utf-8?q?=0A?=", "a\x00"])
def test_a_value_that_may_not_stand_in_a_header_counts_as_empty_there_only(value: str) -> None:
    assert missing(rendered(subject=IN_SUBJECT), {"first_name": value}) == ("first_name",)
    assert missing(rendered(html=NAME), {"first_name": value}) == ()
    assert display_name({"first_name": value, "last_name": "Berg"}) == ""


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"first_name": "Åsa", "last_name": "Öberg"}, "Åsa Öberg"),
        ({"first_name": "Åsa"}, "Åsa"),
        ({"last_name": "Öberg", "name": "Åsa Öberg"}, "Öberg"),
        ({"name": "Åsa Öberg"}, "Åsa Öberg"),
        ({"first_name": "", "last_name": "", "name": "Registrator"}, "Registrator"),
        ({}, ""),
    ],
)
def test_the_display_name_is_first_and_last_name_else_the_name(fields: dict[str, str], name: str) -> None:
    assert display_name(fields) == name


def test_a_slot_without_value_and_default_is_told_with_the_recipients_number() -> None:
    recipient = Recipient(7, "a@x.example", "a@x.example", {})
    with pytest.raises(Failure, match="recipient 7 has no value for `first_name`") as caught:
        value_of(NAME, recipient)
    assert "a@x.example" not in str(caught.value)
