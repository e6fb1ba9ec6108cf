from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Spot
from storsthlm_cli.source.yaml import parse_document

ORGANISATIONS = "storsthlm: {name: Storsthlm}\nregion: {name: Region Stockholm, short: regionen}\n"


def check(name: str, text: str, code: str, level: str = "error") -> Mapping[str, str]:
    """Assert that reading a file finds exactly one thing, at the place between « and »; return its arguments."""
    start, end = text.index("«"), text.index("»") - 1
    clean = text.replace("«", "").replace("»", "")
    files = {"organisations": ORGANISATIONS, name: clean}
    documents = {file: parse_document(content, f"{file}.yaml") for file, content in files.items()}
    _, (finding,) = read_directory(documents)
    assert isinstance(finding.where, Spot)
    assert finding.where.file == f"{name}.yaml"
    assert (finding.code, finding.level.value) == (code, level)
    assert documents[name].range(finding.where) == (start, end)
    return finding.arguments


def test_people_have_names_roles_and_ways_to_reach_them() -> None:
    people = (
        "johan-exempel:\n"
        "  name: Johan Exempel\n"
        "  roles:\n"
        "    - {label: blivande förbundsdirektör, to: 2021-08-31}\n"
        "    - {label: förbundsdirektör, organisation: storsthlm, from: 2021-09-01}\n"
        "  party: M\n"
        "  email: x@y.example\n"
        "  phone: 08-465 004 34\n"
        "lada: {name: Brevlådan}\n"
    )
    directory, findings = read_directory(
        {"people": parse_document(people, "people.yaml"), "organisations": parse_document(ORGANISATIONS, "o.yaml")}
    )
    assert findings == ()
    johan, mailbox = directory.people["johan-exempel"], directory.people["lada"]
    assert (str(johan.name), johan.party, str(johan.email), str(johan.phone)) == (
        "Johan Exempel",
        "M",
        "x@y.example",
        "08-465 004 34",
    )
    before, after = johan.role(datetime.date(2021, 8, 31)), johan.role(datetime.date(2021, 9, 1))
    assert before is not None
    assert after is not None
    assert (before.label, before.organisation) == ("blivande förbundsdirektör", None)
    assert (after.label, after.organisation) == ("förbundsdirektör", "storsthlm")
    assert (mailbox.roles, mailbox.party, mailbox.email, mailbox.phone) == ((), None, None, None)


def test_municipalities_are_organisations_by_their_plain_names_unless_something_else_is_said() -> None:
    directory, findings = read_directory(
        {
            "people": parse_document("a: {name: A, roles: [{label: chef, organisation: upplands-vasby}]}\n", "p.yaml"),
            "organisations": parse_document("solna: {name: Solna hamn}\n", "organisations.yaml"),
            "municipalities": parse_document(
                '"0114": {name: Upplands Väsby kommun, short: Upplands Väsby}\n'
                '"0184": {name: Solna stad, short: Solna}\n',
                "m.yaml",
            ),
        }
    )
    assert findings == ()
    assert str(directory.organisations["upplands-vasby"].name) == "Upplands Väsby kommun"
    assert str(directory.organisations["upplands-vasby"].short) == "Upplands Väsby"
    assert str(directory.organisations["solna"].name) == "Solna hamn"


def test_organisations_categories_and_municipalities_are_read_by_key() -> None:
    directory, findings = read_directory(
        {
            "organisations": parse_document(ORGANISATIONS, "organisations.yaml"),
            "categories": parse_document(
                'social: {label: Social välfärd, colour: "#8A1C4A", colour_dark: "#F093B6"}\n', "categories.yaml"
            ),
            "municipalities": parse_document('"0127": {name: Botkyrka kommun, short: Botkyrka}\n', "m.yaml"),
        }
    )
    assert findings == ()
    assert (str(directory.organisations["region"].name), str(directory.organisations["region"].short)) == (
        "Region Stockholm",
        "regionen",
    )
    assert directory.organisations["storsthlm"].short is None
    social = directory.categories["social"]
    assert (str(social.label), social.colour, social.colour_dark) == ("Social välfärd", "#8A1C4A", "#F093B6")
    botkyrka = directory.municipalities["0127"]
    assert (botkyrka.code, str(botkyrka.name), str(botkyrka.short)) == ("0127", "Botkyrka kommun", "Botkyrka")


