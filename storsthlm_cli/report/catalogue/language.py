"""T206 to T208 and T401: grammar and spelling."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import STUDY

LANGUAGE = {
    "T206": Entry(
        title="slip of grammar",
        sentence="`{words}` {what}",
        help=("write `{right}`", "perhaps `{perhaps}`?", "name two after `både`, or leave it out"),
        why="A few turns of phrase in which slips are frequent and sure: `att` that is missing after "
        "`rekommenderar`, `av` after `som drivs`, `en annans kommuns` for `en annan kommuns`, "
        "`landshövding` of a municipality. A remark where some writers mean it so: `barn och ungas`, and "
        "`både` with more than two. Other slips need a second reader: `storsthlm proof`.",
        bad="Styrelsen rekommenderar kommunerna anta avtalet.",
        good="Styrelsen rekommenderar kommunerna att anta avtalet.",
        source=STUDY,
    ),
    "T207": Entry(
        title="headline that nobody says",
        sentence="nobody says `{words}` in this section",
        help=("quote what is said, or leave the quotation marks out",),
        why="What stands in quotation marks has been said so. The person quoted has agreed to the words of the text, "
        "and reads the headline first. A remark, for the whole article may have the words.",
        bad="- kind: short\n  headline: ”Vi ska göra det”\n  body: – Vi tänker göra det, säger hon.",
        good="- kind: short\n  headline: ”Vi ska göra det”\n  body: – Vi ska göra det, säger hon.",
        source=STUDY,
    ),
    "T208": Entry(
        title="question that is none",
        sentence="`{words}` tells of a question and asks none",
        help=("end it in a full stop",),
        why="A question within a sentence that tells something has no question mark.",
        bad="På mötet diskuterades hur vi går vidare?",
        good="På mötet diskuterades hur vi går vidare.",
        source=STUDY,
    ),
    "T401": Entry(
        title="word that the dictionary does not know",
        sentence="the dictionary does not know `{word}`, which stands here {times}",
        help=("perhaps it is {meant}", "correct it, or write it into `directory/terms.yaml`"),
        why='Checked with `validate --spelling`, which needs `pip install "storsthlm[spell]"`: spylls and its Swedish '
        "dictionary. Words of the directory are known, those in `terms.yaml` with their endings; there a word that is "
        "missing in the dictionary needs no more than `webbinarium: {write: webbinarium}`. Left alone are names, "
        "acronyms, figures and addresses. A remark when it is near to no word that is known: it is a new word then, "
        "or an English one, rather than a slip of the pen.",
        bad="Vi ses på möttet.",
        good="Vi ses på mötet.",
        source=STUDY,
    ),
}
