"""Issues that say anything at all in every field, in every way of writing YAML."""

from __future__ import annotations

import re

from hypothesis import strategies as st

FRAME = """\
# overhead
date: 2021-06-21   # the day
subject: @subject@
preheader: @preheader@
sections:
  # first
  - kind: article
    kicker: @kicker@
    headline: @headline@
    body:
      - @body@
      # said
      - quote:
          text: @quote@
          by: @by@
      - qa:
          question: @question@
          answer: @answer@
      - image:
          file: saknas
          alt: @alt@
          caption: @caption@
          credit: @credit@
      - note: @aside@
      - item:
          headline: @inner@
          body: @part@
          links:
            - text: @call@
              url: @page@
    links:
      - {for: read, url: "https://kommun.example/", text: Läs mer}   # beside
    contacts:
      - person: asa-ek
        text: @wording@
        after: @after@
    ignore:
      - code: I104
        reason: @reason@
  - kind: event
    headline: @event@
    facts:
      date: 2021-09-16   # a Thursday
      place: @place@
      audience: @audience@
  - kind: letter
    body: @letter@
    greeting: @greeting@
    signature: @signature@
  - kind: calendar
    headline: Möten
    rows:
      # later
      - date: 2021-09-17
        title: @title@
        place: @room@
      - @row@
  - kind: calendar
    headline: Inga möten
    note: @note@
closing: @closing@
# below
"""
FIELDS = tuple(re.findall(r"@(\w+)@", FRAME))
STYLES = (*("double", "escaped", "single", "literal", "folded") * 2, "kept", "plain")

_ODD = st.text(
    st.sampled_from("ab Ö.,;:-–—”“\"'’0123456789()&*_[]#|>{}@/\u00a0\n\ufffc\u2028\u0301\u05d0\u202e\u200d😀👩é\t")
    | st.characters(),
    max_size=40,
)
_WORDS = (
    '"hej"|7-10|mellan 7–10| - |6000 elever|47.000|  | ,|slut.Nu|a&b| & |NYTT OM HÄLSA|den 7-8 mars|kl 09.00-11.00|'
    'tisdag den 5 juli|**fet**|- |–  |\u00a0|\n|att att|.|ord|Läs mer|här|hÄLSA|\'hon sa\'|""|_"hej"_|["hej"](a)|'
    "&amp;|\\-|{{ recipient.first_name }}|https://a.example/7-8?utm_source=x|info@komun.example|danderyd kommun|idag|"
    "Åsa ek|2021-04-29|112 20|1 000|e\u0301|\u05d0 - \u05d1|👩\u200d👩 - 😀|\u2028|# |- - |1. |> |~~~|<b>7-8</b>|:|\\\\"
)
_PHRASES = st.lists(st.sampled_from(_WORDS.split("|")), max_size=8).map(" ".join)
_LONG = st.lists(st.sampled_from(_WORDS.split("|")), min_size=1, max_size=3).map(lambda words: " ".join(words * 200))


def _written(value: str, style: str, indent: str) -> str:
    """Return a text as a scalar. Plain ones, and texts with odd characters, may turn out to be broken YAML."""
    if style in ("double", "escaped"):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        kept = str.isprintable if style == "double" else str.isascii
        shown = (c if kept(c) and c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)
        return '"' + "".join(shown) + '"'
    if style == "single":
        return "'" + value.replace("'", "''").replace("\n", f"\n\n{indent}") + "'"
    if style == "plain":
        return value.replace("\n", f"\n{indent}")
    sign = {"literal": "|-", "kept": "|+", "folded": ">"}[style]
    return f"{sign}\n" + "\n".join(indent + line for line in value.split("\n"))


def _issue(texts: dict[str, tuple[str, str]], line_break: str, mark: str) -> str:
    def fill(match: re.Match[str]) -> str:
        line = FRAME[FRAME.rfind("\n", 0, match.start()) + 1 : match.start()]
        value, style = texts.get(match[1], ("Ord för ord", "double"))
        if match[1] == "row":
            value = f"2021-09-16 {value}"
        return _written(value, style, " " * (len(line) - len(line.lstrip(" -")) + 2))

    return mark + re.sub(r"@(\w+)@", fill, FRAME).replace("\n", line_break)


ISSUES = st.builds(
    _issue,
    st.dictionaries(
        st.sampled_from(FIELDS), st.tuples(_ODD | _PHRASES | _LONG, st.sampled_from(STYLES)), min_size=1, max_size=6
    ),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(("", "\ufeff")),
)
"""Whole files of issues; some are broken YAML, or no issue."""
