from __future__ import annotations

from collections.abc import Callable

import pytest

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.source.yaml import parse_document

FRAME = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten\nsections:\n"


@pytest.fixture
def read() -> Callable[[str], Issue]:
    """Read an issue with these sections (and what follows them), in which there is nothing to object to."""

    def check(sections: str) -> Issue:
        document = parse_document(FRAME + sections, "issue.yaml")
        issue, findings = read_issue(document, "2021-06")
        assert (document.findings, findings) == ((), ())
        assert issue is not None
        return issue

    return check


EVERYTHING = """\
  - kind: interview
    kicker: k1
    person: W1 Ord
    headline: h1
    body:
      - p1 **s1** *e1* [l1](https://l1.example) {{ recipient.name | default("d") }}
      - |
        ### u1

        - b1
        - b2
      - quote: {text: q1, verb: v1, by: W2 Ord, as: a1, then: "t1 [l2](https://l2.example)"}
      - qa: {question: f1, answer: "g1 [l3](https://l3.example)"}
      - image:
          file: images/x.png
          alt: i1
          caption: c1
          people: {top: [W3 Ord, nyckel], bottom: [W4 Ord]}
          credit: m1
          source: o1
      - item:
          headline: h2
          body:
            - p2
            - facts: {date: 2021-09-01, place: x1, organisers: [W5 Ord, nyckel], audience: y1}
            - link: {text: l4, url: https://l4.example}
            - note: n1
    excerpt: z1 [l5](https://l5.example)
    links: [{text: l6, url: https://l6.example}]
    contacts: [{person: W6 Ord, text: r1, after: r2}, {mailbox: r3@a.example}, nyckel]
    greeting: j1
    signature: W7 Ord
  - kind: event
    image: {file: images/y.png, alt: i2, caption: c2, people: [W8 Ord], source: o2}
    headline: h3
    body:
      - p3
      - item: {headline: h6, body: p4, facts: {date: 2021-09-01, place: x4}, links: [{text: l11, url: "https://l11.example"}]}
    facts: {date: 2021-09-01, place: x2, audience: y2}
  - kind: calendar
    headline: h4
    rows:
      - {date: 2021-09-01, title: k2, place: x3, audience: y3, url: "https://l7.example"}
      - {date: 2021-09-02, series: styrelsen, url: "https://l8.example"}
  - kind: calendar
    id: tom
    headline: h5
    note: n2 [l9](https://l9.example)
closing: w1 [l10](https://l10.example)
"""
"""Every kind of block, and each text once: a letter for what it is, and a number in reading order."""
