"""What all phrases of the table mean."""

from __future__ import annotations

import pytest

from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import meaning
from tests.phrases.table import Row, rows


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.text} ({row.issued})") for row in rows()])
def test_a_phrase_of_the_table_means_what_stands_there(row: Row) -> None:
    meant = [meaning(phrase, row.issued).written or "?" for phrase in find_phrases(row.text)]
    assert (" + ".join(meant) or "-") == row.meant
