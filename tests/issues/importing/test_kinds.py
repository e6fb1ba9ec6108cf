from __future__ import annotations

import pytest

from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG, MORE

ROWS = "<ul><li>20 september: Rådet</li><li>21 september: Mötet</li></ul>"


@pytest.mark.parametrize(
    ("section", "check"),
    [
        (f"<h2>Två</h2>{ROWS}", "the kind was guessed from its rows alone"),
        (f"<h2>Två</h2><p>{MORE}</p>", "the kind was guessed from its length"),
        (f"<h2>Kalendarium</h2>{ROWS}", ""),
    ],
)
def test_a_kind_without_a_word_for_it_is_to_be_looked_at(section: str, check: str, imported: Importer) -> None:
    text = imported(f"<h2>Ett</h2><p>{LONG * 5}</p>{section}").draft.text
    assert ("guessed from its" in text) is bool(check)
    assert check in text
