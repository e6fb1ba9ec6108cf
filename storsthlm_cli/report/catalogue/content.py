"""S026 to S032 and S040 to S051: what an issue says, and whether all of it is there."""

from __future__ import annotations

from storsthlm_cli.model.findings import Level
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, STUDY, WCAG

CONTENT = {
    "S026": Entry(
        title="section id given twice",
        sentence="the id `{id}` is taken by section {first} already",
        help=("give one of them an `id:` of its own",),
        why="The id of a section is the anchor that links lead to, in the mail and in the archive. "
        "Without an `id:` of its own a section's id is made from its headline.",
        bad="- kind: short\n"
        "  headline: Nya möten\n"
        "  body: I höst.\n"
        "- kind: short\n"
        "  headline: Nya möten\n"
        "  body: Igen.",
        good="- kind: short\n"
        "  headline: Nya möten\n"
        "  body: I höst.\n"
        "- kind: short\n"
        "  headline: Nya möten\n"
        "  id: nya-moten-igen\n"
        "  body: Igen.",
        source="the HTML Standard: an id is unique in its page",
    ),
    "S027": Entry(
        title="unknown reference",
        sentence="there is no {what} `{key}` in the directory",
        help=("did you mean `{nearest}`?", "add it to the directory, or correct the key"),
        why="People, organisations and categories stand in the directory once, in `directory/people.yaml`, "
        "`organisations.yaml` and `categories.yaml`; issues refer to them by key, so that a name is spelt and a "
        "telephone number corrected in one place.",
        bad="contacts: [asa-eck]",
        good="contacts: [asa-ek]",
        source=OWN,
    ),
    "S028": Entry(
        title="section without a headline",
        sentence="this `{kind}` section has no headline",
        help=("add `headline:`",),
        why="Readers skim headlines, and people who listen to the mail jump from headline to headline. A section that "
        "is to have none says so: `headline: null` and `ignore: [{code: S028, reason: …}]`; it stays as a remark.",
        bad="- kind: short\n  body: Vi ses i höst.",
        good="- kind: short\n  headline: Nya möten\n  body: Vi ses i höst.",
        source=f"{WCAG}, 2.4.10; {STUDY}",
    ),
    "S029": Entry(
        title="section without content",
        sentence="this `{kind}` section has no {what}",
        help=("write a `body:`, give it links or contacts, or remove the section",),
        why="A headline with nothing beneath it looks like a mistake, and usually is one.",
        bad="- kind: article\n  headline: Nya möten",
        good="- kind: article\n  headline: Nya möten\n  body: Vi ses i höst.",
        source=OWN,
    ),
    "S030": Entry(
        title="calendar without rows",
        sentence="the calendar has neither rows nor a note",
        help=("list the meetings under `rows:`, or say in `note:` why there are none",),
        why="An empty calendar leaves readers wondering whether there are no meetings or whether they got lost.",
        bad="- kind: calendar\n  headline: Kalender",
        good="- kind: calendar\n  headline: Kalender\n  note: Mötena är inställda.",
        source=STUDY,
    ),
    "S031": Entry(
        title="calendar rows out of order",
        sentence="{date} stands after {previous}",
        help=("put the rows in the order of their dates",),
        why="Readers expect a calendar in order, and overlook a row that is not where they look for it.",
        bad="- 2021-09-16 Seminarium\n- 2021-09-15 Konferens",
        good="- 2021-09-15 Konferens\n- 2021-09-16 Seminarium",
        source=STUDY,
    ),
    "S032": Entry(
        title="lost content",
        sentence="the address of the link `{text}` is lost",
        help=("write the address after `url:`, or remove the link",),
        why="`url: saknas` says that the address has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
        bad="- link:\n    text: Läs om mötena\n    url: saknas",
        good="- link:\n    text: Läs om mötena\n    url: https://kommun.example/moten",
        source=STUDY,
    ),
    "S040": Entry(
        title="merge slot that cannot be read",
        sentence="`{slot}` is not a merge slot: {reason}",
        help=('write `{{{{ recipient.first_name | default("du") }}}}`',),
        why="A merge slot is filled for each recipient. It names a field of the list and, if wanted, a default for "
        'those who have none: `{{ recipient.first_name | default("du") }}`. Nothing else is calculated there.',
        bad="Hej {{ recipient.first_name | upper }}!",
        good="Hej {{ recipient.first_name }}!",
        source=OWN,
    ),
    "S041": Entry(
        title="merge slot in the wrong place",
        sentence="the merge slot `{slot}` is not filled here",
        help=("merge slots work in body texts, the subject and the preheader",),
        why="Headlines, captions and titles are the same for everybody: they become anchors, the archive's contents "
        "and calendar entries.",
        bad='headline: "{{ recipient.first_name }}, vi ses"',
        good="headline: Vi ses",
        source=OWN,
    ),
    "S042": Entry(
        title="Markdown that a mail cannot show",
        sentence="{what} cannot be used in a text",
        help=("{hint}",),
        why="A text has paragraphs, subheadings, lists, links, bold and italics. Images are blocks of their own, with "
        "a description and a credit; tables and code do not survive the mail programs of this world.",
        bad="Vi ses! ![En skola](skola.jpg)",
        good="- Vi ses!\n- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source="CommonMark 0.31; what mail programs show",
    ),
    "S043": Entry(
        title="text that is too long",
        sentence="this text has {size} characters, and at most {limit} are read",
        help=("shorten it, or put it on a page of its own and link to it",),
        why="Mail programs cut long mails: Gmail shows about 100,000 characters of the whole page. So long a text is "
        "most often a file that was pasted by mistake.",
        bad="a whole report, pasted into `body:`",
        good="[Läs mer om skolornas platser](https://kommun.example/rapport)",
        source="Gmail, which cuts off a mail of more than 102 kB",
    ),
    "S044": Entry(
        title="event without a date or a place",
        sentence="this `{kind}` has no {what}",
        help=(
            "write it as data, so that it can be checked and put into calendars: `{way}`; or call it `{instead}`",
            "write it as data, so that it is put into calendars: `{way}`",
        ),
        why="Readers want to know when and where. What is data is written out by the design, becomes a calendar entry, "
        "and is found when it has passed. A remark where there is a day and a time, and no place: `digitalt` is one.",
        bad="- kind: call\n  headline: Svara på enkäten\n  body: Skriv till enkat@kommun.example.",
        good="- kind: call\n"
        "  headline: Svara på enkäten\n"
        "  deadline: 2021-09-01\n"
        "  body: Skriv till enkat@kommun.example.",
        source=STUDY,
    ),
    "S045": Entry(
        title="something to look at",
        sentence="look at this before it is sent: {reason}",
        help=("delete the `check:` line when it has been done",),
        why="`check:` is a note to whoever finishes the issue. An import writes one wherever it had to guess. A draft "
        "may have such notes; a mail that leaves may not.",
        bad="check: stämmer rubriken?",
        good="headline: Nya möten",
        source=OWN,
    ),
    "S046": Entry(
        title="copied and still the same",
        sentence="this was copied from {issue} and still says the same",
        help=("change the text, or delete the `check:` line when it is right as it is",),
        why="`storsthlm new-issue` copies what comes back in every issue. The remark about it goes by itself as soon "
        "as the text is changed. A draft may have such texts; a mail that leaves may not.",
        bad="check: {copied_from: 2021-04}",
        good="headline: Nya möten",
        source=OWN,
    ),
    "S047": Entry(
        title="lost title",
        sentence="the title of the meeting on {date} is lost",
        help=("write what takes place, or remove the row",),
        why="`title: saknas` says that the title has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
        bad="- {date: 2021-09-16, title: saknas}",
        good="- {date: 2021-09-16, title: Seminarium}",
        source=STUDY,
    ),
    "S048": Entry(
        title="nothing to ignore",
        sentence="`ignore` of {code} is not needed here: nothing is found",
        help=("take the entry away",),
        why="What a section ignores should be there: else nobody sees it when the same mistake is made again, by "
        "somebody else and for no good reason. Not judged are codes that depend on the day (D104, D201 and the "
        "like), on an option (`--mail`, `--online`, `--spelling`) or on a mail that leaves.",
        level=Level.WARNING,
        bad="body: Vi ses i höst.\nignore: [{code: I105, reason: det är vår egen bild}]",
        good="body: [{image: {file: images/skola.jpg, alt: En skola.}}]\n"
        "ignore: [{code: I105, reason: det är vår egen bild}]",
        source="our own: an exception is as exact as a rule",
    ),
    "S049": Entry(
        title="kicker of the calendar",
        sentence="`{words}` stands above the calendar, too",
        help=("give this section a kicker of its own",),
        why="The line above a headline says what kind of thing follows. Who looks for the calendar, by eye or by ear, "
        "stops at the first section that is called so.",
        bad="- {kind: short, kicker: Kalendarium, headline: Två möten, body: Välkomna!}\n"
        "- {kind: calendar, kicker: Kalendarium, headline: Kalendarium, rows: [2021-09-02 Frukost]}",
        good="- {kind: short, kicker: Evenemang, headline: Två möten, body: Välkomna!}\n"
        "- {kind: calendar, kicker: Kalendarium, headline: Kalendarium, rows: [2021-09-02 Frukost]}",
        source=STUDY,
    ),
    "S050": Entry(
        title="unlike its like",
        sentence="`{words}` has {what}",
        help=("make it alike: {usual}",),
        why="Like things look alike in an issue that somebody has taken care of. Compared are the ends of captions of "
        "one sentence, `Foto:` and `Fotograf:`, the dashes before answers, the ends of lists (commas or full stops), "
        "and whether pictures have a caption and sections a category or a kicker. A summary of a board meeting has "
        "the day of the meeting in its headline, a quote its speaker, and a signature no comma behind the name.",
        bad="""\
- kind: board
  headline: Sammanfattning från styrelsemötet
  body: Styrelsen beslutade om budgeten.""",
        good="""\
- kind: board
  headline: Sammanfattning från styrelsemötet den 10 juni
  body: Styrelsen beslutade om budgeten.""",
        source=STUDY,
    ),
    "S051": Entry(
        title="dead end",
        sentence="{what} has neither a link nor anybody to ask",
        help=("link to more about it, or name a contact",),
        why="A newsletter tells in brief, and who wants to know more or take part has to find the way on alone. "
        "Looked at are the kinds `article`, `interview`, `event`, `call`, `recap`, `campaign` and `board`, "
        "and items that ask readers to keep a day free. A link in the text counts, and so does a mail address.",
        bad="- kind: article\n  headline: Nya möten i höst\n  body: Vi ses i augusti.",
        good="- kind: article\n  headline: Nya möten i höst\n  body: Vi ses i augusti.\n  contacts: [asa-ek]",
        source=STUDY,
    ),
    "S052": Entry(
        title="unknown list",
        sentence="there is no list `{name}`",
        help=(
            "did you mean `{nearest}`?",
            "name a list by its file without the ending: `kommuner` for `lists/kommuner.csv`",
        ),
        why="What is said to one list only goes out with `send --list` of that name; under another name nobody would "
        "ever get it. Where there are no lists at all, as on the machine of somebody who only writes, nothing is said.",
        bad="for_lists: {komuner: {subject: Nytt till kommunerna}}",
        good="for_lists: {kommuner: {subject: Nytt till kommunerna}}",
        source=OWN,
    ),
}
