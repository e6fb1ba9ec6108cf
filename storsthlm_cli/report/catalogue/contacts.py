"""C101 to C110: the people whom readers can ask."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, STUDY

CONTACTS = {
    "C101": Entry(
        title="contact without an e-mail address",
        sentence="{name} is a contact but has no e-mail address",
        help=(
            "add `email:` to `{key}` in `directory/people.yaml`",
            "write `mailbox:` beside `person:`, or put the person into `directory/people.yaml`",
        ),
        why="Whom readers are told to ask, they must be able to reach.",
        bad="# directory/people.yaml\nasa-ek:\n  name: Åsa Ek\n  roles: [{label: kommundirektör}]",
        good="# directory/people.yaml\n"
        "asa-ek:\n"
        "  name: Åsa Ek\n"
        "  roles: [{label: kommundirektör}]\n"
        "  email: asa.ek@kommun.example",
        source=STUDY,
    ),
    "C102": Entry(
        title="invalid e-mail address",
        sentence="the e-mail address `{address}` of {name} is not valid: {reason}",
        help=("correct it in `directory/people.yaml`",),
        why="A mail to this address cannot arrive. The check is that of the standards (RFC 5321, RFC 5322); it does "
        "not ask whether the mailbox exists.",
        bad="# directory/people.yaml\nasa-ek:\n  name: Åsa Ek\n  roles: [{label: kommundirektör}]\n  email: asa.ek@",
        good="# directory/people.yaml\n"
        "asa-ek:\n"
        "  name: Åsa Ek\n"
        "  roles: [{label: kommundirektör}]\n"
        "  email: asa.ek@kommun.example",
        source="RFC 5321, RFC 5322",
    ),
    "C103": Entry(
        title="invalid telephone number",
        sentence="`{number}`, the number of {name}, is not a valid telephone number",
        help=("write it in full, such as `08-123 456 78` or `+46 8 123 456 78`",),
        why="The number has too few or too many digits, or an area code that does not exist. Numbers without a "
        "country code are taken for Swedish ones.",
        bad="# directory/people.yaml\n"
        "asa-ek:\n"
        "  name: Åsa Ek\n"
        "  roles: [{label: kommundirektör}]\n"
        "  email: asa.ek@kommun.example\n"
        "  phone: 08-1",
        good="# directory/people.yaml\n"
        "asa-ek:\n"
        "  name: Åsa Ek\n"
        "  roles: [{label: kommundirektör}]\n"
        "  email: asa.ek@kommun.example\n"
        "  phone: 08-123 456 78",
        source="ITU-T E.164; the Swedish numbering plan",
    ),
    "C104": Entry(
        title="no role on the issue's date",
        sentence="{name} has no role on {date}",
        help=("add the role, or correct `from` and `to`, in `directory/people.yaml`",),
        why="The role stands beside the name. When none is valid on the issue's date, the person is shown without "
        "one; perhaps somebody else holds the office now.",
        bad="- quote: {text: Vi ses, by: asa-ek}\n"
        "# directory/people.yaml\n"
        "asa-ek: {name: Åsa Ek, email: asa.ek@kommun.example, roles: [{label: rektor, to: 2020-12-31}]}",
        good="- quote: {text: Vi ses, by: asa-ek}\n"
        "# directory/people.yaml\n"
        "asa-ek: {name: Åsa Ek, email: asa.ek@kommun.example, roles: [{label: rektor, from: 2019-01-01}]}",
        source=STUDY,
    ),
    "C105": Entry(
        title="invalid mailbox",
        sentence="the mailbox `{address}` is not a valid e-mail address: {reason}",
        help=("correct it",),
        why="A mail to this address cannot arrive. The check is that of the standards (RFC 5321, RFC 5322); it does "
        "not ask whether the mailbox exists.",
        bad="contacts:\n  - mailbox: kansliet\n    text: Fråga",
        good="contacts:\n  - mailbox: kansliet@kommun.example\n    text: Fråga",
        source="RFC 5321, RFC 5322",
    ),
    "C106": Entry(
        title="lost mailbox",
        sentence="the address of this contact is lost",
        help=("write the address after `mailbox:`, or remove the contact",),
        why="`mailbox: saknas` says that the address has been lost and must be found. A draft may have such gaps, and "
        "the preview shows them; a mail that leaves may not.",
        bad="contacts:\n  - mailbox: saknas\n    text: Fråga",
        good="contacts:\n  - mailbox: kansliet@kommun.example\n    text: Fråga",
        source=STUDY,
    ),
    "C107": Entry(
        title="another role than the directory has",
        sentence="{name} is `{words}` here, and {role} in the directory on {date}",
        help=("correct one of the two, or refer to the person by key",),
        why="Who is what changes; `directory/people.yaml` has the roles with their time. Only the first title behind "
        "or before a full name is compared, and none of another time (`tidigare`, `blivande`, `tf`).",
        bad="Åsa Ek, rektor, hälsar välkommen.",
        good="Åsa Ek, kommundirektör, hälsar välkommen.",
        source=STUDY,
    ),
    "C108": Entry(
        title="two roles in one issue",
        sentence="{name} is `{words}` here, and `{other}` elsewhere in the issue",
        help=("use one title for one person, or refer to the person by key",),
        why="Readers wonder which is right. Titles of another time (`tidigare`, `blivande`, `tf`) are not compared; a "
        "remark where a title is a former one in one place and one of today in another. `tidigare` is about the title "
        "behind it and those that `och` joins to that; a comma ends it.",
        bad="Vi mötte Cia Dal, rektor i Nacka. Nu talar Cia Dal, chef i Nacka.",
        good="Vi mötte Cia Dal, rektor i Nacka. Nu talar Cia Dal, rektor i Nacka.",
        source=STUDY,
    ),
    "C109": Entry(
        title="mail address with a domain that is nearly ours",
        sentence="`{words}` is nearly `{right}`",
        help=("write `{right}`",),
        why="A mail to a mistyped domain is lost, or reaches a stranger. The domains of `directory/people.yaml` are "
        "compared; nothing is looked up.",
        bad="Skriv till info@komun.example.",
        good="Skriv till info@kommun.example.",
        source=OWN,
    ),
    "C110": Entry(
        title="domain without mail",
        sentence="mail to `{address}` cannot arrive: {reason}",
        help=("write the address as it stands in a mail from there",),
        why="Readers who write get their mail back, or nothing at all. Looked at by `validate --online` alone, which "
        "asks the name servers for the domain of everybody whom readers are asked to write to; nobody is written to, "
        "so that the part before the @ is not judged.",
        bad="contacts: [{mailbox: info@komun.example, text: Fråga}]",
        good="contacts: [{mailbox: info@kommun.example, text: Fråga}]",
        source="RFC 5321, 5.1; RFC 7505",
    ),
}
