"""M101: the message as it leaves."""

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
}
