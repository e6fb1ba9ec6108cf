"""What `doctor` tells: a line a look, and in the end the letter to the IT department."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.frames import remark, write_lines
from storsthlm_cli.report.requests import letter
from storsthlm_cli.settings.records import Settings
from storsthlm_cli.settings.servers import NOWHERE

_STYLES = {Grade.OK: "green", Grade.WARNING: "bold yellow", Grade.ERROR: "bold red", Grade.SKIPPED: "dim"}
_GRADE, _TOPIC = max(map(len, Grade)), len("unsubscribe")


def show_origins(consoles: Consoles, settings: Settings) -> None:
    """Write where the value of each setting is from; those that nobody has set are left out."""
    given = {key: origin for key, origin in settings.origins.items() if origin != "default"}
    longest = max(map(len, given), default=0)
    for key, origin in given.items():
        write(consoles.out, f"{visible(key):{longest}}  {visible(origin)}")
    write(consoles.out)


def show_health(consoles: Consoles, settings: Settings, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
    """Write each outcome as soon as it is there, with the way out beneath it, then the letter; return them all."""
    told = []
    for each in outcomes:
        told.append(each)
        head = Text.assemble((f"{each.grade:{_GRADE}}", _STYLES[each.grade]), f"  {each.topic:{_TOPIC}}  ")
        write_wrapped(consoles.out, head + Text(visible(each.words)), " " * len(head))
        if each.help:
            write_lines(consoles.out, [remark("help", visible(each.help), _GRADE + 2)])
    counts = {grade: sum(each.grade is grade for each in told) for grade in Grade}
    errors, warnings = plural(counts[Grade.ERROR], "error"), plural(counts[Grade.WARNING], "warning")
    write(consoles.out, f"\n{errors}, {warnings}, {counts[Grade.OK]} in order, {counts[Grade.SKIPPED]} skipped")
    if text := _letter(settings, told):
        write(consoles.out, "for the IT department, ready to paste:\n", style="bold")
        write(consoles.out, text)
    return told


def write_health(consoles: Consoles, settings: Settings, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
    """Write all outcomes, the letter and the settings' origins as JSON; return the outcomes."""
    told = list(outcomes)
    looks = [
        {
            "topic": each.topic,
            "grade": each.grade,
            "words": each.words,
            "help": each.help or None,
            "ask": each.request.ask if each.request is not None else None,
        }
        for each in told
    ]
    text = _letter(settings, told) or None
    write_json(consoles.out, {"looks": looks, "letter": text, "origins": dict(settings.origins)})
    return told


def _letter(settings: Settings, told: Iterable[Outcome]) -> str:
    relays = [relay.account.host for relay in settings.smtp.relays if relay.account.host != NOWHERE]
    return letter(settings.newsletter, relays, [each.request for each in told if each.request is not None])
