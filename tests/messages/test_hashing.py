from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.rendered import EmbeddedImage, HostedImage, MergeSlot, Rendered, SlotPlace

NEWSLETTER = Newsletter(
    name="Nytt",
    list_id="nytt.x.example",
    sender=Mailbox("Nytt från oss", "brev@x.example"),
    reply_to=None,
    organisation="Förbundet",
    postal_address="Box 1",
    why="Du prenumererar.",
    privacy_url=None,
    archive_url=None,
    unsubscribe_url=None,
    unsubscribe_mail="av@x.example",
    language="sv",
    timezone="Europe/Stockholm",
    design="vanlig",
    images=ImageDelivery.EMBEDDED,
    colours={},
)
IMAGE = EmbeddedImage("bild", "image/png", b"\x89PNG", "bild.png")
RENDERED = Rendered(
    issue="2021-06",
    language="sv",
    subject=("Hej ", MergeSlot("first_name", "du", SlotPlace.HEADER)),
    preheader=("I korthet",),
    html=("<p>Hej</p>",),
    text=("Hej\n",),
    embedded=(IMAGE,),
    hosted=(HostedImage("2021-06/bild.png", b"\x89PNG"),),
)


def test_the_hash_stays_the_same_over_time_and_platforms() -> None:
    assert content_hash(RENDERED, NEWSLETTER) == "87cbc54ddffb522e50183a2d7b2e50071ea56468e0ad09a129fc089108fc4001"


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": ("Hej du",)},
        {"subject": ("Hej ", MergeSlot("first_name", "ni", SlotPlace.HEADER))},
        {"subject": ("Hej ", MergeSlot("first_name", None, SlotPlace.HEADER))},
        {"subject": ("Hej ", MergeSlot("last_name", "du", SlotPlace.HEADER))},
        {"preheader": ("I korthet.",)},
        {"html": ("<p>Hej!</p>",)},
        {"html": ("<p>", "Hej</p>")},
        {"text": ("Hej",)},
        {"language": "en"},
        {"embedded": (dataclasses.replace(IMAGE, data=b"\x89PNG."),)},
        {"embedded": ()},
        {"hosted": (HostedImage("2021-06/bild.png", b"\x89PNG."),)},
        {"hosted": (HostedImage("2021-06/annan.png", b"\x89PNG"),)},
    ],
)
def test_any_change_of_what_is_read_changes_the_hash(changed: dict[str, Any]) -> None:
    other = dataclasses.replace(RENDERED, **changed)
    assert content_hash(other, NEWSLETTER) != content_hash(RENDERED, NEWSLETTER)


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(NEWSLETTER, sender=Mailbox("Nytt", "brev@x.example")),
        dataclasses.replace(NEWSLETTER, sender=Mailbox("Nytt från oss", "annan@x.example")),
        dataclasses.replace(NEWSLETTER, reply_to=Mailbox("", "svar@x.example")),
        dataclasses.replace(NEWSLETTER, list_id="annat.x.example"),
        dataclasses.replace(NEWSLETTER, unsubscribe_mail="bort@x.example"),
        dataclasses.replace(NEWSLETTER, unsubscribe_url="https://x.example/av/"),
    ],
)
def test_another_sender_or_way_out_changes_the_hash(other: Newsletter) -> None:
    assert content_hash(RENDERED, other) != content_hash(RENDERED, NEWSLETTER)


def test_what_is_in_the_html_already_is_not_counted_twice() -> None:
    other = dataclasses.replace(NEWSLETTER, timezone="UTC", design="annan", colours={"a": "b"})
    assert content_hash(RENDERED, other) == content_hash(RENDERED, NEWSLETTER)
