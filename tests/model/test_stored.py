from __future__ import annotations

from storsthlm_cli.model.stored import Stored, StoredFields, as_json


def test_a_stored_collection_is_read_anew_each_time() -> None:
    shelf = ["a", "b"]
    stored = Stored(2, lambda: iter(shelf))
    assert (len(stored), list(stored), list(stored)) == (2, ["a", "b"], ["a", "b"])
    assert "b" in stored
    assert "c" not in stored


def test_an_empty_one_counts_as_nothing() -> None:
    assert not Stored[str](0, lambda: iter(()))


def test_stored_fields_are_the_fields_that_they_were_made_of() -> None:
    fields = {"first_name": 'Åsa "\x85', "": "☃"}
    stored = StoredFields(as_json(fields))
    assert stored == fields
    assert (stored["first_name"], stored.get("role", "nobody"), len(stored)) == ('Åsa "\x85', "nobody", 2)
    assert as_json(stored) == as_json(fields) == '{"first_name": "Åsa \\"\x85", "": "☃"}'
