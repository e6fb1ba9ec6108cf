from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Place, Spot
from storsthlm_cli.source.yaml import parse_document
from storsthlm_cli.workflows.validating import in_order, located

PLACES = st.builds(
    lambda file, line, column: Place(file, line, column, line, column + 1),
    st.sampled_from(["a.yaml", "b.yaml"]),
    st.integers(1, 5),
    st.integers(1, 5),
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["S020", "S022", "L101"]),
    st.sampled_from(list(Level)),
    PLACES | st.none(),
    st.dictionaries(st.sampled_from(["key", "nearest"]), st.sampled_from(["x", "y"])),
)


def test_a_finding_gets_its_place_from_the_document_it_stands_in() -> None:
    documents = {"a.yaml": parse_document("x: 1\ny: 2\n", "a.yaml"), "b.yaml": parse_document("y: 3\n", "b.yaml")}
    finding = located(Finding("S023", Level.ERROR, Spot("a.yaml", ("y",))), documents)
    assert str(finding.where) == "a.yaml:2:4"


def test_a_finding_about_a_file_that_was_not_read_stays_as_it_is() -> None:
    finding = Finding("S023", Level.ERROR, Spot("c.yaml", ("y",)))
    assert located(finding, {}) is finding


@given(st.lists(FINDINGS))
def test_findings_come_once_each_and_in_the_order_of_their_places(findings: list[Finding]) -> None:
    ordered = in_order(findings)
    places = [finding.where for finding in ordered if isinstance(finding.where, Place)]
    assert [(p.file, p.line, p.column) for p in places] == sorted((p.file, p.line, p.column) for p in places)
    identities = [(finding.code, finding.where, dict(finding.arguments)) for finding in ordered]
    assert all(identity not in identities[:index] for index, identity in enumerate(identities))
    assert all((f.code, f.where, dict(f.arguments)) in identities for f in findings)


def test_those_without_a_place_come_first() -> None:
    here = Finding("S020", Level.ERROR, Place("a.yaml", 1, 1, 1, 2))
    nowhere = Finding("M101", Level.ERROR, None)
    assert in_order([here, nowhere]) == (nowhere, here)
