"""L101 to L114: the links."""

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
    "L106": Entry(
        title="link text that says nothing",
        sentence="the link text `{text}` does not say where the link leads",
        help=("say what the reader gets: `Läs mer om …`, `Anmäl dig till …`",),
        why="Who listens to a mail can have its links read out in a list, and who skims sees little else: ten times "
        "`Läs mer` is no list. Digg's webbriktlinje R5 and WCAG 2.2 (2.4.9) ask for texts that can be understood by "
        "themselves.",
    ),
    "L107": Entry(
        title="vague link text",
        sentence="the link text `{text}` {what}",
        help=("say what the reader gets: `Läs hela intervjun med …`, `Läs protokollet från den …`",),
        why="`här` is read out without what it points at, and `hela artikeln på vår webbplats` fits every article. A "
        "link text that names its subject can be understood by itself (webbriktlinje R5; WCAG 2.2, 2.4.9).",
    ),
    "L108": Entry(
        title="one link text for two addresses",
        sentence="`{text}` leads to `{url}` here and to `{other}` before",
        help=("tell the two apart in their texts, or correct the address",),
        why="Two links of the same text are taken for the same link; most often one was copied, and its text or its "
        "address was forgotten. The same address twice is fine.",
    ),
    "L109": Entry(
        title="long link text",
        sentence="the link text has {length} characters, more than {most}",
        help=("leave out what the headline and the text have said already",),
        why="A link text is a call to act. Over several lines of a telephone it is no longer seen as one.",
    ),
    "L110": Entry(
        title="address as a link text",
        sentence="the link text `{text}` is an address",
        help=("write words, and let them lead there: `[Storsthlms kalendarium](https://…)`",),
        why="A screen reader spells an address out, and on a telephone it is broken anywhere. Words say where it "
        "leads. The name of a site without a path (`storsthlm.example`) is fine.",
    ),
    "L111": Entry(
        title="link to a site that readers cannot open",
        sentence="`{url}` is probably not public: {reason}",
        help=("open the page on the public site and copy its address from there",),
        why="An address copied while a page was being made leads to the machine of those who made it. Readers get an "
        "error, or a password to type. A port (`:8443`) is only warned about.",
    ),
    "L112": Entry(
        title="tracking in a link",
        sentence="the address follows readers: {names}",
        help=("write `{right}`",),
        why="Such parameters come along when an address is copied from another mail or from social media. They say "
        "nothing of the page, but of whoever got the first mail, and count your readers as that sender's. To measure "
        "on purpose, set the code to `info` in storsthlm.yaml.",
    ),
    "L113": Entry(
        title="document or mail that is not announced",
        sentence="the link opens {what}, and readers are not told",
        help=("add `{way}` to the link", "say it in the words of the link: `… (pdf)`"),
        why="Whoever expects a page gets another program, on a telephone perhaps none. With `for: document` or `for: "
        "mail` the design says it behind the text (webbriktlinje R5). In running text it is a remark.",
    ),
    "L114": Entry(
        title="document of two names",
        sentence="the document `{text}` was called `{other}` before",
        help=("call it the same both times",),
        why="Readers look for two documents where there is one (WCAG 2.2, 3.2.4).",
    ),
}
