"""Calendar rows by the names of their meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.checks.names.naming import MEETINGS, of_a_row

Finds = Callable[..., list[Mapping[str, str]]]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Strategisk nätverk digitalisering", "Strategiskt nätverk för digitalisering"),
        ("Strategiskt nätverk: Socialtjänst", "Strategiskt nätverk för socialtjänst"),
        ("Strategiskt nätverk för samhälsbyggnad", "Strategiskt nätverk för samhällsbyggnad"),
        ("Styrelsemöte", "Storsthlms styrelse"),
        ("VIS – Vård i samverkan", "VIS – ledningsgrupp för samverkan inom vård och omsorg"),
    ],
)
def test_a_row_under_another_name_gets_that_of_its_series(finds: Finds, row: str, name: str) -> None:
    frame = f'kind: calendar\nheadline: Kalender\nrows:\n  - {{date: 2021-09-02, title: "«{row}»"}}'
    (arguments,) = finds(frame, "N108 warning", meetings=MEETINGS)
    assert arguments == {"words": row, "right": name}


def test_a_row_has_the_name_that_its_meeting_has_on_the_day(finds: Finds) -> None:
    row = "kind: calendar\nheadline: Kalender\nrows: ['2021-09-02 «{}»']"
    meetings = """
resor: {name: Nätverket för mat och resor, to: 2021-06-20}
dryck: {name: Nätverket för mat och dryck, aliases: [Nätverket för mat och resor], from: 2021-06-21}
"""
    (arguments,) = finds(row.format("Nätverket för mat och resor"), "N108 warning", meetings=meetings)
    assert arguments["right"] == "Nätverket för mat och dryck"
    before = meetings.replace("2021-06-2", "2021-07-2")
    finds(row.format("Nätverket för mat och resor").replace("«", "").replace("»", ""), meetings=before)
    finds(row.format("Nätverket för mat och dryck").replace("«", "").replace("»", ""), meetings=before)


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("strategiskt nätverk digitalisering", True),
        ("Strategiskt nätverk: Digitaliserng", True),
        ("Styrelsemöte", False),
        ("VIS – Vård i samverkan", False),
    ],
)
def test_a_row_is_mended_only_where_its_words_are_those_of_the_name(row: str, mended: bool) -> None:
    assert bool(of_a_row(row).edit) is mended


def test_a_blank_of_another_kind_in_a_row_is_left_to_typography() -> None:
    assert of_a_row("Strategiskt nätverk\u00a0HR").code == "T107"


@pytest.mark.parametrize(
    "row",
    [
        "Strategiskt nätverk för digitalisering",
        "Strategiskt nätverk för IT",
        "Politisk styrgrupp VISSA",
        "Vasrådet 2019",
        "Seminarium för strategiskt nätverk digitalisering",
        "Regional dialog gemensam gymnasieregion",
        "Kommundirektörslunch",
    ],
)
def test_a_row_of_its_own_is_left_alone(finds: Finds, row: str) -> None:
    finds(f"kind: calendar\nheadline: Kalender\nrows:\n  - 2021-09-02 {row}", meetings=MEETINGS)
