"""What `inbox` tells: who gets nothing from now on, what counts, what is wrong with us, what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.inbox import Answer, Kind, Verdict
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.store.traces import ERASED_ADDRESS
from storsthlm_cli.workflows.inboxing import Jump, Reading, reason

_WORDS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.SUPPRESS: ("suppressed", "bold yellow"),
    Verdict.COUNT: ("counted", "yellow"),
    Verdict.WARN: ("about us", "bold red"),
    Verdict.NOTE: ("noted", "dim"),
    Verdict.FORGED: ("not ours", "dim"),
    Verdict.LEAVE: ("to look at", "cyan"),
}
_SHOWN = 200
"""Lines of one kind that people are shown; `--json` has all."""
_INDENT = " " * 12
_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.BOUNCE: ("bounce", "bounces"),
    Kind.DELAY: ("delay", "delays"),
    Kind.DELIVERED: ("delivery", "deliveries"),
    Kind.COMPLAINT: ("complaint", "complaints"),
    Kind.UNSUBSCRIPTION: ("unsubscription", "unsubscriptions"),
    Kind.AUTO_REPLY: ("automatic answer", "automatic answers"),
    Kind.PERSONAL: ("for a person", "for a person"),
}


def show_reading(consoles: Consoles, reading: Reading, *, dry_run: bool) -> None:
    """Write what was found, and the sum of it on the last line."""
    show_answers(consoles.out, reading)
    for jump in reading.jumps:
        write(consoles.out, Text(jump_words(jump), "bold yellow"))
    kinds = Counter({each.mail: each.kind for each in reading.answers}.values())
    told = ", ".join(plural(kinds[kind], *_KINDS[kind]) for kind in Kind if kinds[kind]) or "nothing new"
    write(consoles.out, f"{plural(reading.mails, 'mail')} read in {visible(reading.box.name)}: {told}")
    if dry_run:
        write(consoles.out, "nothing was changed (--dry-run)")
    elif reading.mails:
        left = reading.mails - reading.filed
        where = "where it is" if left == 1 else "where they are"
        write_wrapped(consoles.out, f"{reading.filed} filed in `{visible(reading.box.filed)}`, {left} left {where}")


def show_answers(console: Console, reading: Reading) -> None:
    """Write a line for each recipient that something is to be done about, the gravest first."""
    for verdict in (Verdict.SUPPRESS, Verdict.COUNT, Verdict.WARN, Verdict.FORGED, Verdict.LEAVE):
        rows = [each for each in reading.answers if each.verdict is verdict and each.kind is not Kind.PERSONAL]
        word, style = _WORDS[verdict]
        for each in rows[:_SHOWN]:
            write_wrapped(console, Text.assemble((f"{word:<12}", style), visible(_line(each, reading))), _INDENT)
        if len(rows) > _SHOWN:
            write(console, f"{word:<12}and {len(rows) - _SHOWN} more; `--json` has all")


def jump_words(jump: Jump) -> str:
    """Return what a jump is."""
    return f"{jump.hard} of {jump.sent} addresses of dispatch `{visible(jump.dispatch)}` do not work"


def write_reading(consoles: Consoles, reading: Reading, *, dry_run: bool) -> None:
    """Write the same as JSON, automatic and personal mails as well."""
    body = {
        "dry_run": dry_run,
        "mailbox": reading.box.name,
        "mails": reading.mails,
        "filed": reading.filed,
        "folder": reading.box.filed,
        "jumps": [{"dispatch": jump.dispatch, "hard": jump.hard, "sent": jump.sent} for jump in reading.jumps],
        "answers": list(_data(reading)),
    }
    write_json(consoles.out, body)


def _line(each: Answer, reading: Reading) -> str:
    if not each.address:
        return f"{_KINDS[each.kind][0]}: {each.told}"
    told = reason(each) if each.verdict is Verdict.SUPPRESS else _counted(each)
    before = " (was suppressed before)" if each.address in reading.before and each.verdict is Verdict.SUPPRESS else ""
    return f"{_who(each)}  {told} ({each.dispatch}){before}"


def _who(each: Answer) -> str:
    return ERASED_ADDRESS if each.address.startswith(ERASED) else each.address


def _counted(each: Answer) -> str:
    words = f"{each.status} {each.told}".strip()
    return ": ".join(filter(None, (each.fault, words)))


def _data(reading: Reading) -> Iterator[dict[str, object]]:
    for each in reading.answers:
        yield {
            "mail": each.mail,
            "kind": each.kind.value,
            "verdict": each.verdict.value,
            "address": each.address if each.address and not each.address.startswith(ERASED) else None,
            "dispatch": each.dispatch or None,
            "fault": each.fault.value if each.fault is not None else None,
            "status": each.status or None,
            "told": each.told,
            "doubted": each.doubted,
            "suppressed_before": each.address in reading.before,
        }
