"""N101 to N112: names and words in their time and their form."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import SKRIVREGLER, STUDY, WCAG

_CAUTION = (
    "Only a word that begins with the same letter and has one letter wrong (two in a long name) is taken for a slip, "
    "and never one that is right elsewhere in the directory."
)

NAMES = {
    "N101": Entry(
        title="category out of its time",
        sentence="the category `{label}` is not in use on {date}",
        help=("choose the category of that time, or correct `from` and `to` in `directory/categories.yaml`",),
        why="Topics change with the direction that the organisation takes. `from` and `to` of a category say when it "
        "is used.",
        bad="category: gymnasiet\n"
        "# directory/categories.yaml\n"
        "gymnasiet: {label: Gymnasiet, to: 2020-12-31, colour: '#8A1C4A', colour_dark: '#F093B6'}",
        good="category: gymnasiet\n"
        "# directory/categories.yaml\n"
        "gymnasiet: {label: Gymnasiet, from: 2020-12-31, colour: '#8A1C4A', colour_dark: '#F093B6'}",
        source=STUDY,
    ),
    "N102": Entry(
        title="word that we write otherwise",
        sentence="`{words}` is not how we write it",
        help=("write `{right}`",),
        why="`directory/terms.yaml` says how words are written, and from when to when. A form is found as a whole word "
        "with its own capitals; a compound has to be listed itself. The capital of a sentence says nothing.",
        bad="Skriv ett email till oss.",
        good="Skriv e-post till oss.",
        source=f"{SKRIVREGLER}; Svenska Akademiens ordlista; TT-språket",
    ),
    "N103": Entry(
        title="our own name, mistyped",
        sentence="`{words}` is not our own name",
        help=("write `{right}`",),
        why="Every reader sees a slip in the sender's own name, `newsletter.organisation` in the settings. " + _CAUTION,
        bad="Exempelkomunerna bjuder in.",
        good="Exempelkommunerna bjuder in.",
        source=STUDY,
    ),
    "N104": Entry(
        title="a person's name, mistyped",
        sentence="`{words}` is nearly {right} of the directory",
        help=("write `{right}`, or accept it if it is somebody else",),
        why="A name with a slip is the error that the person concerned sees first. All words of the name but one have "
        "to be right. " + _CAUTION,
        bad="Maria Lindbärg hälsar välkommen.",
        good="Maria Lindberg hälsar välkommen.",
        source=STUDY,
    ),
    "N105": Entry(
        title="municipality in another form",
        sentence="the municipality is not called `{words}`",
        help=("write `{right}`",),
        why="Five of the 26 call themselves `stad`, eight have a genitive (`Danderyds kommun`): the official forms "
        "are in `directory/municipalities.yaml`. A part of a town such as `Nacka stad` is left alone. A remark on "
        "`kommunerna i Stockholm`: the city is one, the county has them all. " + _CAUTION,
        bad="Vi ses i Danderyd kommun.",
        good="Vi ses i Danderyds kommun.",
        source=f"the names that the municipalities use; {STUDY}",
    ),
    "N106": Entry(
        title="organisation in another form",
        sentence="the organisation is not called `{words}`",
        help=("write `{right}`",),
        why="`directory/organisations.yaml` has the official names and, as `aliases`, other spellings that are met "
        "with. " + _CAUTION,
        bad="Kommun-föreningen bjuder in.",
        good="Kommunföreningen bjuder in.",
        source=STUDY,
    ),
    "N107": Entry(
        title="organisation out of its time",
        sentence="nobody is called `{words}` on the issue's date",
        help=("write `{right}`", "correct the name, or `from` and `to` in `directory/organisations.yaml`"),
        why="Organisations change their names. `from` and `to` say when each has been used; a paragraph that speaks "
        "of the past (`tidigare`, `bytte`, `sedan`), or that has the new name as well, may use the old one.",
        bad="Sveriges Kommuner och Landsting bjuder in.",
        good="Sveriges Kommuner och Regioner bjuder in.",
        source=STUDY,
    ),
    "N108": Entry(
        title="meeting in another form",
        sentence="`{words}` goes by another name in the calendar",
        help=("write `{right}`, or `series:` with its key",),
        why="A meeting that comes again under another name looks like another meeting. `directory/meetings.yaml` has "
        "the names, with the time of those that have changed, and other spellings. Words of five letters or fewer have "
        "to be the same: `HR` is not `IT`. `--fix` writes the name where case, dashes, `för` or a letter differ.",
        bad="- 2021-09-16 Styrellsen",
        good="- 2021-09-16 Styrelsen",
        source=STUDY,
    ),
    "N109": Entry(
        title="name in the wrong case",
        sentence="`{words}` is a name and has its capitals",
        help=("write `{right}`",),
        why="Designs may show a kicker in capitals; the plain text, screen readers and search engines get what is "
        "written. Words all in capitals are left alone.",
        bad="Vi ses i danderyd.",
        good="Vi ses i Danderyd.",
        source=STUDY,
    ),
    "N110": Entry(
        title="one name in two forms",
        sentence="`{words}` in an issue that also writes `{usual}`",
        help=("choose one of them",),
        why="A reader wonders whether two things are meant. Only names of several words are compared, and only their "
        "capitals; the meetings of `directory/meetings.yaml` without their first word, and with their other spellings.",
        bad="Vi läser Årets Nya Kommun. Alla läser Årets Nya kommun.",
        good="Vi läser Årets nya kommun. Alla läser Årets nya kommun.",
        source=STUDY,
    ),
    "N111": Entry(
        title="person of whom too little is said",
        sentence="`{name}` has {what} here",
        help=("write {way}",),
        why="Whoever reads this section alone, from the list of contents, or a link alone, does not know who is meant. "
        "Found is a first name whose surname the section or the link has not, one behind a quote (`as:`) where others "
        "are named too or the role has not been said, and a speaker in words of whom nothing but the name is said.",
        bad="- 2021-09-16 Samtal med Åsa",
        good="- 2021-09-16 Samtal med Åsa Ek",
        source=STUDY,
    ),
    "N112": Entry(
        title="acronym that is not spelled out",
        sentence="`{words}` is not spelled out before or beside its first use",
        help=(
            "write `{full}`",
            "write what it stands for, and the acronym in brackets behind it",
        ),
        why="An abbreviation that readers may not know is explained where "
        "it stands first. Usual ones (EU, HR, IT, PDF, …) and names of calendar rows are left alone.",
        bad="Vi och KSO ses i höst.",
        good="Vi och kommunstyrelsens ordförande (KSO) ses i höst.",
        source=f"{SKRIVREGLER}; {WCAG}, 3.1.4",
    ),
}
