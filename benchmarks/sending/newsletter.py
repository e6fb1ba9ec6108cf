"""The newsletter and the recipients of every sender that is compared: `python newsletter.py FOLDER [NUMBER]`.

Always the same, and no dependencies. Writes newsletter.html and newsletter.txt, with the slots {{name}}, {{email}} and
{{unsubscribe}}, and recipients.csv (`email,name,unsubscribe`). Merged and encoded a message has about 45 kB.
"""

from __future__ import annotations

import csv
import pathlib
import random
import sys

VOCABULARY = (
    "föreningen medlemmarna årsmötet hösten kören övning våren båtklubben hamnen städdag och i att det som en på är av "
    "för med till den har de inte om ett vi så kan när under också efter eller nu där vid mot ska skulle kommer ut får "
    "finns vara hade alla andra mycket än här då sedan över bara in blir upp även vad många två vill ha hur mer går "
    "hela några dag kommunen biblioteket frågor anmälan kaffe bullar ärtsoppa pannkakor lördag söndag trädgården "
    "skördefesten växthuset äpplen päron körsbär höstmarknaden styrelsen protokollet ordföranden kassören revisorn"
)
FIRST_NAMES = "Åsa Örjan Märta Göran Linnéa Björn Håkan Säde Frøya Zoë Anna Erik Karin Lars Eva Per"
LAST_NAMES = "Strandvass Ekorrpil Björkmyra Sjötång Lindmossa Håkonbäck Ekflo Åkertrav Wästerhöjd Näckros"
ARTICLES = 26
WORDS, FIRST, LAST = VOCABULARY.split(), FIRST_NAMES.split(), LAST_NAMES.split()
PAGE = """\
<!DOCTYPE html>
<html lang="sv">
<head><meta charset="utf-8"><title>Höstnytt</title></head>
<body style="margin:0;padding:0;background-color:#f4f1ea;width:100%">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;margin:0 auto;\
background-color:#ffffff;border:1px solid #e2ddd2">
"""
CELL = "padding:16px 24px;vertical-align:top"
HEADING = "font-family:Georgia,serif;font-size:20px;line-height:26px;color:#1d3557;margin:24px 0 8px"
TEXT = "font-family:Arial,sans-serif;font-size:16px;line-height:24px;color:#333333;margin:0 0 14px"
LINK = "color:#c1121f;text-decoration:underline"
BUTTON = (
    "display:inline-block;padding:12px 22px;background-color:#1d3557;color:#ffffff;font-family:Arial,sans-serif;"
    "font-size:15px;text-decoration:none;border-radius:4px"
)


def sentences(dice: random.Random, number: int) -> str:
    """Return so many sentences of 7 to 15 words."""
    made = []
    for _ in range(number):
        words = [dice.choice(WORDS) for _ in range(dice.randint(7, 15))]
        made.append(" ".join(words).capitalize() + ".")
    return " ".join(made)


def page() -> str:
    """Return the HTML part, styles inline."""
    dice = random.Random(7)
    parts = [PAGE, f'<tr><td style="{CELL}"><p style="{TEXT}">Hej {{{{name}}}}! {sentences(dice, 2)}</p></td></tr>\n']
    for number in range(ARTICLES):
        address = f"https://batklubben.example/artikel/{number:02d}"
        button = f'<a style="{BUTTON}" href="{address}?fran=brevet">Läs mer på webben</a>\n' if number % 2 == 0 else ""
        parts.append(
            f'<tr><td style="{CELL}"><h2 style="{HEADING}">{sentences(dice, 1)[:48]}</h2>\n'
            f'<p style="{TEXT}">{sentences(dice, 4)} <a style="{LINK}" href="{address}">Fortsätt läsa</a></p>\n'
            f'<p style="{TEXT}">{sentences(dice, 3)}</p>\n{button}</td></tr>\n'
        )
    parts.append(
        f'<tr><td style="{CELL}"><p style="{TEXT}">Du får brevet till {{{{email}}}}. '
        f'<a style="{LINK}" href="{{{{unsubscribe}}}}">Avsluta prenumerationen</a></p></td></tr>\n'
        "</table>\n</body>\n</html>\n"
    )
    return "".join(parts)


def text() -> str:
    """Return the text part."""
    dice = random.Random(11)
    parts = ["Hej {{name}}!\n"]
    parts += [
        f"{sentences(dice, 1)[:60]}\n{sentences(dice, 2)}\nhttps://batklubben.example/artikel/{number:02d}\n"
        for number in range(ARTICLES)
    ]
    return "\n".join([*parts, "Avsluta prenumerationen: {{unsubscribe}}\n({{email}})\n"])


def recipient(number: int) -> tuple[str, str, str]:
    """Return address, name and unsubscribe link of one recipient."""
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
    token = f"{number * 2654435761 % 2**64:016x}{number:08x}"
    return f"lasare{number:07d}@post.example", name, f"https://batklubben.example/av/{token}"


def write(folder: pathlib.Path, number: int) -> None:
    """Write the newsletter and so many recipients."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newsletter.html").write_text(page(), "utf-8")
    (folder / "newsletter.txt").write_text(text(), "utf-8")
    write_recipients(folder / "recipients.csv", number)


def write_recipients(path: pathlib.Path, number: int) -> None:
    """Write so many recipients as a list."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("email", "name", "unsubscribe"))
        writer.writerows(map(recipient, range(number)))


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
