"""The words of the pages, in Swedish and, for a newsletter in English, in English.

`{name}` is the newsletter, `{list}` what the list calls itself, `{contact}` and `{mail}` are links that are made from
them: to the people behind the newsletter, and to the address by which one leaves. `{soon}` and `{now}` say that it
takes effect at once; where the database is elsewhere it does not, and there is nothing to say, or `later`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One page: what it is called, its heading, and its paragraphs."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words of a language."""

    language: str
    ask: Text
    left: Text
    left_by_others: Text
    left_list: Text
    left_list_unnamed: Text
    returned: Text
    test: Text
    unknown: Text
    nothing_asked: str
    trouble: Text
    refused: Text
    too_often: str
    soon: str
    now: str
    later: str
    through: str
    leave: str
    leave_all: str
    leave_list: str
    undo: str
    earlier: str
    privacy: str


SWEDISH = Words(
    language="sv",
    ask=Text(
        "Vill du sluta få {name}?",
        ("Tryck på knappen, så får du inga fler brev.{soon}",),
    ),
    left=Text(
        "Du är avregistrerad",
        ("Du får inte längre {name}.{now}",),
    ),
    left_by_others=Text(
        "Du är avregistrerad",
        ("Du får inte längre {name}.", "Vill du få brevet igen? Skriv till {contact}."),
    ),
    left_list=Text(
        "Du har lämnat listan",
        ("Du får inte längre {name} genom listan ”{list}”.{now}",),
    ),
    left_list_unnamed=Text(
        "Du har lämnat listan",
        ("Du får inte längre {name} genom den lista som brevet kom till.{now}",),
    ),
    returned=Text("Välkommen tillbaka", ("Du får {name} som förut.",)),
    test=Text(
        "Det här är ett provbrev",
        ("Ingen avregistreras. I breven till läsarna är det här sidan där man slutar få {name}.",),
    ),
    unknown=Text(
        "Sidan finns inte",
        (
            "Vill du sluta få {name}? Då kom inte hela adressen med, eller så är länken för gammal. "
            "Öppna länken i brevet igen, eller skriv till {mail} från den adress som brevet kommer till.",
            "Har du en fråga? Skriv till {contact}.",
        ),
    ),
    nothing_asked="Vi förstod inte vad du ville. Ingenting har ändrats.",
    trouble=Text(
        "Det gick inte just nu",
        (
            "Vänta några minuter och försök igen. Vill du sluta få {name} går det också att skriva till {mail}.",
            "Har du en fråga? Skriv till {contact}.",
        ),
    ),
    refused=Text(
        "Det gick inte",
        ("Vill du sluta få {name}? Öppna länken i brevet, eller skriv till {mail}.",),
    ),
    too_often="Det har kommit många försök. Vänta en minut.",
    soon=" Det gäller genast.",
    now=" Det gäller från och med nu; bara ett brev som redan är på väg kan hinna fram.",
    later=" Ett brev som redan är på väg kan hinna fram.",
    through="Brevet kom till dig genom listan ”{list}”.",
    leave="Avsluta prenumerationen",
    leave_all="Sluta få alla brev",
    leave_list="Lämna bara listan ”{list}”",
    undo="Ångra",
    earlier="Läs tidigare nummer",
    privacy="Så hanterar vi personuppgifter",
)

ENGLISH = Words(
    language="en",
    ask=Text(
        "Do you want to stop getting {name}?",
        ("Press the button and you will get no more mail.{soon}",),
    ),
    left=Text(
        "You have unsubscribed",
        ("You will get no more mail from {name}.{now}",),
    ),
    left_by_others=Text(
        "You are unsubscribed",
        ("You get no more mail from {name}.", "Do you want it again? Write to {contact}."),
    ),
    left_list=Text(
        "You have left the list",
        ("You no longer get {name} through the list “{list}”.{now}",),
    ),
    left_list_unnamed=Text(
        "You have left the list",
        ("You no longer get {name} through the list that the mail came by.{now}",),
    ),
    returned=Text("Welcome back", ("You get {name} as before.",)),
    test=Text(
        "This is a test mail",
        ("Nobody is unsubscribed. In the mail to its readers this is the page where they stop getting {name}.",),
    ),
    unknown=Text(
        "There is no such page",
        (
            "Do you want to stop getting {name}? Then the address is not whole, or the link is too old. "
            "Open the link in the mail once more, or write to {mail} from the address that the mail comes to.",
            "Do you have a question? Write to {contact}.",
        ),
    ),
    nothing_asked="We did not understand what you wanted. Nothing has changed.",
    trouble=Text(
        "It does not work right now",
        (
            "Wait some minutes and try again. To stop getting {name} you may also write to {mail}.",
            "Do you have a question? Write to {contact}.",
        ),
    ),
    refused=Text(
        "That did not work",
        ("Do you want to stop getting {name}? Open the link in the mail, or write to {mail}.",),
    ),
    too_often="There have been many attempts. Wait a minute.",
    soon=" It takes effect at once.",
    now=" It holds as of now; only a mail that is on its way may still reach you.",
    later=" A mail that is on its way may still reach you.",
    through="The mail came to you through the list “{list}”.",
    leave="Unsubscribe",
    leave_all="Stop all mail",
    leave_list="Leave only the list “{list}”",
    undo="Undo",
    earlier="Read earlier issues",
    privacy="How we handle personal data",
)


def words_of(language: str) -> Words:
    """Return the words for a newsletter in a language: Swedish, unless it is English."""
    return ENGLISH if language.partition("-")[0].lower() == "en" else SWEDISH
