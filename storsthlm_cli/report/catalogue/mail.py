"""M101 to M203: the message as it leaves."""

from __future__ import annotations

from storsthlm_cli.model.findings import Level
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, STUDY

MAIL = {
    "M101": Entry(
        title="merge slot without a value",
        sentence="recipients without `{field}`: {count} (first: `{first}`), and the merge slot has no default",
        help=('write a default: `{{{{ recipient.{field} | default("…") }}}}`, or fill in the list',),
        why="A mail that begins with “Hej ,” is worse than one that begins with “Hej!”. Either everybody on the list "
        "has the field, or the slot says what stands there instead.",
        bad="Hej {{ recipient.first_name }}!",
        good='Hej {{ recipient.first_name | default("du") }}!',
        source=OWN,
    ),
    "M102": Entry(
        title="web copy that is not there",
        sentence="`{url}` does not show issue `{issue}`: {reason}",
        help=("`storsthlm archive {issue} --publish` puts it there; then send again",),
        why="Every mail has a link to its web copy at its top, and may show images from there. A real `send` therefore "
        "looks once at the public address (`web.archive_url`) whether the issue is there. A rehearsal and a test ask "
        "nobody. Where this machine can never see the public site, give the code another level in storsthlm.yaml.",
        bad="storsthlm send",
        good="storsthlm archive --publish\nstorsthlm send",
        source="webbriktlinje 87 (Digg)",
    ),
    "M103": Entry(
        title="web copy of another text",
        sentence="`{url}` shows {other}",
        help=("`storsthlm archive {issue} --publish` puts the present text there; then send again",),
        why="The web copy tells by a hash which mail it is a copy of. The issue, its design or the settings have been "
        "changed since it was published, or a cache still shows an earlier page: those who open the link would read "
        "something else than those who read the mail.",
        bad="storsthlm archive --publish, and then a change in issue.yaml",
        good="a change in issue.yaml, and then storsthlm archive --publish",
        source=OWN,
    ),
    "M104": Entry(
        title="long subject",
        sentence="the subject has {length} characters; telephones show {most} at best",
        help=("put the most important word first; what is behind character {most} may not be seen",),
        why="A remark: the inbox of a telephone shows 30 to 60 characters. Above 100 it is a warning, for then no "
        "program shows all of it.",
        bad="subject: Nytt i juni om möten, skolor, vägar, vatten, bostäder, kultur och kollektivtrafik",
        good="subject: Nytt om skolor och vägar",
        source="what telephones show",
    ),
    "M105": Entry(
        title="preheader too short or too long",
        sentence="the preheader has {length} characters, {what}",
        help=("say in one sentence what the subject had no room for",),
        why="The inbox shows it behind the subject. When it is short, mail programs go on with the first words of the "
        "mail, such as the link to the web copy; when it is long, they cut it off.",
        bad="preheader: Nyheter.",
        good="preheader: Vi ses på nya möten i höst, och skolan börjar snart.",
        source="what the inboxes of mail programs show",
    ),
    "M106": Entry(
        title="preheader like the subject",
        sentence="the preheader says the same as the subject",
        help=("say what the subject had no room for",),
        why="The inbox shows both beside each other.",
        bad="subject: Nya möten och nya skolor i höst\npreheader: Nya möten och nya skolor i höst.",
        good="subject: Nya möten och nya skolor i höst\npreheader: Vi ses i Danderyd, och utbildningen växer.",
        source="what the inboxes of mail programs show",
    ),
    "M107": Entry(
        title="subject used before",
        sentence="issue {issue} had the same subject",
        help=("say what is in this issue",),
        why="A subject that is the same every month says nothing, and mail programs show mails of one subject as one "
        "conversation: the new one is taken for an old one.",
        bad="subject: Senaste nytt",
        good="subject: Fler platser på gymnasiet",
        source=STUDY,
    ),
    "M108": Entry(
        title="subject without words",
        sentence="the subject says nothing",
        help=("say what is in this issue",),
        why="Without words a subject is only the reader's own name, or nothing at all.",
        bad='subject: "{{ recipient.first_name }}"',
        good="subject: Nytt i juni",
        source=OWN,
    ),
    "M109": Entry(
        title="placeholder",
        sentence="`{words}` stands for something that is still to come",
        help=("write it, or take it away",),
        why="A draft may have such gaps; a mail that leaves may not. `[…]` between quotation marks, and in quotes and "
        "answers, says that something has been left out, and is right.",
        bad="Lorem ipsum.",
        good="Vi ses i höst.",
        source=OWN,
    ),
    "M110": Entry(
        title="merge slot of another program",
        sentence="`{slot}` is a merge slot of another program, and would be sent as it is",
        help=(
            "write `{right}`",
            'merge slots are written `{{{{ recipient.first_name | default("du") }}}}`, in body texts, subject and '
            "preheader",
        ),
        why="Every mail program has its own way to write what is filled in for each reader. Nothing fills in those of "
        "another: all readers would see it.",
        bad="Hej [[förnamn]]!",
        good="Hej {{ recipient.first_name }}!",
        source=OWN,
    ),
    "M111": Entry(
        title="subject that no mail can have",
        sentence="the subject has {what} in it, which no mail may have there",
        help=("write the words themselves",),
        why="What looks like an encoded word, as `=?utf-8?q?…?=`, is decoded by mail programs to whatever it says, "
        "be it a line break, after which more of the header could follow. It comes in with what is copied from the "
        "source of a mail.",
        bad='subject: "=?utf-8?q?Nytt?= i juni"',
        good="subject: Nytt i juni",
        source="RFC 2047",
    ),
    "M201": Entry(
        title="mail that is cut off",
        sentence="{size} bytes of HTML, {what} the {most} that Gmail shows",
        help=("leave something out, or put a long text on the web and link to it; images do not count",),
        why="Gmail cuts the rest off, the way to leave the list with it. A warning from 80,000 bytes. Looked at by "
        "`validate --mail` and before a mail is sent.",
        bad="twenty articles in full",
        good="twenty leads, each with its link",
        source="Gmail, which cuts off a mail of more than 102 kB",
        level=Level.WARNING,
    ),
    "M202": Entry(
        title="no way to leave the list",
        sentence="the {part} part of the mail has no link to leave the list",
        help=('the design needs `{{{{ slot("@unsubscribe_url") }}}}`',),
        why="Every mail must say how to get no more of them, and Gmail and Yahoo refuse senders whose mails do not. A "
        "design of one's own can forget it; those that come with the tool do not.",
        bad="<p>{{ newsletter.postal_address }}</p>",
        good='<p>{{ newsletter.postal_address }} <a href="{{ slot("@unsubscribe_url") }}">Avsluta</a></p>',
        source="RFC 2369, RFC 8058; what Gmail and Yahoo ask of senders",
    ),
    "M203": Entry(
        title="no postal address",
        sentence="the {part} part of the mail does not have `{address}` of the postal address",
        help=("the design needs `{{{{ newsletter.postal_address }}}}`",),
        why="Readers are to see who writes to them and where to turn (`newsletter.postal_address` of the settings). A "
        "design of one's own can forget it; those that come with the tool do not.",
        bad="<p>{{ newsletter.name }}</p>",
        good="<p>{{ newsletter.name }}, {{ newsletter.postal_address }}</p>",
        source=OWN,
    ),
    "M204": Entry(
        title="mail that does not say why it came",
        sentence="the {part} part of the mail does not say {what}",
        help=("the design needs `{slot}`",),
        why="Who is told why a mail came, and to which of their addresses, leaves the right list, and does not call it "
        "spam. The reason is `newsletter.why` of the settings, or `why:` of `lists/NAME.yaml`. A design of one's own "
        "can forget it; those that come with the tool do not.",
        bad="<p>{{ newsletter.postal_address }}</p>",
        good='<p>{{ newsletter.why }} Brevet är skickat till {{ slot("@address") }}.</p>',
        source="GDPR, article 14; lag 2022:482; what Gmail and Yahoo ask of senders",
    ),
    "M205": Entry(
        title="intro that is not shown",
        sentence="the {part} part of the mail for the list does not have its intro",
        help=("the design needs `{slot}`",),
        why="What an issue says to one list (`intro` in `for_lists`) is written to be read there. A design of one's "
        "own can forget it; those that come with the tool do not.",
        bad="{% for section in issue.sections %}",
        good="{{ prose(issue.intro, 2) }}{% for section in issue.sections %}",
        source=OWN,
    ),
}