def test_a_person_may_have_a_portrait_with_its_maker_and_the_day_of_consent() -> None:
    people = "bo: {name: Bo, portrait: portraits/bo.jpg, credit: Åsa Ek, consent: 2021-05-01}\nal: {name: Al}\n"
    directory, findings = read_directory({"people": parse_document(people, "people.yaml")})
    assert findings == ()
    shown, plain = directory.people["bo"], directory.people["al"]
    assert (str(shown.portrait), str(shown.credit), shown.consent) == (
        "portraits/bo.jpg",
        "Åsa Ek",
        datetime.date(2021, 5, 1),
    )
    assert (plain.portrait, plain.credit, plain.consent) == (None, None, None)


def test_names_have_other_spellings_and_a_time() -> None:
    period = "from: 2019-01-01, to: 2020-12-31"
    directory, findings = read_directory(
        {
            "organisations": parse_document(
                f"a: {{name: A, aliases: [Aa, Aaa], {period}}}\nb: {{name: B}}\n", "o.yaml"
            ),
            "categories": parse_document(
                f'c: {{label: C, aliases: [Cc], {period}, colour: "#000000", colour_dark: "#FFFFFF"}}\n', "c.yaml"
            ),
            "terms": parse_document(f"d: {{write: D, avoid: [Dd, Ddd], {period}}}\n", "t.yaml"),
            "meetings": parse_document("e: {name: E, aliases: [Ee]}\nf: {name: F}\n", "m.yaml"),
        }
    )
    assert findings == ()
    organisation, category = directory.organisations["a"], directory.categories["c"]
    term, series = directory.terms["d"], directory.meetings["e"]
    assert [str(alias) for alias in organisation.aliases] == ["Aa", "Aaa"]
    assert [str(alias) for alias in category.aliases] == ["Cc"]
    assert (str(term.write), [str(word) for word in term.avoid]) == ("D", ["Dd", "Ddd"])
    assert (str(series.name), [str(alias) for alias in series.aliases]) == ("E", ["Ee"])
    for entry in (organisation, category, term):
        assert (entry.since, entry.until) == (datetime.date(2019, 1, 1), datetime.date(2020, 12, 31))
    plain = directory.organisations["b"]
    assert (plain.aliases, plain.since, plain.until) == ((), None, None)
    assert directory.meetings["f"].aliases == ()


@pytest.mark.parametrize("text", ["", "# tomt\n"])
def test_a_file_that_is_empty_or_not_there_has_no_entries(text: str) -> None:
    directory, findings = read_directory({"people": parse_document(text, "people.yaml")})
    assert (dict(directory.people), dict(directory.categories), findings) == ({}, {}, ())


