"""Where rules come from, for `source` of an entry: works that many of them name."""

from __future__ import annotations

SKRIVREGLER = "Myndigheternas skrivregler (Språkrådet, 8th edition, 2014)"
WCAG = "WCAG 2.2"
R5 = "webbriktlinje R5 (Digg, Vägledning för webbutveckling)"
YAML = "YAML 1.2.2"
STUDY = "a study of five real issues"
OWN = "our own"
