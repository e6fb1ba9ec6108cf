"""D101 to D116: days and times in running text."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import SKRIVREGLER, STUDY

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
        bad="Vi ses onsdagen den 24 augusti.",
        good="Vi ses tisdagen den 24 augusti.",
        source=STUDY,
    ),
    "D102": Entry(
        title="no such day or time",
        sentence="`{words}` does not exist",
        help=("correct it",),
        why="The calendar has no such day or week, or the clock no such time, in the year that is meant. " + _YEARS,
        bad="Vi ses den 31 juni.",
        good="Vi ses den 30 juni.",
        source=STUDY,
    ),
    "D103": Entry(
        title="ends before it begins",
        sentence="`{words}` ends before it begins",
        help=("turn it round, or correct one of the two",),
        why="The second day or time of a range lies before the first.",
        bad="Vi ses den 27–26 augusti.",
        good="Vi ses den 26–27 augusti.",
        source=STUDY,
    ),
    "D104": Entry(
        title="over",
        sentence="`{words}` ({date}) lies before {today}",
        help=("correct it if it announces something",),
        why="A remark in running text, which may tell of the past on purpose; none for a month or a season "
        "with its year, which nobody takes for another, none behind `sedan`, and none in a `board` or a "
        "`recap`. A warning for a deadline, and for an event or a call without facts in which nothing is "
        "left to come; `send` then refuses. `validate` compares with the issue's own date, `send` with the "
        "day on which it is run.",
        bad="Vi ses den 1 juni.",
        good="Vi ses den 1 juli.",
        source=STUDY,
    ),
    "D105": Entry(
        title="far off without its year",
        sentence="`{words}` is more than 75 days off and has no year; read as {date}",
        help=("write the year: `{words} {year}`, if that is meant",),
        why="Far from the issue's own date a reader cannot tell which year is meant: in December, `i mars` may be "
        "the last March or the next. On the web the year is always written. A day of the week tells "
        "it too, and so does a year just before the day. " + _YEARS,
        bad="Vi ses i december.",
        good="Vi ses i december 2021.",
        source=f"webbriktlinje R66 (Digg); {STUDY}",
    ),
    "D106": Entry(
        title="year that is not written",
        sentence="`{words}` is read as {date}",
        help=("write the year, if readers may think of another",),
        why="The nearest such day is not in the issue's own year. " + _YEARS,
        bad="Vi ses i vår.",
        good="Vi ses våren 2022.",
        source=STUDY,
    ),
    "D107": Entry(
        title="told from the day of writing",
        sentence="`{words}` is {date} on the day of the issue",
        help=("name the day or the week, if it matters",),
        why="The mail is read days later, and the web copy years later: `förra veckan` is then another week.",
        bad="Vi ses nästa vecka.",
        good="Vi ses den 29 juni.",
        source=STUDY,
    ),
    "D108": Entry(
        title="day off in the text",
        sentence="`{words}`: {date} is {day}",
        help=("make sure of the date, if something happens then",),
        why="A day to come that is no working day: a Saturday, a Sunday, a red day (lag 1989:253), an eve that is "
        "free by agreement, or a working day squeezed between two days off. Dates from which or until which "
        "something holds are left alone, and so is what lasts for more than a week, or a feast called by its name.",
        bad="Vi ses den 25 juni.",
        good="Vi ses den 24 juni.",
        source=f"lag 1989:253 om allmänna helgdagar; {STUDY}",
    ),
    "D109": Entry(
        title="deadline after the event",
        sentence="the deadline {deadline} is later than the event on {event}",
        help=("correct one of the two",),
        why="Who has to register must do so before the event. Only a section with a single event is compared.",
        bad="- facts: {date: 2021-09-01, deadline: 2021-09-02}",
        good="- facts: {date: 2021-09-02, deadline: 2021-09-01}",
        source=STUDY,
    ),
    "D110": Entry(
        title="another day than the facts have",
        sentence="`{words}` is {date}, and the facts say {facts}",
        help=("correct one of the two",),
        why="The headline, kicker or link of an event names one day, its facts another.",
        bad="- kind: event\n  headline: Vi ses den 2 september\n  body: Varmt välkomna!\n  facts: {date: 2021-09-01}",
        good="- kind: event\n  headline: Vi ses den 1 september\n  body: Varmt välkomna!\n  facts: {date: 2021-09-01}",
        source=STUDY,
    ),
    "D111": Entry(
        title="form of a day or a time",
        sentence="`{words}` has {what}",
        help=("write `{right}`", "put a blank in"),
        why="An en dash without blanks in ranges (`den 7–8 mars`, `2019–2022`), `kl.` with its stop, a stop between "
        "hours and minutes, whole hours without minutes, no zero before the hour (`kl. 9–10.30`).",
        bad="Vi ses kl 09.00-11.00.",
        good="Vi ses kl. 9–11.",
        source=f"{SKRIVREGLER}, 8.3 and 10.2.2; {STUDY}",
    ),
    "D112": Entry(
        title="days in two forms",
        sentence="`{words}` in an issue that also writes `{usual}`",
        help=("write `{right}`", "write the month out, as the others"),
        why="One form of dates in an issue reads more easily. In running text the month is written out, and "
        "a paragraph that begins with a day has `Den` where the issue has `den` elsewhere.",
        bad="Vi ses den 1 september och 2/9.",
        good="Vi ses den 1 september och den 2 september.",
        source=f"{SKRIVREGLER}, 8.2",
    ),
    "D113": Entry(
        title="deadline",
        sentence="`{words}` is a deadline: to be done by {weekday} {date}",
        help=("make sure that the mail leaves well before it",),
        why="A remark that lists what readers are asked to do, and by when, so that a second reader can look at each. "
        "One that is over, or later than what it is for, is told by D104 or D109 instead.",
        bad="Anmäl er senast den 30 juni.",
        good="Anmäl er när ni vill.",
        source=STUDY,
    ),
    "D114": Entry(
        title="two days or times for the same thing",
        sentence="`{name}` is on {date} here, and on {other} in {place}",
        help=("correct one of the two; tell readers if it has been moved",),
        why="One of them is wrong, or it has been moved and some readers have the old day in their calendars. Rows of "
        "the calendar, facts, the dates of board meetings and sentences that name a meeting are compared, with each "
        "other and with those of the three issues before. It is the same thing when its series, its title or the "
        "link to register is the same and there is one other day nearby (three weeks for a series), which the other "
        "place does not have.",
        bad="""\
