from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.decoding import decode
from storsthlm_cli.model.errors import Failure

TEXT = "Vi vill ”växa” 2019–2022 … 40 €"


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "windows-1252", "ISO_8859-1"])
def test_what_is_called_latin_1_is_windows_1252(label: str) -> None:
    assert decode(TEXT.encode("cp1252"), "brev", label) == (TEXT, ())


def test_bytes_that_windows_1252_has_not_are_latin_1_when_they_say_so() -> None:
    assert decode(b"sm\xf6r\x81", "brev", "iso-8859-1") == ("smör\x81", ())


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii"])
def test_utf_8_is_read_as_that_whatever_a_western_label_says(label: str) -> None:
    text, notices = decode(TEXT.encode(), "brev", label)
    assert text == TEXT
    assert notices == (f"`brev` says that it is `{label}`, but it is UTF-8 and was read as that",)


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        *(("utf-16-le", "utf-16le"), ("utf-16-be", "utf-16be"), ("utf-32", None), ("iso8859-15", "iso-8859-15")),
        *(("mac-roman", "macintosh"), ("utf-8", "UTF8")),
    ],
)
def test_a_charset_that_a_mail_names_is_believed(codec: str, label: str | None) -> None:
    assert decode("Grön äng € i maj".encode(codec), "brev", label) == ("Grön äng € i maj", ())


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "utf-7", "hex", "rot13", "a\0b", "", "é", "x" * 99]
)
def test_a_label_of_no_charset_says_nothing(label: str) -> None:
    assert decode(b"xn--a \\u0041 +AGE- gr\xc3\xb6n", "brev", label) == ("xn--a \\u0041 +AGE- grön", ())


def test_a_page_of_single_bytes_is_not_utf_16_whatever_it_says() -> None:
    page = '<meta charset="utf-16"><p>Grön äng</p>'
    assert decode(page.encode(), "brev") == (page, ())
    text, notices = decode(page.encode("cp1252"), "brev", "utf-16")
    assert (text, len(notices)) == (page, 1)


def test_a_nul_is_no_text_in_a_narrow_charset() -> None:
    with pytest.raises(Failure, match="it holds a NUL"):
        decode(b"a\0b", "brev", "iso-8859-1")
