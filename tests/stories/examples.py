"""A small workspace for the examples of the catalogue, and the place in it where each of them belongs."""

from __future__ import annotations

import pathlib
import re
import textwrap
from typing import TYPE_CHECKING

from PIL import Image

from storsthlm_cli.report.catalogue.entries import is_yaml
from tests.stories.conftest import ISSUE, PEOPLE

if TYPE_CHECKING:
    from tests.stories.conftest import Story

_FILE = re.compile(r"^# (\S+\.yaml)\n", re.MULTILINE)
ISSUE_FILE = "issues/2021-06/issue.yaml"
DIRECTORY = {
    "categories": 'utbildning: {label: Utbildning, colour: "#8A1C4A", colour_dark: "#F093B6"}\n',
    "people": PEOPLE + "maria-lindberg: {name: Maria Lindberg, roles: [{label: rektor}]}\n",
    "terms": "e-post: {write: e-post, avoid: [email]}\n",
    "municipalities": '"0162": {name: Danderyds kommun, short: Danderyd}\n',
    "meetings": "styrelsen: {name: Styrelsen, aliases: [Styrelsemöte]}\n",
    "organisations": (
        "skl: {name: Sveriges Kommuner och Landsting, short: SKL, to: 2019-11-26}\n"
        "skr: {name: Sveriges Kommuner och Regioner, short: SKR, from: 2019-11-27}\n"
        "foreningen: {name: Kommunföreningen, aliases: [Kommun-föreningen]}\n"
    ),
}
"""What rules about names have to know."""
_FRAME, _, _SECTIONS = ISSUE.lstrip("\n").partition("sections:\n")
_ARTICLE = textwrap.dedent(_SECTIONS.replace("-", " ", 1))
_CALENDAR = "kind: calendar\nheadline: Kalender\n"


def set_up(story: Story, example: str) -> None:
    """Write a workspace in which nothing is found, with the example where it belongs and the pictures that it names.

    A comment names the file in which the lines below it stand; without one it is the issue's.
    """
    for name, content in DIRECTORY.items():
        story.write(f"directory/{name}.yaml", content)
    story.change("storsthlm.yaml", "web:\n", "web:\n  archive_url: https://kommun.example/brev\n")
    for name, draw in PICTURES.items():
        if name in example:
            path = story.folder / ("directory" if name.startswith("portraits/") else "issues/2021-06") / name
            path.parent.mkdir(exist_ok=True)
            draw(path)
    _, *parts = _FILE.split(example if _FILE.match(example) else f"# {ISSUE_FILE}\n{example}")
    for file, lines in zip(parts[::2], parts[1::2], strict=True):
        path = story.folder / file
        story.write(file, _issue(lines) if file == ISSUE_FILE else _merged(lines, path.read_text(encoding="utf-8")))


def _issue(example: str) -> str:
    """Return the issue's file. The first word of the example says which part of it this is."""
    if not is_yaml(example):
        example = "body: |\n" + textwrap.indent(example, "  ")
    is_item, key = example.startswith("- "), re.sub(r"\W*(\w*).*", r"\1", example, count=1, flags=re.DOTALL)
    if key in {"date", "number", "subject", "preheader", "language", "sections", "for_lists"} and not is_item:
        return _merged(example, ISSUE.lstrip("\n"))
    if is_item and key == "kind":
        return f"{_FRAME}sections:\n{textwrap.indent(example, '  ')}\n"
    if is_item:
        block = "rows" if key == "date" or key.isdigit() else "body"
        example = f"{block}:\n" + textwrap.indent(example, "  ")
    base = _CALENDAR if example.startswith(("rows:", "note:")) else _ARTICLE
    section = textwrap.indent(_merged(example, base), "    ").replace("    ", "  - ", 1)
    return f"{_FRAME}sections:\n{section}"


def _merged(lines: str, text: str) -> str:
    """Return lines of YAML with those of a text whose keys they do not have."""
    keys = set(re.findall(r"^([^\s#].*?):(?:\s|$)", lines, re.MULTILINE))
    kept = [each for each in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if each.partition(":")[0] not in keys]
    return lines.rstrip("\n") + "\n" + "".join(kept)


def _plain(path: pathlib.Path) -> None:
    Image.new("RGB", (1200, 675)).save(path)


def _webp(path: pathlib.Path) -> None:
    Image.new("RGB", (1200, 675)).save(path, "WEBP")


def _square(path: pathlib.Path) -> None:
    Image.new("RGB", (800, 800)).save(path)


def _small(path: pathlib.Path) -> None:
    Image.new("RGB", (160, 90)).save(path)


def _located(path: pathlib.Path) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 19.0, 30.0)}
    Image.new("RGB", (1200, 675)).save(path, exif=exif)


def _heavy(path: pathlib.Path) -> None:
    """Draw what weighs much: noise through which something shines."""
    noise = Image.effect_noise((1200, 150), 90).convert("RGB")
    noise.putalpha(Image.effect_noise((1200, 150), ord(path.stem[-1])))
    noise.save(path, "PNG")


PICTURES = {
    "images/skola.jpg": _plain,
    "images/elever.jpg": _plain,
    **{f"images/moln{number}.png": _heavy for number in ("", 1, 2, 3)},
    "images/webb.jpg": _webp,
    "images/frimarke.jpg": _small,
    "images/hemma.jpg": _located,
    "portraits/asa-ek.jpg": _square,
}
"""The pictures that an example may name, and how each is drawn."""
