from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.catalogue import ENTRIES
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.explaining import readable, show_codes, show_explanation


def test_a_code_is_explained_in_either_case_of_letters(capsys: pytest.CaptureFixture[str]) -> None:
    show_explanation(open_consoles({}), "i104", json=False)
    assert capsys.readouterr().out == (
        "I104: image without a description\n"
        "\n"
        "Many mail programs hide images until asked, and some readers cannot see them.\n"
        "What the picture tells must be in `alt`, in a sentence.\n"
        "\n"
        "it says:   the image `FILE` has no `alt`\n"
        'way out:   describe what it shows, or write `alt: ""` when it is decoration\n'
    )


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(Failure) as caught:
        show_explanation(open_consoles({}), "I14", json=False)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("did you mean `I1")


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    show_codes(open_consoles({}), json=False)
    told = capsys.readouterr().out
    assert all(f"  {code}  {entry.title}\n" in told for code, entry in ENTRIES.items())


def test_doubled_braces_of_a_template_are_read_as_single_ones() -> None:
    assert readable("write `{{{{ recipient.{field} }}}}`") == "write `{{ recipient.FIELD }}`"
