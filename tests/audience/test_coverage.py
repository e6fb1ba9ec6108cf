from __future__ import annotations

import pytest

from storsthlm_cli.audience.coverage import Municipalities, cover
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.directory import Municipality
from storsthlm_cli.model.lists import Coverage, Misfit, Seat
from storsthlm_cli.model.places import Text
from tests.audience.people import person


def municipality(code: str, name: str, short: str) -> Municipality:
    return Municipality(code, Text(name, "m.yaml", ()), Text(short, "m.yaml", ()))


KNOWN = {
    each.code: each
    for each in (
        municipality("0162", "Danderyds kommun", "Danderyd"),
        municipality("0184", "Solna stad", "Solna"),
        municipality("0114", "Upplands Väsby kommun", "Upplands Väsby"),
    )
}


def covered(*people: Subscriber, gone: tuple[str, ...] = ()) -> Coverage:
    return cover(people, KNOWN, ("ordförande", "registrator"), gone.__contains__)


def test_each_municipality_has_its_seats() -> None:
    found = covered(
        person("a@danderyd.example", role="Kommunstyrelsens ordförande", organisation="Danderyds kommun"),
        person("b@danderyd.example", role="registrator", organisation="Danderyd"),
        person("c@danderyd.example", role="Registrator", organisation="danderyd kommun"),
        person("d@solna.example", role="vice ordförande", organisation="Solna stad"),
        person("e@solna.example", role="registrator", organisation="Solna"),
        gone=("e@solna.example",),
    )
    assert [seats for _, seats in found.seats] == [
        (Seat(1, "a@danderyd.example"), Seat(2, "b@danderyd.example")),
        (Seat(), Seat(0, "", 1)),
        (Seat(), Seat()),
    ]
    assert [(each.short.content, role) for each, role, _ in found.missing] == [
        ("Solna", "ordförande"),
        ("Solna", "registrator"),
        ("Upplands Väsby", "ordförande"),
        ("Upplands Väsby", "registrator"),
    ]


@pytest.mark.parametrize(
    ("held", "has"),
    [
        ("ordförande", True),
        ("Ordförande i kommunstyrelsen (S)", True),
        ("2:e vice ordförande", False),
        ("f.d. ordförande", False),
        ("ersättare för ordförande", False),
        ("tf. ordförande", True),
        ("ordförandens sekreterare", False),
        ("", False),
    ],
)
def test_a_role_is_found_by_its_words(held: str, has: bool) -> None:
    found = covered(person("a@solna.example", role=held, organisation="Solna"))
    assert bool(found.seats[1][1][0].living) is has


def test_a_vice_chair_can_be_asked_for() -> None:
    found = cover([person("a@solna.example", role="vice ordförande")], KNOWN, ("vice ordförande",), lambda _: False)
    assert found.seats[1][1][0].first == "a@solna.example"


def test_a_domain_that_does_not_fit_is_told_with_whose_it_is() -> None:
    found = covered(
        person("a@solna.example", 2, role="", organisation="Danderyd"),
        person("b@mail.example", 3, role="", kommun="Solna stad", organisation="Kansliet"),
        person("c@adm.upplands-vasby.example", 4, role="", organisation="Upplands Väsby"),
        person("d@mail.example", 5, role="", organisation="Solna"),
        gone=("d@mail.example",),
    )
    assert found.misfits == (
        Misfit("a@solna.example", 2, "Danderyds kommun", "Solna stad"),
        Misfit("b@mail.example", 3, "Solna stad", ""),
    )


def test_without_a_name_the_domain_says_it_and_strangers_are_counted() -> None:
    found = covered(person("a@solna.example", role="registrator"), person("b@x.example", role="registrator"))
    assert (found.seats[1][1][1].living, found.strangers, found.misfits) == (1, 1, ())


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("danderyd.se", "0162"),
        ("edu.danderyd.se", "0162"),
        ("upplandsvasby.se", "0114"),
        ("xn--upplandsvsby-ocb.se", "0114"),
        ("solna.example", "0184"),
        ("xn--a.se", None),
        ("solnabo.se", None),
        ("example.solna", None),
    ],
)
def test_the_municipality_of_a_domain(domain: str, code: str | None) -> None:
    found = Municipalities(KNOWN.values()).of_domain(domain)
    assert (found.code if found is not None else None) == code
