from __future__ import annotations

from storsthlm_cli.model.selections import Selection, named, selection


def test_a_selection_is_kept_as_names_that_people_can_read() -> None:
    found = selection(["kommuner", "nya", "kommuner"], ["roll=ordförande"], ["press"])
    assert found.names == ("kommuner", "nya", "where roll=ordförande", "except press")
    assert named(found.names) == found == Selection(("kommuner", "nya"), ("roll=ordförande",), ("press",))


def test_its_flags_say_it_again() -> None:
    found = named(("kommuner", "where kommun=Upplands Väsby", "except a", "except b"))
    assert found.flags == ("--list", "kommuner", "--where", "kommun=Upplands Väsby", "--except", "a", "--except", "b")
