"""The page of other names knows every code, and no other."""

from __future__ import annotations

import pathlib
import re

from storsthlm_cli.report.catalogue import ENTRIES

PAGE = (pathlib.Path(__file__).parents[2] / "docs" / "check-names.md").read_text(encoding="utf-8")
TABLE, _, FURTHER = PAGE.partition("## Further checks")
CODE = re.compile(r"\b[SDCNLIATM]\d{3}\b")
NAMES = """
S-HEAD S-CAL-TITLE S-CAL-EMPTY S-CAT S-CASE S-DUP S-END S-STYLE S-FRAME D-WEEKDAY D-VALID D-PAST D-ORDER D-HOLIDAY
D-YEAR D-FORM D-XREF D-STALE L-GENERIC L-HERE L-LONG L-VAGUE L-DEAD C-CONTACT C-ROLE C-FIRST N-ORG N-MUNI N-SERIES
I-CREDIT I-ALT T-SPELL T-GRAM T-DASH T-RANGE T-QUOTE T-SPACE T-NUM T-LIST T-COLON T-TERM T-ACRO T-QHEAD T-LIX
WRONG_WEEKDAY NO_SUCH_DATE RANGE_REVERSED HOLIDAY EVE WEEKEND PAST YEAR_INFERRED NO_YEAR_FAR RELATIVE HYPHEN_RANGE
SPACED_RANGE KL_NO_STOP LEADING_ZERO MISSING_SPACE DEADLINE
"""


def test_every_name_of_the_study_has_one_line() -> None:
    first_cells = re.findall(r"^\| ([A-Z][A-Z_, -]+) \|", TABLE, re.MULTILINE)
    assert [name for cell in first_cells for name in cell.split(", ")] == NAMES.split()


def test_every_code_that_is_named_exists() -> None:
    assert set(CODE.findall(PAGE)) <= ENTRIES.keys()


def test_every_code_without_a_name_in_the_study_is_a_further_check_called_by_its_title() -> None:
    told = dict(re.findall(r"([A-Z]\d{3}) ([^;]+?)(?:;|$)", " ".join(FURTHER.replace("\n- ", ";").split())))
    assert told == {code: entry.title for code, entry in ENTRIES.items() if code not in CODE.findall(TABLE)}
