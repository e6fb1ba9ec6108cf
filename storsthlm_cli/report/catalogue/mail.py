"""M101 to M103: the message as it leaves."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

MAIL = {
    "M101": Entry(
        title="merge slot without a value",
        sentence="recipients without `{field}`: {count} (first: `{first}`), and the merge slot has no default",
        help=('write a default: `{{{{ recipient.{field} | default("…") }}}}`, or fill in the list',),
        why="A mail that begins with “Hej ,” is worse than one that begins with “Hej!”. Either everybody on the list "
        "has the field, or the slot says what stands there instead.",
    ),
    "M102": Entry(
        title="web copy that is not there",
        sentence="`{url}` does not show issue `{issue}`: {reason}",
        help=("`storsthlm archive {issue} --publish` puts it there; then send again",),
        why="Every mail has a link to its web copy at its top, and may show images from there. A real `send` therefore "
        "looks once at the public address (`web.archive_url`) whether the issue is there. A rehearsal and a test ask "
        "nobody. Where this machine can never see the public site, give the code another level in storsthlm.yaml.",
    ),
    "M103": Entry(
        title="web copy of another text",
        sentence="`{url}` shows {other}",
        help=("`storsthlm archive {issue} --publish` puts the present text there; then send again",),
        why="The web copy tells by a hash which mail it is a copy of. The issue, its design or the settings have been "
        "changed since it was published, or a cache still shows an earlier page: those who open the link would read "
        "something else than those who read the mail.",
    ),
}
