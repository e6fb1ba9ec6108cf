"""When each municipality was last named, as a table and as JSON."""

from __future__ import annotations

from storsthlm_cli.model.directory import Municipality
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workflows.mentions import Mention, Mentions


def show_mentions(consoles: Consoles, mentions: Mentions, json: bool) -> None:
    """Write one line a municipality: its name, the date and place where it was named last. Longest ago first."""
    if json:
        rows = [_data(municipality, mention) for municipality, mention in mentions.last]
        body = {"issues": mentions.issues, "unread": list(mentions.unread), "municipalities": rows}
        write_json(consoles.out, body)
        return
    if not mentions.last:
        write(consoles.err, "no municipality in `directory/municipalities.yaml`")
        return
    widest = max(len(visible(municipality.short.content)) for municipality, _ in mentions.last)
    for municipality, mention in mentions.last:
        name = f"{visible(municipality.short.content):<{widest}}"
        if mention is None:
            write(consoles.out, f"{name}  never")
        else:
            write(consoles.out, f"{name}  {mention.date.isoformat()}  {visible(str(mention.place))}")
    never = sum(mention is None for _, mention in mentions.last)
    told = f"{plural(mentions.issues, 'issue')}: {len(mentions.last) - never} of {len(mentions.last)} named"
    unread = f"; cannot be read: {', '.join(mentions.unread)}" if mentions.unread else ""
    write(consoles.err, told + unread)


def _data(municipality: Municipality, mention: Mention | None) -> dict[str, object]:
    last = None
    if mention is not None:
        place = mention.place
        last = {
            "issue": mention.issue,
            "date": mention.date.isoformat(),
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "words": mention.words,
        }
    return {"code": municipality.code, "name": municipality.name.content, "last": last}
