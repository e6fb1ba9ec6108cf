from __future__ import annotations

import base64

import pytest

from storsthlm_cli.issues.importing.lines import Source
from storsthlm_cli.issues.importing.sources import read_source
from storsthlm_cli.model.errors import Failure
from tests.issues.importing.conftest import Importer
from tests.issues.importing.dresses import PIXEL
from tests.issues.importing.invented import LONG, MORE

HEAD = "From: a@kommun.example\r\nDate: Tue, 7 Sep 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
PAGE = f"<html><body><h2>Ett</h2><p>{LONG}</p><h2>Två</h2><p>{MORE}</p></body></html>"


def headed(kind: str, subject: str = "Brevet", more: str = "") -> str:
    return f"{HEAD}Subject: {subject}\r\n{more}Content-Type: {kind}\r\n\r\n"


def part(kind: str, body: str, more: str = "") -> str:
    return f"--B\r\nContent-Type: {kind}\r\n{more}\r\n{body}\r\n"


def page(body: str) -> str:
    return part("text/html; charset=utf-8", body)


def text(body: str) -> str:
    return part("text/plain; charset=utf-8", body)


def image(name: str, data: bytes = PIXEL, cid: str = "", kind: str = "image/png") -> str:
    more = f"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename={name}\r\n"
    return part(kind, base64.b64encode(data).decode(), more + (f"Content-ID: <{cid}>\r\n" if cid else ""))


def mixed(*parts: str, kind: str = "mixed", subject: str = "Brevet") -> str:
    return headed(f"multipart/{kind}; boundary=B", subject) + "".join(parts) + "--B--\r\n"


def forwarded(inner: str, encoding: str = "") -> str:
    return part("message/rfc822", inner, encoding)


def read(mail: str) -> Source:
    return read_source(mail.encode(), "brev")


