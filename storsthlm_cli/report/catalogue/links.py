"""L101 to L117: the links."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, R5, STUDY, WCAG

LINKS = {
    "L101": Entry(
        title="empty link",
        sentence="the link has no {part}",
        help=("write its {part}, or remove the link",),
        why="A link without a text cannot be seen or heard, one without an address leads nowhere.",
        bad="[](https://kommun.example/moten)",
        good="[Möten i höst](https://kommun.example/moten)",
        source=f"{WCAG}, 2.4.4",
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
        bad="[Möten i höst](www.kommun.example/moten)",
        good="[Möten i höst](https://kommun.example/moten)",
        source="RFC 9110, 4.2.2; what mail programs warn of",
    ),
    "L103": Entry(
        title="invalid link",
        sentence="`{url}` is not a valid address: {reason}",
        help=("copy the address from the browser again",),
        why="The address cannot be opened as it is written. The check looks at its form alone; it asks nobody.",
        bad="[Möten i höst](https://)",
        good="[Möten i höst](https://kommun.example/)",
        source="RFC 3986",
    ),
    "L104": Entry(
        title="link to a section that does not exist",
        sentence="there is no section `#{anchor}` in this issue",
        help=("did you mean `#{nearest}`?", "a section's id is its `id:`, or is made from its headline"),
        why="A link inside the issue leads to the id of a section. When the headline changes, an id made from it "
        "changes as well; give the section an `id:` of its own to keep it.",
        bad="[Nya möten](#nya-moten-i-var)",
        good="[Nya möten](#nya-moten-i-host)",
        source=OWN,
    ),
    "L105": Entry(
        title="link to an issue that does not exist",
        sentence="there is no {what}",
        help=("did you mean `{nearest}`?", "write the issue's folder name: `issue:2021-04`, or `issue:2021-04#id`"),
        why="`issue:2021-04` leads to an earlier issue where it lies in public, below `web.archive_url` of the "
        "settings, and `issue:2021-04#id` to one of its sections.",
        bad="[Nya möten](issue:2021-05)",
        good="[Nya möten](issue:2021-06)",
        source=OWN,
    ),
    "L106": Entry(
        title="link text that says nothing",
        sentence="the {what} `{text}` does not say where it leads",
        help=(
            "let it lead to the section that is meant: `[Läs mer om …]({anchor})`",
            "say what the reader gets: `Läs mer om …`, `Anmäl dig till …`",
        ),
        why="Who listens to a mail can have its links read out in a list, and who skims sees little else: ten "
        "times `Läs mer` is no list. A text that can be understood by itself says where it leads. A remark "
        "on `Läs mer nedan.` that is no link.",
        bad="- link:\n    text: Läs mer\n    url: https://kommun.example/moten",
        good="- link:\n    text: Läs mer om höstens möten\n    url: https://kommun.example/moten",
        source=f"{R5}; {WCAG}, 2.4.9; {STUDY}",
    ),
    "L107": Entry(
        title="vague link text",
        sentence="the link text `{text}` {what}",
        help=("say what the reader gets: `Läs hela intervjun med …`, `Läs protokollet från den …`",),
        why="`här` is read out without what it points at, and `hela artikeln på vår webbplats` fits every article. A "
        "link text that names its subject can be understood by itself.",
        bad="- link:\n    text: Läs hela artikeln\n    url: https://kommun.example/moten",
        good="- link:\n    text: Läs mer om höstens möten\n    url: https://kommun.example/moten",
        source=f"{R5}; {WCAG}, 2.4.9; {STUDY}",
    ),
    "L108": Entry(
        title="one link text for two addresses",
        sentence="`{text}` leads to `{url}` here and to `{other}` before",
        help=("tell the two apart in their texts, or correct the address",),
        why="Two links of the same text are taken for the same link; most often one was copied, and its text or its "
        "address was forgotten. The same address twice is fine.",
        bad="[Höstens möten](https://kommun.example/host) och [höstens möten](https://kommun.example/moten)",
        good="[Höstens möten](https://kommun.example/host) och [nästa möte](https://kommun.example/moten)",
        source=f"{WCAG}, 2.4.9 and 3.2.4; {STUDY}",
    ),
    "L109": Entry(
        title="long link text",
        sentence="the link text has {length} characters, more than {most}",
        help=("leave out what the headline and the text have said already",),
        why="A link text is a call to act. Over several lines of a telephone it is no longer seen as one.",
        bad="[Läs mer om alla de möten som kansliet och kommunerna planerar tillsammans för skola och "
        "vård](https://kommun.example/moten)",
        good="[Läs mer om kommunernas möten](https://kommun.example/moten)",
        source=STUDY,
    ),
    "L110": Entry(
        title="address as a link text",
        sentence="the link text `{text}` is an address",
        help=("write words, and let them lead there: `[Storsthlms kalendarium](https://…)`",),
        why="A screen reader spells an address out, and on a telephone it is broken anywhere. Words say where it "
        "leads. The name of a site without a path (`storsthlm.example`) is fine.",
        bad="[https://kommun.example/moten](https://kommun.example/moten)",
        good="[Höstens möten](https://kommun.example/moten)",
        source=f"{R5}; {STUDY}",
    ),
    "L111": Entry(
        title="link to a site that readers cannot open",
        sentence="`{url}` is probably not public: {reason}",
        help=("open the page on the public site and copy its address from there",),
        why="An address copied while a page was being made leads to the machine of those who made it. Readers get an "
        "error, or a password to type. A port (`:8443`) is only warned about.",
        bad="[Höstens möten](https://test.kommun.example/moten)",
        good="[Höstens möten](https://www.kommun.example/moten)",
        source=STUDY,
    ),
    "L112": Entry(
        title="tracking in a link",
        sentence="the address follows readers: {names}",
        help=("write `{right}`",),
        why="Such parameters come along when an address is copied from another mail or from social media. They say "
        "nothing of the page, but of whoever got the first mail, and count your readers as that sender's. To measure "
        "on purpose, set the code to `info` in storsthlm.yaml.",
        bad="[Höstens möten](https://kommun.example/moten?utm_source=brev)",
        good="[Höstens möten](https://kommun.example/moten)",
        source=f"GDPR, articles 5 and 6; {STUDY}",
    ),
    "L113": Entry(
        title="document or mail that is not announced",
        sentence="the link opens {what}, and readers are not told",
        help=("add `{way}` to the link", "say it in the words of the link: `… (pdf)`"),
        why="Whoever expects a page gets another program, on a telephone perhaps none. With `for: document` or `for: "
        "mail` the design says it behind the text. In running text it is a remark.",
        bad="- link:\n    text: Läs planen\n    url: https://kommun.example/plan.pdf",
        good="- link:\n    text: Läs planen\n    url: https://kommun.example/plan.pdf\n    for: document",
        source=f"{R5}; {WCAG}, 3.2.5",
    ),
    "L114": Entry(
        title="document of two names",
        sentence="the document `{text}` was called `{other}` before",
        help=("call it the same both times",),
        why="Readers look for two documents where there is one.",
        bad="[Planen (pdf)](https://kommun.example/a.pdf), [budgeten (pdf)](https://kommun.example/a.pdf)",
        good="[Planen (pdf)](https://kommun.example/a.pdf), [budgeten (pdf)](https://kommun.example/b.pdf)",
        source=f"{WCAG}, 3.2.4",
    ),
    "L115": Entry(
        title="dead link",
        sentence="`{url}` leads nowhere: {reason}",
        help=("open it in a browser, and find the page's new address, or take the link away",),
        why="There is no such page or server, or every browser warns of its certificate. Looked at by `validate "
        "--online` alone, which asks for each link once and remembers the answer: a day when the page is there, ten "
        "minutes when it is not. Never asked for are links that may be one person's own (a merge slot, an address, a "
        "token, a tail of tracking), and what only a private network can open.",
        bad="[Läs planen](https://kommun.example/plan-som-har-tagits-bort)",
        good="[Läs planen](https://kommun.example/planen)",
        source="RFC 9110, 15.5.5 (404) and 15.5.11 (410)",
    ),
    "L116": Entry(
        title="link that would not open",
        sentence="`{url}` would not open: {reason}",
        help=("open it in a browser: it may be there for people",),
        why="The server keeps programs out, wants a password, or has trouble at the moment; whether readers can open "
        "the page is not known. It is a remark where only programs may be kept out, and a warning where readers may be "
        "as well. Looked at by `validate --online`.",
        bad="[Läs planen](https://intern.kommun.example/planen), which asks for a password",
        good="[Läs planen](https://kommun.example/planen), which everybody can open",
        source="RFC 9110, 15.5 and 15.6; RFC 6585, 4 (429)",
    ),
    "L117": Entry(
        title="link to a page that has moved",
        sentence="`{url}` has moved for good to `{new}`",
        help=("write `{right}`", "that is a front page: find where the page itself is now, if it still is"),
        why="Old addresses lead on to new ones for as long as somebody keeps that up. It is a warning where the new "
        "one is a site's front page: that is most often how a page that was taken away answers. What differs in "
        "encryption, in `www.` or in a slash at the end alone is no move. Looked at by `validate --online`.",
        bad="[Läs planen](https://kommun.example/gammal/plan), which leads to https://kommun.example/planen",
        good="[Läs planen](https://kommun.example/planen)",
        source="RFC 9110, 15.4.2 (301) and 15.4.9 (308)",
    ),
}
