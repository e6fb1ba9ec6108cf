"""One name in two forms."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from storsthlm_cli.checks.words import raised_names
from tests.checks.names.naming import MEETINGS, found

Finds = Callable[..., list[Mapping[str, str]]]


def test_one_name_in_two_forms_is_a_remark() -> None:
    words = "Årets Innovativa Kommun, om Årets Innovativa Kommun och Årets Innovativa kommun"
    ((code, arguments),) = found(words)
    assert code == "N110"
    assert arguments == {"words": "Årets Innovativa kommun", "usual": "Årets Innovativa Kommun"}


def test_a_meeting_in_running_text_has_the_capitals_and_words_of_the_calendar(finds: Finds) -> None:
    rows = "  - kind: calendar\n    headline: Kalender\n    rows: [2021-09-02 Strategiskt nätverk för socialtjänst]\n"
    frame = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n"
    article = "  - kind: article\n    headline: Rubriken\n    body: Vi möter vårt strategiska {} i dag.\n"
    for words in ("nätverk för Socialtjänst", "nätverk för socialtjänsten"):
        text = frame + article.format(f"«{words}»") + rows
        (arguments,) = finds(text, "N110 info", meetings=MEETINGS, whole=True)
        assert arguments == {"words": words, "usual": "nätverk för socialtjänst"}
        finds(frame + article.format(words), meetings=MEETINGS, whole=True)
    finds(frame + article.format("nätverk för socialtjänst") + rows, meetings=MEETINGS, whole=True)
    finds(frame + article.format("samtal med Storsthlms styrelse") + rows, meetings=MEETINGS, whole=True)


def test_a_word_of_many_capitals_is_searched_in_no_time() -> None:
    begun = time.process_time()
    assert list(raised_names("Aa" * 30_000)) == []
    assert time.process_time() - begun < 5
