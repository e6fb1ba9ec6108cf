from __future__ import annotations

import pytest

from storsthlm_cli.languages import UnknownLanguage, locale_of


def test_a_tag_with_or_without_a_country_is_a_language() -> None:
    assert str(locale_of("sv")) == "sv"
    assert str(locale_of("sv-SE")) == "sv_SE"


@pytest.mark.parametrize("tag", ["xx", "", "s v"])
def test_what_babel_does_not_know_is_no_language(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        locale_of(tag)