@pytest.mark.parametrize(
    ("name", "code", "text"),
    [
        ("people", "S020", "bo: {name: Bo, «e-mail»: bo@nacka.example}"),
        ("people", "S020", "bo: {name: Bo, roles: [{«titel»: a, label: b}]}"),
        ("people", "S022", "«bo»: {phone: 08-465 004 34}"),
        ("people", "S022", "bo: {«name»: , phone: 08-465 004 34}"),
        ("people", "S022", "bo: {name: Bo, roles: [«{organisation: storsthlm}»]}"),
        ("people", "S022", "«bo»:"),
        ("people", "S023", "bo: {name: Bo, phone: «46812345»}"),
        ("people", "S023", "bo: {name: Bo, roles: «direktör»}"),
        ("people", "S023", "bo: «Bo Ek»"),
        ("people", "S023", "«[bo]»"),
        ("people", "S024", "bo: {name: Bo, roles: [{label: a, from: «1 maj 2021»}]}"),
        ("people", "S024", "bo: {name: Bo, roles: [{label: a, to: «2021-02-29»}]}"),
        ("people", "S024", "bo: {name: Bo, roles: [{label: a, to: «2021»}]}"),
        ("people", "S027", "bo: {name: Bo, roles: [{label: a, organisation: «storstlm»}]}"),
        ("people", "S034", "bo: {name: Bo, roles: [{label: a, from: 2021-05-01, to: «2021-04-30»}]}"),
        ("people", "S037", "«Bo Ek»: {name: Bo}"),
        ("people", "S041", 'bo: {name: "Bo «{{ x }}»"}'),
        ("categories", "S022", '«a»: {label: a, colour: "#000000"}'),
        ("categories", "S037", 'a: {label: a, colour: «röd», colour_dark: "#FFFFFF"}'),
        ("categories", "S037", 'a: {label: a, colour: "#000000", colour_dark: «"#FFF"»}'),
        ("municipalities", "S037", "«127»: {name: Botkyrka kommun, short: Botkyrka}"),
        ("organisations", "S020", "a: {name: b, «nmae»: c}"),
        ("organisations", "S034", "a: {name: b, from: 2021-05-01, to: «2021-04-30»}"),
        ("organisations", "S024", "a: {name: b, from: «i maj»}"),
        ("organisations", "S023", "a: {name: b, aliases: «c»}"),
        ("organisations", "S022", "a: {name: b, aliases: [c, «''»]}"),
        (
            "categories",
            "S034",
            'a: {label: a, colour: "#000000", colour_dark: "#FFFFFF", from: 2021-05-01, to: «2021-04-30»}',
        ),
        ("terms", "S034", "a: {write: b, avoid: [c], from: 2021-05-01, to: «2021-04-30»}"),
        ("terms", "S022", "«a»: {avoid: [b]}"),
        ("terms", "S023", "a: {write: b, avoid: «c»}"),
        ("terms", "S037", "«Att göra»: {write: b, avoid: [c]}"),
        ("meetings", "S022", "«a»: {aliases: [b]}"),
        ("meetings", "S020", "a: {name: b, «short»: c}"),
        ("meetings", "S034", "a: {name: b, from: 2021-05-01, to: «2021-04-30»}"),
        ("meetings", "S023", "a: {name: b, aliases: [«12»]}"),
        ("people", "S022", "bo: {name: Bo, «portrait»: ' '}"),
        ("people", "S023", "bo: {name: Bo, credit: «[Åsa]»}"),
        ("people", "S024", "bo: {name: Bo, consent: «ja»}"),
        ("people", "S024", "bo: {name: Bo, consent: «20210501»}"),
    ],
)
def test_what_is_wrong_in_the_directory_is_found_once_and_at_its_place(name: str, code: str, text: str) -> None:
    check(name, text, code)


def test_words_that_other_yaml_readers_take_for_something_else_are_warned_about() -> None:
    check("people", "bo: {name: Bo, party: «no»}", "S008", "warning")


def test_dates_surprise_nobody_where_they_belong() -> None:
    text = "bo: {name: Bo, roles: [{label: a, from: 2021-05-01, to: 2021-05-01}]}"
    _, findings = read_directory({"people": parse_document(text, "people.yaml")})
    assert findings == ()


def test_an_unknown_organisation_comes_with_the_nearest_known() -> None:
    arguments = check("people", "bo: {name: Bo, roles: [{label: a, organisation: «storstlm»}]}", "S027")
    assert arguments == {"what": "organisation", "key": "storstlm", "nearest": "storsthlm"}


def test_a_key_that_does_not_fit_says_what_a_key_looks_like() -> None:
    arguments = check("people", "«Bo Ek»: {name: Bo}", "S037")
    assert arguments == {
        "key": "Bo Ek",
        "found": "Bo Ek",
        "nearest": "",
        "wanted": "small letters, digits and hyphens",
    }


def test_an_entry_that_lacks_something_is_still_known_by_its_key() -> None:
    documents = {
        "people": parse_document("bo: {email: bo@nacka.example}", "people.yaml"),
        "categories": parse_document("social: {label: a}", "categories.yaml"),
    }
    directory, findings = read_directory(documents)
    assert [finding.code for finding in findings] == ["S022", "S022", "S022"]
    assert str(directory.people["bo"].name) == "bo"
    assert str(directory.categories["social"].label) == "a"


def test_broken_yaml_is_left_to_the_document_to_tell() -> None:
    directory, findings = read_directory({"people": parse_document("a: [\n", "people.yaml")})
    assert (dict(directory.people), findings) == ({}, ())


KEYS = ["name", "roles", "label", "from", "to", "email", "root", "aliases", "avoid", "write", "consent"]
FILES = ["people", "organisations", "categories", "meetings", "terms", "municipalities"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=10,
)


@given(
    name=st.sampled_from(FILES),
    data=st.dictionaries(st.text(max_size=6) | st.just("a"), values, max_size=3),
)
def test_no_values_whatsoever_raise(name: str, data: object) -> None:
    import json

    document = parse_document(json.dumps(data), f"{name}.yaml")
    findings: tuple[Finding, ...] = read_directory({name: document})[1]
    assert all(finding.where is not None for finding in findings)
