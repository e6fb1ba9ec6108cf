"""What the templates of the public site may use besides those of the mail: links of the site, times, contents."""

from __future__ import annotations

import datetime
import re
import urllib.parse
from collections.abc import Callable

from markupsafe import Markup

from storsthlm_cli.events import FEED, events_of
from storsthlm_cli.languages import locale_of
from storsthlm_cli.model.blocks import DateSpan, Facts
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import CalendarRow, Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.targets import earlier_issue
from storsthlm_cli.rendering import contents, context, dates, links
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.pictures import Pictures

ATOM = "feed.xml"
"""The file of the Atom feed, below the archive's address."""

_FEW = 3
"""From so many sections on there is a table of contents."""
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class SitePen(Pen):
    """Writes links to other issues of the site as relative ones."""

    def href(self, url: object) -> str | None:
        """Return the address for a link as an author wrote it; from one page of the site to another it is relative."""
        earlier = earlier_issue("" if url is None else str(url).strip())
        if earlier is None:
            return Pen.href(self, url)
        key, anchor = (urllib.parse.quote(part, safe="") for part in earlier)
        return f"../{key}/index.html{'#' + anchor if anchor else ''}"


def slot(pen: Pen) -> Callable[..., str]:
    """Return how templates of the site write a merge slot: an author's shows its default.

    The tool's own, which begin with `@`, are a reader's alone: they are an error of the template.
    """

    def mark(field: str, default: str | None = None) -> str:
        if field.startswith("@"):
            from jinja2 import TemplateRuntimeError

            raise TemplateRuntimeError(f"`{field}` is the reader's own and has no place on the web")
        return pen.slots.mark(field, default)

    return mark


def for_issue(
    issue: Issue, directory: Directory, newsletter: Newsletter, shown: Pictures, *, listed: bool
) -> dict[str, object]:
    """Return what the page of an issue may use besides."""
    year, language = issue.date.year, issue.language
    events = events_of(issue, directory)
    logo = shown.logo()
    headings = {section.id: contents.title(section, directory, issue.date) for section in issue.sections}

    def calendar_file(told: CalendarRow | Facts) -> str | None:
        event = events.get(told.spot)
        return f"../../{event.file}" if event is not None and listed else None

    def event_name(told: CalendarRow | Facts) -> str:
        return f"{events[told.spot].title}, {dates.day(events[told.spot].date, year, language)}"

    return {
        **_everywhere(newsletter),
        "listed": listed,
        "headings": headings,
        "contents": issue.sections if len(issue.sections) >= _FEW else (),
        "calendar_file": calendar_file,
        "event_name": event_name,
        "days": lambda span: _days(span, dates.day(span, year, language)),
        "picture": next((shown.get(one) for one in issue.pictures() if shown.get(one)), None),
        "logo": logo.src if logo is not None else None,
        "month": lambda key: _month(key, language),
        "canonical": links.web_address(newsletter.archive_url, issue.key),
    }


def for_index(newsletter: Newsletter) -> dict[str, object]:
    """Return what the index may use."""
    archive = newsletter.archive_url
    return {
        **_everywhere(newsletter),
        "fonts": context.fonts(newsletter),
        "canonical": f"{archive}/" if archive else None,
        "written": lambda page: dates.full(page.date, page.language),
    }


def _everywhere(newsletter: Newsletter) -> dict[str, object]:
    """Return what all pages may use. There is an Atom feed only where the site has an address.

    `webcal:` is what calendar programs take as a wish to subscribe; a link to the file itself is opened once.
    """
    archive = newsletter.archive_url
    return {
        "webcal": f"webcal://{archive.partition('://')[2]}/{FEED}" if archive else None,
        "atom": ATOM if archive else None,
        "calendar": FEED,
        "write_to": (newsletter.reply_to or newsletter.sender).address,
        "locale": str(locale_of(newsletter.language)),
    }


def _days(span: DateSpan, written: str) -> Markup:
    """Return a day or days as `<time>`; of two days each is one."""
    first, dash, last = written.partition("–")
    if span.end is None or span.end == span.start or not dash:
        return Markup('<time datetime="{}">{}</time>').format(span.start.isoformat(), written)
    one = Markup('<time datetime="{}">{}</time>')
    return one.format(span.start.isoformat(), first) + dash + one.format(span.end.isoformat(), last)


def _month(key: str, language: str) -> str:
    """Return the key of an issue as words where it is a month: `april 2021`."""
    month = _MONTH.fullmatch(key)
    if month is None:
        return key
    from babel.dates import format_date

    return format_date(datetime.date(int(month[1]), int(month[2]), 1), "MMMM yyyy", locale=locale_of(language))
