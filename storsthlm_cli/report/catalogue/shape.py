"""S020 to S025 and S033 to S039: the shape of an issue and of the directory, key by key."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, STUDY, YAML

SHAPE = {
    "S020": Entry(
        title="unknown key",
        sentence="`{key}` is not a key that is known here",
        help=("did you mean `{nearest}`?", "known here: {known}"),
        why="A key that nobody reads is content that nobody sees. It is most often a slip of the pen, or a key that "
        "has been indented one level too far.",
        bad="headlin: Nya möten",
        good="headline: Nya möten",
        source=OWN,
    ),
    "S021": Entry(
        title="unknown section kind",
        sentence="there is no section kind `{kind}`",
        help=("did you mean `{nearest}`?", "the kinds are {known}"),
        why="The kind of a section decides which keys it has and which template draws it.",
        bad="- kind: artikel\n  headline: Nya möten\n  body: Igen.",
        good="- kind: article\n  headline: Nya möten\n  body: Igen.",
        source=OWN,
    ),
    "S022": Entry(
        title="missing key",
        sentence="`{key}` is missing or has no value",
        help=(
            "write the value of `{empty}:`, or delete the line if there is nothing to say",
            "add `{key}:` with its value",
        ),
        why="Without it the issue cannot be shown or sent as it is meant.",
        bad="subject:",
        good="subject: Nytt i juni",
        source=OWN,
    ),
    "S023": Entry(
        title="value of the wrong type",
        sentence="found {found}, expected {wanted}",
        help=('if it is meant as text, put it in quotes: "{value}"', "write {wanted} here"),
        why="Each key takes one type of value. A number or `true` where text is expected needs quotes; a list has one "
        "`- ` at the beginning of each item; a mapping has a key and a colon on each line.",
        bad="headline: 2021",
        good='headline: "2021"',
        source=OWN,
    ),
    "S024": Entry(
        title="not a date",
        sentence="`{found}` is not a date",
        help=("write year, month and day: `2021-06-21`",),
        why="Dates are written in the one form that cannot be misread (ISO 8601). How they look in the mail is the "
        "design's matter. A day that does not exist, such as `2021-06-31`, is found here, too.",
        bad="date: 21 juni",
        good="date: 2021-06-21",
        source="ISO 8601; RFC 3339",
    ),
    "S025": Entry(
        title="calendar row that cannot be read",
        sentence="`{found}` is not a calendar row",
        help=("date, time if known, title, and after `@` the place: `2021-09-16 09:00–11:00 Title @ Place`",),
        why="A row of a calendar is one line: a date or `2021-08-26/27`, a time if there is one, the title, and `@` "
        "before the place. Commas belong to the title. A row can also be a mapping with `date`, `time`, `title`, "
        "`place` and `url`.",
        bad="rows:\n  - torsdag Seminarium",
        good="rows:\n  - 2021-09-16 Seminarium",
        source=OWN,
    ),
    "S033": Entry(
        title="text that YAML reads as a key",
        sentence="YAML reads `{key}:` as a key here, but this is text",
        help=("put the whole line in quotes",),
        why="A colon with a space after it makes YAML see a key and its value. In a line of running text, such as a "
        "calendar row or a paragraph in a list, that is not meant; quotes around the line say so.",
        bad="- 2021-09-16 Seminarium: ekonomi",
        good='- "2021-09-16 Seminarium: ekonomi"',
        source=f"{YAML}, 7.3.3",
    ),
    "S034": Entry(
        title="range that runs backwards",
        sentence="`{end}` comes before `{start}`",
        help=("the end comes after the start; over a new year write the whole end date",),
        why="A meeting ends after it has begun. In `2021-12-30/02` the second number is a day of the same month, "
        "so a range over the turn of a month or year needs the whole end date.",
        bad="- 2021-09-16/15 Seminarium",
        good="- 2021-09-15/16 Seminarium",
        source=STUDY,
    ),
    "S035": Entry(
        title="not a time of day",
        sentence="`{found}` is not a time of day",
        help=("write `09:00`, or `09:00–11:00`",),
        why="Times are written with two digits for hours and minutes, from 00:00 to 23:59, in local time.",
        bad="- 2021-09-16 25:00 Seminarium",
        good="- 2021-09-16 15:00 Seminarium",
        source="ISO 8601",
    ),
    "S036": Entry(
        title="calendar row without a title",
        sentence="the calendar row `{found}` has no title",
        help=("say what takes place after the date: `2021-09-16 Title @ Place`",),
        why="A date alone tells the reader nothing. The preview shows the row with a gap; `title: saknas` in a row "
        "with keys of its own says that the title is lost, and is tolerable in a draft.",
        bad="- 2021-09-16",
        good="- 2021-09-16 Seminarium",
        source=STUDY,
    ),
    "S037": Entry(
        title="value that the key does not take",
        sentence="`{found}` is not a value of `{key}`",
        help=("did you mean `{nearest}`?", "`{key}` takes {wanted}"),
        why="The key has a fixed set of values, or a form that each value must have.",
        bad="language: svenska",
        good="language: sv",
        source=f"BCP 47 for languages; otherwise {OWN}",
    ),
    "S038": Entry(
        title="block with a second key",
        sentence="`{key}` stands beside `{block}`, but a block has one key",
        help=("indent `{key}` so that it belongs to `{block}`, or begin a block of its own with `- {key}:`",),
        why="Each item in the list of a `body` is a text or a block with a single key, such as `image:` or `quote:`, "
        "whose own keys are indented beneath it.",
        bad="- link:\n  text: Läs om mötena\n  url: https://kommun.example/moten",
        good="- link:\n    text: Läs om mötena\n    url: https://kommun.example/moten",
        source=OWN,
    ),
    "S039": Entry(
        title="keys that exclude each other",
        sentence="`{key}` and `{other}` exclude each other",
        help=("keep one of them",),
        why="Both keys fill the same place, so one of them would be lost.",
        bad="rows:\n  - 2021-09-16 Seminarium\nnote: Mötena är inställda.",
        good="rows:\n  - 2021-09-16 Seminarium",
        source=OWN,
    ),
}
