"""T101 to T304: typography, and headlines, lists and sentences as wholes."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import SKRIVREGLER, STUDY

TYPOGRAPHY = {
    "T101": Entry(
        title="quotation marks",
        sentence="`{words}` has not the quotation marks of Swedish",
        help=("write `{right}`",),
        why="Swedish has ” on both sides of a quotation, and ’ around one that stands inside of another. "
        "Which side a mark is on is told by its neighbours. Inches and apostrophes are left alone.",
        bad='Hon sa "hej" till oss.',
        good="Hon sa ”hej” till oss.",
        source=SKRIVREGLER,
    ),
    "T102": Entry(
        title="line of speech",
        sentence="the line of speech `{words}` does not begin with an en dash and one blank",
        help=("write `{right}`",),
        why="A line of speech begins with an en dash and a blank (pratminus). In a quote or an answer the "
        "design puts it there, so that none need be written. A hyphen with a blank is taken for a list of one item.",
        bad="–Vi ses i höst.",
        good="– Vi ses i höst.",
        source=SKRIVREGLER,
    ),
    "T103": Entry(
        title="hyphen as a dash",
        sentence="`{words}` has a hyphen or a long dash where an en dash belongs",
        help=("write `{right}`",),
        why="Between blanks, Swedish has the en dash. A hyphen joins what is one word: `it-stöd`, "
        "`hälso-, sjuk- och tandvård`.",
        bad="Vi ses - i höst.",
        good="Vi ses – i höst.",
        source=SKRIVREGLER,
    ),
    "T104": Entry(
        title="range of numbers",
        sentence="`{words}` is not how a range of numbers is written",
        help=("write `{right}`",),
        why="A range of numbers has an en dash without blanks; after `mellan` it has `och`. D111 looks "
        "after ranges of days and times. Numbers that are names, such as `covid-19` or `dnr 2021-123`, are left alone.",
        bad="Det är 7-10 procent.",
        good="Det är 7–10 procent.",
        source=f"{SKRIVREGLER}, 10.2.2",
    ),
    "T105": Entry(
        title="thousands",
        sentence="`{words}` is hard to read, or can be taken for a decimal",
        help=("write `{right}`",),
        why="Thousands are set off by a blank, not by a stop. Type a plain one: when the mail is made, it "
        "becomes one at which no line is broken. Years, and figures that are a name, are left alone.",
        bad="Det är 6000 elever.",
        good="Det är 6 000 elever.",
        source=SKRIVREGLER,
    ),
    "T106": Entry(
        title="blanks",
        sentence="`{words}` has a blank too many or too few",
        help=("write `{right}`",),
        why="One blank between words, none before a comma or a full stop or just inside of brackets, and one behind "
        "a comma or a full stop.",
        bad="Vi ses , i höst.",
        good="Vi ses, i höst.",
        source=SKRIVREGLER,
    ),
    "T107": Entry(
        title="no-break space that is not needed",
        sentence="there is {blank} where none is needed",
        help=("write a plain blank, or none at the end of a line",),
        why="Such characters come along when text is pasted. They cannot be seen, keep lines from breaking where "
        "they should, and keep words from being found. Where one is needed (`5 maj`, `20 000`), the mail gets it by "
        "itself.",
        bad="Vi\u00a0ses i höst.",
        good="Vi ses i höst.",
        source=STUDY,
    ),
    "T108": Entry(
        title="ampersand in running text",
        sentence="`{words}` has `&` for `och`",
        help=("write `{right}`",),
        why="`&` belongs in the names of companies; in running text `och` is written.",
        bad="Arbetsmarknad & tillväxt.",
        good="Arbetsmarknad och tillväxt.",
        source=SKRIVREGLER,
    ),
    "T109": Entry(
        title="a hyphen may be missing",
        sentence="`{word}` in `{words}` may lack its hyphen",
        help=("write `{word}-`, if it has its last part in common with the others",),
        why="In a row of compounds with their last part in common, each but the last one keeps a hyphen: `hälso-, "
        "sjuk- och tandvård`. A remark, as the word may be a whole one.",
        bad="Hälso-, sjuk och tandvård.",
        good="Hälso-, sjuk- och tandvård.",
        source=SKRIVREGLER,
    ),
    "T201": Entry(
        title="word that stands twice",
        sentence="`{words}` has a word twice",
        help=("write `{word}` once",),
        why="A slip of the pen in most cases. A remark where a sentence may well have the word twice in a row; words "
        "such as `det` and `som`, which often stand so, are left alone.",
        bad="Vi vill att att du ser det.",
        good="Vi vill att du ser det.",
        source=STUDY,
    ),
    "T202": Entry(
        title="items of a list that end unequally",
        sentence="the item `{words}` ends in {end}, most others in {usual}",
        help=("end all items alike",),
        why="Items that are whole sentences end in a full stop, all of them; items that are words end in nothing. "
        "Where the items are parts of one sentence, the last one may have its full stop.",
        bad="body: |\n  - Vi möts.\n  - Vi talar.\n  - Vi äter",
        good="body: |\n  - Vi möts.\n  - Vi talar.\n  - Vi äter.",
        source=f"{SKRIVREGLER}, 3.9",
    ),
    "T203": Entry(
        title="long sentence",
        sentence="a sentence of {words} words; above {most} it is hard to follow",
        help=("make two of it",),
        why="Long sentences are read twice or not at all. The Language Act asks for cultivated, simple and "
        "comprehensible language in the public sector.",
        bad="Vi vill att alla kommuner i länet som har fler elever än platser på gymnasiet ska få veta hur "
        "många platser de andra kommunerna har kvar när sommaren är slut och hösten börjar, så att ingen "
        "elev blir utan plats och ingen skola blir utan elever.",
        good="Alla kommuner i länet ska få veta hur många platser som de andra har kvar. Då blir ingen elev "
        "utan plats.",
        source=f"{SKRIVREGLER}, 1.3; språklagen 2009:600, 11 §",
    ),
    "T204": Entry(
        title="hard to read",
        sentence="this section has LIX {lix}; above {most} a text is very hard to read",
        help=("shorten the sentences, and say long words in short ones",),
        why="LIX is the words in a sentence plus the share of words with more than six letters: "
        "30 to 40 is easy, 40 to 50 average, above 60 the language of bureaucrats. Sections of fewer than 60 "
        "words are not measured.",
        bad="Kommunstyrelsens arbetsutskott beslutade om samverkansavtal … for sixty words and more",
        good="Kommunerna ska hjälpas åt. Det har styrelsen bestämt.",
        source="C. H. Björnsson, Läsbarhet (1968)",
    ),
    "T205": Entry(
        title="already said",
        sentence="`{words}` stood in issue {issue} already",
        help=("say what is new, link to it with `issue:{issue}`, or leave it out",),
        why="Readers who know a text skip the next one, too. The three issues before are compared: a warning when a "
        "headline stands above most of the same words, a remark on sentences in a row with 25 words or more, and on "
        "an event or a call, which may remind on purpose. Board summaries, calendars and notices come back and are "
        "left alone, and so is what is marked as copied (S046).",
        source="our own",
        bad="headline: Fler platser på gymnasiet # as in issue 2021-04, above the same text",
        good="headline: Nu finns platserna på gymnasiet # and a text that says what is new since then",
    ),
    "T301": Entry(
        title="headline that ends in a full stop",
        sentence="`{words}` ends in a full stop, and is a headline",
        help=("write `{right}`",),
        why="A headline has no full stop; question and exclamation marks may stand. Headlines of several "
        "sentences are left alone.",
        bad="headline: Nya möten i höst.",
        good="headline: Nya möten i höst",
        source=SKRIVREGLER,
    ),
    "T302": Entry(
        title="link that ends in a full stop",
        sentence="the text of the link ends in a full stop: `{words}`",
        help=("write `{right}`",),
        why="A link on a line of its own is a call to act, and no sentence.",
        bad="- link:\n    text: Läs om mötena.\n    url: https://kommun.example/moten",
        good="- link:\n    text: Läs om mötena\n    url: https://kommun.example/moten",
        source=STUDY,
    ),
    "T303": Entry(
        title="words in capitals",
        sentence="`{words}` is written in capitals",
        help=("write `{right}`, with the capitals that names have",),
        why="Words in capitals are read letter by letter, by people and by some screen readers. How a line above a "
        "headline is set is the design's matter: what is written here goes into the text part, the web page and the "
        "archive, too. Acronyms may stand.",
        bad="kicker: NYA MÖTEN",
        good="kicker: Nya möten",
        source=STUDY,
    ),
    "T304": Entry(
        title="begins in lower case",
        sentence="`{words}` begins in lower case",
        help=("write `{right}`",),
        why="Kickers and headlines begin with a capital. Names such as `von Essen` are left alone.",
        bad="kicker: nya möten",
        good="kicker: Nya möten",
        source=STUDY,
    ),
}
