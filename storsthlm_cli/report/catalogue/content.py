"""S026 to S032 and S040 to S047: what an issue says, and whether all of it is there."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

CONTENT = {
    "S026": Entry(
        title="section id given twice",
        sentence="the id `{id}` is taken by section {first} already",
        help=("give one of them an `id:` of its own",),
        why="The id of a section is the anchor that links lead to, in the mail and in the archive. "
        "Without an `id:` of its own a section's id is made from its headline.",
    ),
    "S027": Entry(
        title="unknown reference",
        sentence="there is no {what} `{key}` in the directory",
        help=("did you mean `{nearest}`?", "add it to the directory, or correct the key"),
        why="People, organisations and categories stand in the directory once, in `directory/people.yaml`, "
        "`organisations.yaml` and `categories.yaml`; issues refer to them by key, so that a name is spelt and a "
        "telephone number corrected in one place.",
    ),
    "S028": Entry(
        title="section without a headline",
        sentence="this `{kind}` section has no headline",
        help=("add `headline:`",),
        why="Readers skim headlines, and people who listen to the mail jump from headline to headline. A section that "
        "is to have none says so: `headline: null` and `ignore: [{code: S028, reason: …}]`; it stays as a remark.",
    ),
    "S029": Entry(
        title="section without content",
        sentence="this `{kind}` section has no {what}",
        help=("write a `body:`, give it links or contacts, or remove the section",),
        why="A headline with nothing beneath it looks like a mistake, and usually is one.",
    ),
    "S030": Entry(
        title="calendar without rows",
        sentence="the calendar has neither rows nor a note",
        help=("list the meetings under `rows:`, or say in `note:` why there are none",),
        why="An empty calendar leaves readers wondering whether there are no meetings or whether they got lost.",
    ),
    "S031": Entry(
        title="calendar rows out of order",
        sentence="{date} stands after {previous}",
        help=("put the rows in the order of their dates",),
        why="Readers expect a calendar in order, and overlook a row that is not where they look for it.",
    ),
    "S032": Entry(
        title="lost content",
        sentence="the address of the link `{text}` is lost",
        help=("write the address after `url:`, or remove the link",),
        why="`url: saknas` says that the address has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
    ),
    "S040": Entry(
        title="merge slot that cannot be read",
        sentence="`{slot}` is not a merge slot: {reason}",
        help=('write `{{{{ recipient.first_name | default("du") }}}}`',),
        why="A merge slot is filled for each recipient. It names a field of the list and, if wanted, a default for "
        'those who have none: `{{ recipient.first_name | default("du") }}`. Nothing else is calculated there.',
    ),
    "S041": Entry(
        title="merge slot in the wrong place",
        sentence="the merge slot `{slot}` is not filled here",
        help=("merge slots work in body texts, the subject and the preheader",),
        why="Headlines, captions and titles are the same for everybody: they become anchors, the archive's contents "
        "and calendar entries.",
    ),
    "S042": Entry(
        title="Markdown that a mail cannot show",
        sentence="{what} cannot be used in a text",
        help=("{hint}",),
        why="A text has paragraphs, subheadings, lists, links, bold and italics. Images are blocks of their own, with "
        "a description and a credit; tables and code do not survive the mail programs of this world.",
    ),
    "S043": Entry(
        title="text that is too long",
        sentence="this text has {size} characters, and at most {limit} are read",
        help=("shorten it, or put it on a page of its own and link to it",),
        why="Mail programs cut long mails: Gmail shows about 100,000 characters of the whole page. So long a text is "
        "most often a file that was pasted by mistake.",
    ),
    "S044": Entry(
        title="event without a date",
        sentence="this `{kind}` has no {what}",
        help=("write it as data, so that it can be checked and put into calendars: `{way}`",),
        why="Readers want to know when. A date that is data is written out by the design, becomes a calendar entry, "
        "and is found when it has passed.",
    ),
    "S045": Entry(
        title="something to look at",
        sentence="look at this before it is sent: {reason}",
        help=("delete the `check:` line when it has been done",),
        why="`check:` is a note to whoever finishes the issue. An import writes one wherever it had to guess. A draft "
        "may have such notes; a mail that leaves may not.",
    ),
    "S046": Entry(
        title="copied and still the same",
        sentence="this was copied from {issue} and still says the same",
        help=("change the text, or delete the `check:` line when it is right as it is",),
        why="`storsthlm new-issue` copies what comes back in every issue. The remark about it goes by itself as soon "
        "as the text is changed. A draft may have such texts; a mail that leaves may not.",
    ),
    "S047": Entry(
        title="lost title",
        sentence="the title of the meeting on {date} is lost",
        help=("write what takes place, or remove the row",),
        why="`title: saknas` says that the title has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
    ),
}
