"""L101 to L105: the links."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

LINKS = {
    "L101": Entry(
        title="empty link",
        sentence="the link has no {part}",
        help=("write its {part}, or remove the link",),
        why="A link without a text cannot be seen or heard, one without an address leads nowhere.",
    ),
    "L102": Entry(
        title="link that is not https",
        sentence="`{url}` does not begin with https:",
        help=(
            "did you mean `{way}`?",
            "links in a mail begin with `https://`, not with `{scheme}:`",
            "begin with `https://`",
        ),
        why="Mail programs warn of links over http, and follow hardly any other kind than https, mailto and tel. "
        "A link without `https://` at its beginning is none at all.",
    ),
    "L103": Entry(
        title="invalid link",
        sentence="`{url}` is not a valid address: {reason}",
        help=("copy the address from the browser again",),
        why="The address cannot be opened as it is written. The check looks at its form alone; it asks nobody.",
    ),
    "L104": Entry(
        title="link to a section that does not exist",
        sentence="there is no section `#{anchor}` in this issue",
        help=("did you mean `#{nearest}`?", "a section's id is its `id:`, or is made from its headline"),
        why="A link inside the issue leads to the id of a section. When the headline changes, an id made from it "
        "changes as well; give the section an `id:` of its own to keep it.",
    ),
    "L105": Entry(
        title="link to an issue that does not exist",
        sentence="there is no {what}",
        help=("did you mean `{nearest}`?", "write the issue's folder name: `issue:2021-04`, or `issue:2021-04#id`"),
        why="`issue:2021-04` leads to an earlier issue where it lies in public, below `web.archive_url` of the "
        "settings, and `issue:2021-04#id` to one of its sections.",
    ),
}
