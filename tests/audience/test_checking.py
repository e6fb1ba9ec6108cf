from __future__ import annotations

from storsthlm_cli.audience.checking import Check
from storsthlm_cli.model.lists import Fault, Problem
from tests.audience.people import rows

FILE = "lists/a.csv"


def test_every_problem_has_its_row_in_the_order_of_the_file() -> None:
    written = (
        "anna@danderid.example",
        "fel",
        "info@x.example",
        "ANNA@danderid.example",
        "gone@x.example",
        "",
        "noreply@x.example",
    )
    found = Check(FILE, rows(*written), [("gone@x.example", "asked (by hand)"), ("other@x.example", "x")], ["danderyd"])
    assert list(found.problems) == [
        Problem(Fault.SLIP, FILE, 2, "anna@danderid.example", "anna@danderyd.example"),
        Problem(Fault.INVALID, FILE, 3, "fel", "an email address must have an @-sign"),
        Problem(Fault.SHARED, FILE, 4, "info@x.example", "info"),
        Problem(Fault.DUPLICATE, FILE, 5, "ANNA@danderid.example", "2"),
        Problem(Fault.SLIP, FILE, 5, "ANNA@danderid.example", "ANNA@danderyd.example"),
        Problem(Fault.SUPPRESSED, FILE, 6, "gone@x.example", "asked (by hand)"),
        Problem(Fault.INVALID, FILE, 7, "", "an email address must have an @-sign"),
        Problem(Fault.UNREAD, FILE, 8, "noreply@x.example", "noreply"),
    ]
    assert (found.rows, found.living, len(found.problems)) == (7, 3, 8)
    assert found.counts[Fault.SLIP] == 2
    assert list(found.problems) == list(found.problems)


def test_a_third_row_of_somebody_is_told_with_the_first() -> None:
    found = Check(FILE, rows("a@x.example", "b@x.example", "A@x.example", "a@X.example"), [], [])
    assert [(each.line, each.detail) for each in found.problems] == [(4, "2"), (5, "2")]
    assert found.living == 2


def test_the_municipalities_domains_are_known() -> None:
    (problem,) = Check(FILE, rows("a@danderid.example"), [], ["danderyd"]).problems
    assert problem.detail == "a@danderyd.example"


def test_nothing_is_said_of_a_list_in_order() -> None:
    found = Check(FILE, rows("a@x.example", "b@x.example"), [], [])
    assert (list(found.problems), found.rows, found.living) == ([], 2, 2)
