from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.catalogue import ENTRIES
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.explaining import readable, show_codes, show_explanation, shown, standing


def test_a_code_is_explained_in_either_case_of_letters(capsys: pytest.CaptureFixture[str]) -> None:
    show_explanation(open_consoles({}), "i104", json=False)
    assert capsys.readouterr().out == (
        "I104: image without a description\n"
        "\n"
        "Many mail programs hide images until asked, and some readers cannot see them.\n"
        "What the picture tells must be in `alt`, in a sentence.\n"
        "\n"
        "it says:  the image `FILE` has no `alt`\n"
        'way out:  describe what it shows, or write `alt: ""` when it is decoration\n'
        "level:    error\n"
        "source:   WCAG 2.2, 1.1.1\n"
        "\n"
        "wrong:    - image:\n"
        "              file: images/skola.jpg\n"
        "              credit: Bo Al\n"
        "\n"
        "right:    - image:\n"
        "              file: images/skola.jpg\n"
        "              alt: En skola med röda dörrar.\n"
        "              credit: Bo Al\n"
    )


def test_what_cannot_be_seen_in_an_example_is_made_visible_and_a_sentence_is_broken() -> None:
    assert shown("Vi\u00a0ses\x0c i höst och i vinter.", 12) == ["Vi⍽ses␌ i", "höst och i", "vinter."]
    assert shown("headline: Vi ses i höst\nbody: Igen.", 12) == ["headline: Vi ses i höst", "body: Igen."]


@pytest.mark.parametrize(
    ("code", "told"),
    {
        "T101": "warning; `validate --fix` repairs what is sure",
        "S045": "warning; `send` refuses it",
        "D104": "remark",
        "S001": "error",
        "S008": "warning",
    }.items(),
)
def test_the_level_is_that_of_the_rule_or_else_of_the_entry(code: str, told: str) -> None:
    assert standing(code) == told


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
