"""Like things that are not treated alike."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.findings import Level
from tests.checks.comparing import calendar, found

NOTICE = "  - {kind: notice, %s, headline: Två möten, body: Välkomna!}\n"
CALENDAR = calendar("2021-09-01 Möte").replace("    headline", "    %s\n    headline")
KICKER, CATEGORY = "kicker: Kalendarium", "category: kalendarium"
HEAD = "  - kind: article\n    headline: a\n    body:\n"


def pictures(*lines: str) -> str:
    return HEAD + "".join(f"      - image: {{file: a{n}.jpg, alt: b, {line}}}\n" for n, line in enumerate(lines))


@pytest.mark.parametrize("own", ["kicker: «Kalendarium»", "kicker: «kalendarium»", "category: «kalendarium»"])
@pytest.mark.parametrize("of_the_calendar", [KICKER, CATEGORY])
def test_the_kicker_of_the_calendar_above_another_section_is_warned_about(own: str, of_the_calendar: str) -> None:
    (finding,) = found("S049", NOTICE % own + CALENDAR % of_the_calendar)
    assert finding.level is Level.WARNING
    assert finding.arguments["words"].casefold() == "kalendarium"


def test_a_kicker_and_a_category_that_are_the_same_are_told_once() -> None:
    assert found("S049", NOTICE % "kicker: «Kalendarium», category: kalendarium" + CALENDAR % KICKER)


def test_other_kickers_and_two_calendars_are_left_alone() -> None:
    calendars = CALENDAR % KICKER + (CALENDAR % CATEGORY).replace("headline: K", "headline: Nästa k")
    assert found("S049", NOTICE % "kicker: Evenemang" + calendars) == []
    assert found("S049", NOTICE % KICKER) == []


def test_a_caption_that_ends_otherwise_than_the_others_is_a_remark() -> None:
    text = pictures("caption: Åsa Ek.", "caption: «Bo Ek»", "caption: 'Ja! Här är vi'", "caption: Vi ses.")
    (finding,) = found("S050", text)
    assert finding.level is Level.INFO
    assert finding.arguments == {
        "words": "Bo Ek",
        "what": "no full stop at its end",
        "usual": "the other captions have a full stop at its end",
    }
    assert found("S050", pictures("caption: Åsa Ek.", "caption: Bo Ek.", "caption: Vem är det?")) == []


def test_of_two_forms_that_are_as_frequent_the_later_one_is_told() -> None:
    assert found("S050", pictures("caption: Åsa Ek", "caption: «Bo Ek.»"))


def test_a_maker_who_is_called_otherwise_than_the_others_is_a_remark() -> None:
    (finding,) = found("S050", pictures("credit: 'Foto: Åsa'", "credit: '«Fotograf: Bo»'", "credit: 'Bild: Cia'"))
    assert finding.arguments["what"] == "`Fotograf:` before the name"
    assert found("S050", pictures("credit: 'Foto: Åsa'", "credit: Bo Ek", "credit: 'Illustration: Cia'")) == []


def test_a_picture_without_the_caption_that_others_have_is_a_remark() -> None:
    both = "caption: Elever., credit: Åsa"
    (finding,) = found("S050", pictures(both, "credit: «Bo»", both))
    assert finding.arguments["what"] == "no caption beside it"
    assert found("S050", pictures(both, "credit: Bo")) == []
    assert found("S050", pictures("credit: Bo", "credit: Cia", both)) == []


def test_an_answer_without_the_dash_that_others_have_is_a_remark() -> None:
    text = HEAD + "".join(
        f"      - qa: {{question: a?, answer: {answer}}}\n" for answer in ("– Ja.", "– Nej.", "«Nja.»")
    )
    assert found("S050", text)
    assert found("S050", text.replace("– ", "").replace("«", "").replace("»", "")) == []


def test_a_board_s_summary_has_its_day_in_the_headline() -> None:
    board = "  - kind: board\n    headline: %s\n    body: Styrelsen sa ja.\n"
    (finding,) = found("S050", board % "«Sammanfattning från styrelsemötet»")
    assert finding.arguments["what"] == "no day"
    assert found("S050", board % "Sammanfattning från styrelsemötet den 10 juni") == []


def test_a_signature_has_no_comma_behind_the_name() -> None:
    letter = "  - kind: letter\n    body: a\n    signature: |-\n      %s\n      Förbundsdirektör\n"
    (finding,) = found("S050", (letter % "«Åsa Ek,").replace("Förbundsdirektör", "Förbundsdirektör»"))
    assert finding.arguments["words"] == "Åsa Ek, Förbundsdirektör"
    assert found("S050", letter % "Åsa Ek") == []


def test_a_quote_has_its_speaker() -> None:
    (finding,) = found("S050", HEAD + "      - quote: {text: «Vi är redo.»}\n")
    assert finding.arguments["what"] == "nobody who says it"
    assert (
        found("S050", HEAD + "      - quote: {text: Vi är redo., by: Åsa Ek}\n      - quote: {text: Det är bra.}\n")
        == []
    )
    assert found("S050", HEAD + "      - quote: {text: Vi är redo., by: Åsa Ek, as: hon}\n") == []


def article(headline: str, *keys: str, body: str = "b") -> str:
    above = "".join(f"    {key}\n" for key in keys)
    return f"  - kind: article\n{above}    headline: {headline}\n    body: |\n" + "".join(
        f"      {line}\n" for line in body.splitlines()
    )


def test_a_section_without_the_category_that_others_have_is_a_remark() -> None:
    others = article("Ett", "kicker: Nytt") + article("Två", "kicker: Nytt")
    (finding,) = found("S050", others + article("«Tre»"))
    assert finding.arguments["what"] == "no category and no kicker"
    assert found("S050", article("Ett", "kicker: Nytt") + article("Två")) == []
    assert found("S050", others + article("Tre").replace("kind: article", "kind: notice")) == []


def test_lists_that_end_in_commas_and_in_full_stops_are_a_remark() -> None:
    parts, whole = "Vi ska\n\n- bygga,\n- bo,\n- resa.", "Vi ska:\n\n- Bygga.\n- Bo.\n- Resa."
    (finding,) = found("S050", article("Ett", body=parts) + article("Två", body=whole.replace("Bygga.", "«Bygga.»")))
    assert finding.arguments["what"] == "full stops at the ends of its items"
    assert found("S050", article("Ett", body=whole) + article("Två", body="Vi ska:\n\n- bygga\n- bo\n- resa")) == []
