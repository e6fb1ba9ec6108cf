"""I117 and A105 to A107: what is said in words of an image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from storsthlm_cli.checks.images.pictures import called, place_of
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import bare
from storsthlm_cli.model.blocks import Picture
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import Use, section_pieces

_TELLS = 100
"""Characters of a description that may tell what a picture says."""
_TOO_LONG = 250
"""Characters from which on a description is a text, which nobody who sees the picture can read."""
_ENTRIES = 3
"""A list, or headings, of so many are taken for what the picture says."""
_SHARE = 0.6
"""How many of a description's longer words stand in the section when it says the same."""
_TEXTUAL = r"(?:infografik|infographic|diagram|fl[öo]desschema|affisch|inbjudan|tabell)(?:en|et|er|met|n)?(?![^\W\d_])"
_NAMED = re.compile(_TEXTUAL, re.IGNORECASE)
_CALLED = re.compile(rf"(?:en |ett )?\w*{_TEXTUAL}", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d{1,2}|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv) (?:\w+ )?"
    r"\w*(?:områden|steg|råd|principer|punkter|delmål|målen|faktorer|åtgärder|strategier|slutsatser)\b",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"\w{5,}")
_FILE_NAME = re.compile(
    r"""
    [\w.() -]+\.(?:jpe?g|png|gif|webp|heic|tiff?|svg|bmp)                           # mote.jpg
    | (?:whatsapp[ ])?(?:img|image|dsc[nf]?|foto|bild|skärmavbild|skärmbild|screenshot)[-_ ]?\d[\d_ .:()-]*
      (?:(?:kl|at|wa)[\d_ .:()-]+)?
    | p\d{6,} | \S*_\S*                                                            # P1010012, logga_svart
    | (?:adobestock|depositphotos|dreamstime|gettyimages|istock(?:photo)?|johner|mostphotos|pexels|pixabay
        |shutterstock|unsplash)[-_ ].*\d.*                                           # shutterstock-123
    | (?:\d\d(?:0\d|1[0-2])|\d{4}(?:0\d|1[0-2]))[0-3]\d[ -](?-i:[^a-zåäö\W]).*     # 20151026 Stockholm
    | (?:0\d|[12]\d|3[01])(?:0\d|1[0-2])\d\d[ -](?-i:[^a-zåäö\W]).*                 # 261015 Stockholm
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Names of files, cameras' and agencies' among them. A number in front is a day where a capital follows."""
_LABEL = re.compile(
    r"(?:[A-ZÅÄÖ\d]\S*\s+)*(?:Logo|Logga|Logotyp|Johner|Flygbild)\s+(?:[A-ZÅÄÖ\d]\S*\s+)*"
    r"(?:Svart|Vit|Färg|Blå|Grön|Röd|Neg|Pos|CMYK|RGB|PMS)"
)
"""An agency's or a designer's label: nothing but capitals, and a colour at the end."""
_NO_WORDS = re.compile(r"[\d_]|^\S*-\S*$")
"""What a description that is also the name of its file may not have: `Kommunhuset i Nacka` is one."""
_OPENING = re.compile(
    r"(?:en |ett |an? )?(?:bild|bilden|foto|fotot|fotografi|fotografiet|image|photo|picture)"
    r" (?:på|av|of|som visar|som föreställer|föreställande|visar) (?=\w)",
    re.IGNORECASE,
)


@rule("I117", Level.INFO, judges=Issue)
def text_in_an_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image that seems to say in pixels what stands nowhere in words (WCAG 2.2, success criterion 1.4.5).

    Told by what it is called, by a caption that counts things, or by a description as long as a text.
    """
    for section in issue.sections:
        for picture in section.blocks():
            if isinstance(picture, Picture) and picture.portrait is None and _says_more(picture, section):
                yield hit(place_of(picture), file=called(picture))


@rule("A105", Level.ERROR, judges=Issue)
def alt_that_is_a_file_name(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image whose description is what a file or a camera calls it (WCAG 2.2, failure F30)."""
    for picture, alt in _described(issue):
        words = alt.content.strip()
        named = _NO_WORDS.search(words) and words in (PurePosixPath(file.content).stem for file in picture.files)
        if named or _FILE_NAME.fullmatch(words) or _LABEL.fullmatch(words):
            yield hit(alt.spot(), alt=alt.content)


@rule("A106", Level.WARNING, judges=Issue)
def alt_that_is_the_caption(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image whose description says what its caption says: whoever listens hears it twice."""
    for picture, alt in _described(issue):
        if picture.caption is not None and bare(alt.content) == bare(picture.caption.content):
            yield hit(alt.spot(), alt=alt.content)


@rule("A107", Level.WARNING, judges=Issue, fixes=True)
def alt_that_announces_itself(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a description that begins with what a screen reader says anyway: that this is an image."""
    for _, alt in _described(issue):
        opening = _OPENING.match(alt.content)
        if opening:
            # the first letter after it is written anew, so that the sentence begins with a capital
            end = opening.end()
            edit = Edit(alt.spot(0, end + 1), alt.content[end].upper())
            yield Hit(alt.spot(0, end), {"words": opening[0].strip()}, edit=edit)


def _described(issue: Issue) -> Iterator[tuple[Picture, Text]]:
    return ((picture, picture.alt) for picture in issue.pictures() if picture.alt)


def _says_more(picture: Picture, section: Section) -> bool:
    alt, caption = (text.content if text is not None else "" for text in (picture.alt, picture.caption))
    textual = any(_NAMED.search(PurePosixPath(file.content).stem) for file in picture.files)
    textual = textual or any(_CALLED.match(text) or _COUNTED.search(text) for text in (alt, caption))
    if len(alt) <= _TOO_LONG and (not textual or len(alt) >= _TELLS):
        return False
    others = [piece for piece in section_pieces(section) if piece.block is not picture]
    if sum(piece.use in (Use.ITEM, Use.SUBHEADING) for piece in others) >= _ENTRIES:
        return False
    said = {word for piece in others for word in _LONG_WORD.findall(piece.text.content.casefold())}
    told = _LONG_WORD.findall(alt.casefold())
    return len(alt) <= _TOO_LONG or sum(word in said for word in told) < _SHARE * len(told)