def words(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


INNER = headed("text/html; charset=utf-8", "Inre") + PAGE


@pytest.mark.parametrize("note", [page("<p>Hej, se bifogat.</p>"), text("Hej! " * 40), text("Hej!")])
def test_the_newsletter_is_the_forwarded_mail_with_the_most_text(note: str) -> None:
    source = read(mixed(note, forwarded(INNER), subject="VB: Yttre"))
    assert words(source) == ["Ett", LONG, "Två", MORE]
    assert source.subject == "Inre"
    assert source.notices == (
        "the newsletter is the forwarded mail `Inre`, which has the most text",
        "the note above the forwarded mail is left out: `Yttre`",
    )
    assert [reason for _, said, reason in source.dropped if said.startswith("Hej")] == [
        "the note above the forwarded mail"
    ]


def test_a_newsletter_with_a_smaller_mail_attached_stays_it() -> None:
    small = headed("text/plain", "Svar") + "Tack för det.\r\n"
    source = read(mixed(page(PAGE), forwarded(small)))
    assert words(source)[0] == "Ett"
    assert source.notices == ("another mail that is attached to it is left out: `Svar`",)
    assert (0, "Tack för det.", "another mail that is attached to it") in source.dropped


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_forwarded_mail_that_was_encoded_is_read(encoding: str) -> None:
    plain = INNER.encode()
    body = base64.encodebytes(plain).decode() if encoding == "base64" else INNER.replace("=", "=3D")
    source = read(mixed(text("Hej!"), forwarded(body, f"Content-Transfer-Encoding: {encoding}\r\n")))
    assert words(source) == ["Ett", LONG, "Två", MORE]


def test_all_texts_of_a_mail_are_read_in_order(imported: Importer) -> None:
    mail = mixed(page(f"<h2>Ett</h2><p>{LONG}</p>"), image("a.png"), page(f"<h2>Två</h2><p>{MORE}</p>"))
    assert words(read(mail)) == ["Ett", LONG, "Två", MORE]
    assert [line.number for line in read(mail).lines] == list(range(1, len(read(mail).lines) + 1))
    result = imported(mail)
    assert result.headlines == ["Ett", "Två"]
    assert list(result.draft.pictures) == ["images/a.png"]


def test_of_several_forms_of_a_text_the_best_is_read_and_no_other_is_told_of() -> None:
    source = read(mixed(text("Brevet kräver HTML."), page(PAGE), kind="alternative"))
    assert (words(source)[0], source.notices) == ("Ett", ())
    source = read(mixed(text(f"Ett\r\n\r\n{LONG}"), page("<p>&nbsp;</p>"), kind="alternative"))
    assert words(source) == ["Ett", LONG]


def test_attachments_that_are_not_read_are_named() -> None:
    pdf = part("application/pdf; name=program.pdf", "JVBERi0=", "Content-Transfer-Encoding: base64\r\n")
    meeting = part("text/calendar; name=m.ics", "BEGIN:VCALENDAR")
    signature = part("application/pgp-signature", "x")
    assert read(mixed(page(PAGE), pdf, meeting, signature)).notices == (
        "`program.pdf` came with the mail and is not read",
        "`m.ics` came with the mail and is not read",
    )
    many = [part(f"application/zip; name={number}.zip", "x") for number in range(25)]
    assert read(mixed(page(PAGE), *many)).notices[-1] == "5 more attachments came with the mail and are not read"


@pytest.mark.parametrize("cid", ["", "samma"])
def test_images_of_the_same_name_are_all_kept(cid: str, imported: Importer) -> None:
    images = [image("image.png", PIXEL + bytes([number]), cid) for number in range(3)]
    result = imported(mixed(page(PAGE), *images))
    assert sorted(result.draft.pictures) == ["images/image-2.png", "images/image-3.png", "images/image.png"]
    assert sorted(data[-1] for data in result.draft.pictures.values()) == [0, 1, 2]


@pytest.mark.parametrize("kind", ["svg+xml", "gif", "webp", "tiff", "heic"])
def test_a_picture_that_no_issue_can_show_is_lost_and_told_by_name(kind: str, imported: Importer) -> None:
    sign = {"gif": b"GIF89a", "webp": b"RIFF....WEBP"}.get(kind, b"<svg/>")
    shown = page(PAGE.replace("</body>", '<img src="CID:s" alt="Äng"></body>'))
    result = imported(mixed(shown, image("bild.x", sign, "s", f"image/{kind}"), kind="related"))
    assert "file: saknas" in result.draft.text
    assert "the picture `bild.x` is no JPEG or PNG image: save it as one" in " ".join(result.draft.text.split())
    assert (dict(result.draft.pictures), result.draft.notices) == ({}, ())
    unseen = imported(mixed(page(PAGE), image("bild.x", sign, "s", f"image/{kind}")))
    assert unseen.draft.notices == ("`bild.x` came with the mail and is no JPEG or PNG image, so it was left out",)


@pytest.mark.parametrize("name", ["CON", "nul.png", "aux.tar.png", "COM1.png"])
def test_no_image_is_called_what_windows_gives_to_no_file(name: str, imported: Importer) -> None:
    (path,) = imported(mixed(page(PAGE), image(name))).draft.pictures
    assert path.startswith("images/bild-") or path == "images/aux-tar.png"


def nested(depth: int) -> str:
    inner = f"Content-Type: text/html\r\n\r\n<p>{LONG}</p>\r\n"
    for number in range(depth):
        inner = f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n{inner}\r\n--b{number}--\r\n"
    return f"{HEAD}Subject: x\r\n{inner}"


def in_each_other(depth: int) -> str:
    return headed("message/rfc822") * depth + INNER


@pytest.mark.parametrize("mail", [nested(1500), in_each_other(1500)])
def test_what_is_nested_beyond_reading_is_refused_in_one_sentence(mail: str) -> None:
    with pytest.raises(Failure) as failure:
        read(mail)
    assert failure.value.message == "the parts of the mail `brev` are nested too deeply to be read"


@pytest.mark.parametrize("mail", [nested(40), in_each_other(40)])
def test_what_is_nested_deeply_is_read(mail: str) -> None:
    assert LONG in words(read(mail))


@pytest.mark.parametrize(
    "field",
    [
        *("Content-Type: text/html; charset*=utf-8''%00", 'Content-Type: text/html; charset="a\0b"'),
        *(
            "Content-Type: text/html " + "(" * 20_000,
            "Content-Type: text/html; " + "; ".join(f"a{n}=b" for n in range(9999)),
        ),
        *("Subject: " + "=?utf-8?q?a?= " * 20_000, "Date: " + "x " * 50_000, "Date: Tue, 31 Feb 2021 10:00:00 +9999"),
        *("Content-Disposition: inline; filename*=a%00'x'%00", "Content-ID: <" + "a." * 20_000 + ">"),
    ],
)
def test_a_field_that_follows_no_rule_stops_nothing(field: str) -> None:
    kind = "" if field.startswith("Content-Type") else "Content-Type: text/html\r\n"
    source = read(f"From: a@kommun.example\r\nMessage-ID: <x@kommun.example>\r\n{field}\r\n{kind}\r\n{PAGE}")
    assert words(source) == ["Ett", LONG, "Två", MORE]
