"""D101 to D112: days and times in running text."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

_YEARS = (
    "A day without a year is taken as the nearest one to the issue's date; in a calendar row as the next one from a "
    "week before the issue on."
)

PHRASES = {
    "D101": Entry(
        title="wrong day of the week",
        sentence="`{words}`: {date} is a {weekday}",
        help=("write `{weekday}`, or correct the date",),
        why="Either the day of the week or the date is wrong, and somebody will come on the wrong one. " + _YEARS,
    ),
    "D102": Entry(
        title="no such day or time",
        sentence="`{words}` does not exist",
        help=("correct it",),
        why="The calendar has no such day or week, or the clock no such time, in the year that is meant. " + _YEARS,
    ),
    "D103": Entry(
        title="ends before it begins",
        sentence="`{words}` ends before it begins",
        help=("turn it round, or correct one of the two",),
        why="The second day or time of a range lies before the first.",
    ),
    "D104": Entry(
        title="over",
        sentence="`{words}` ({date}) lies before {today}",
        help=("correct it if it announces something",),
        why="A remark in running text, which may tell of the past on purpose. A warning for a deadline, and for an "
        "event or a call without facts in which nothing is left to come; `send` then refuses. `validate` "
        "compares with the issue's own date, `send` with the day on which it is run.",
    ),
    "D105": Entry(
        title="far off without its year",
        sentence="`{words}` is more than 75 days off and has no year; read as {date}",
        help=("write the year: `{words} {year}`, if that is meant",),
        why="Far from the issue's own date a reader cannot tell which year is meant: in December, `i mars` may be "
        "the last March or the next. Digg's guideline for dates on the web asks for the year always. " + _YEARS,
    ),
    "D106": Entry(
        title="another year, not written",
        sentence="`{words}` is read as {date}",
        help=("write the year, if somebody may take it for another",),
        why="The nearest such day is not in the issue's own year. " + _YEARS,
    ),
    "D107": Entry(
        title="told from the day of writing",
        sentence="`{words}` is {date} on the day of the issue",
        help=("name the day or the week, if it matters",),
        why="The mail is read days later, and the web copy years later: `förra veckan` is then another week.",
    ),
    "D108": Entry(
        title="day off in the text",
        sentence="`{words}`: {date} is {day}",
        help=("make sure of the date, if something happens then",),
        why="A day to come that is no working day: a Saturday, a Sunday, a red day (lag 1989:253), an eve that is "
        "free by agreement, or a working day squeezed between two days off. Dates from which or until which "
        "something holds are left alone.",
    ),
    "D109": Entry(
        title="deadline after the event",
        sentence="the deadline {deadline} is later than the event on {event}",
        help=("correct one of the two",),
        why="Who has to register must do so before the event. Only a section with a single event is compared.",
    ),
    "D110": Entry(
        title="another day than the facts have",
        sentence="`{words}` is {date}, and the facts say {facts}",
        help=("correct one of the two",),
        why="The headline, kicker or link of an event names one day, its facts another.",
    ),
    "D111": Entry(
        title="form of a day or a time",
        sentence="`{words}` has {what}",
        help=("write `{right}`", "put a blank in"),
        why="Myndigheternas skrivregler (Språkrådet, 8th edition): an en dash without blanks in ranges (`den 7–8 "
        "mars`, `2019–2022`), `kl.` with its stop, a stop between hours and minutes, whole hours without "
        "minutes, no zero before the hour (`kl. 9–10.30`).",
    ),
    "D112": Entry(
        title="days in two forms",
        sentence="`{words}` in an issue that also writes `{usual}`",
        help=("write the month out, as the others",),
        why="One form of dates in an issue reads more easily. In running text the month is written out "
        "(Myndigheternas skrivregler 8.2).",
    ),
}