- kind: event
  headline: Frukost om solenergi
  facts: {date: 2021-09-02}
  body: Välkomna!
- kind: calendar
  headline: Kalendarium
  rows: [2021-09-03 Frukost om solenergi]""",
        good="""\
- kind: event
  headline: Frukost om solenergi
  facts: {date: 2021-09-02}
  body: Välkomna!
- kind: calendar
  headline: Kalendarium
  rows: [2021-09-02 Frukost om solenergi]""",
        source=STUDY,
    ),
    "D115": Entry(
        title="day that the calendar lacks",
        sentence="{date} is announced, and is not in the calendar of this issue",
        help=("add a row to the calendar, if readers would look for it there",),
        why="Who plans by the calendar misses it. Looked at are the days of facts, and deadlines, between the first "
        "and the last row of the calendar; and days that readers are asked to keep free, whenever they are.",
        bad="""\
- kind: notice
  headline: Boka datumet
  body: Den 28 oktober 2021 fortsätter samtalet.
- kind: calendar
  headline: Kalendarium
  rows: [2021-09-02 Frukost]""",
        good="""\
- kind: notice
  headline: Boka datumet
  body: Den 28 oktober 2021 fortsätter samtalet.
- kind: calendar
  headline: Kalendarium
  rows: [2021-09-02 Frukost, 2021-10-28 Samtal]""",
        source=STUDY,
    ),
    "D116": Entry(
        title="earlier year beside `årets`",
        sentence="`årets` stands beside {year}, and this issue is of {today}",
        help=("is this still news? then write which year is meant",),
        why="What was written last year called that year `årets`. In this year's issue it says something else, or it "
        "is old news.",
        bad="Nacka utsågs till bästa kommun 2020 på årets gala.",
        good="Nacka utsågs till bästa kommun 2021 på årets gala.",
        source=STUDY,
    ),
}
