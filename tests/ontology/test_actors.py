"""The facts of ``actors.ttl``: complete, sourced, and the same from the same tables."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from graph.iris import actor_iri
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.ontology import load_ontology
from graph.resources import ontology_dir

FOLDER = ontology_dir()
TEXT = (FOLDER / "actors.ttl").read_text(encoding="utf8")


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_actors(FOLDER)


def test_there_are_197_states(actors: Actors) -> None:
    assert len(actors.states) == 197
    assert {"state/VAT", "state/PSE", "state/TWN", "state/XKX"} <= {state.id for state in actors.states}


def test_every_state_has_what_the_gazetteer_needs(actors: Actors) -> None:
    for state in actors.states:
        assert state.capitals, state.id
        assert any(capital.seat_of_government for capital in state.capitals), state.id
        assert state.adjectives, state.id
        assert state.id == f"state/{state.iso3}"
        assert state.wikidata, state.id
        assert actors.by_id[state.capitals[0].id].capital_of == state.id


def test_every_territory_of_iso_3166_is_there(actors: Actors) -> None:
    codes = [actor.iso3 for actor in actors.all if actor.iso3]
    assert len(codes) == len(set(codes)) == 250  # 249 of ISO 3166-1, and Kosovo
    assert {actor.type for actor in actors.all if actor.iso3} == {"State", "Region"}


@pytest.mark.parametrize(
    ("cls", "least"),
    [
        ("InternationalOrganization", 160), ("GovernmentBody", 120), ("MediaOrganization", 100),
        ("ArmedGroup", 60), ("PoliticalParty", 60), ("Region", 150), ("Agreement", 50), ("EventSeries", 40),
    ],
)  # fmt: skip
def test_there_are_enough_of_each(actors: Actors, cls: str, least: int) -> None:
    assert Counter(actor.type for actor in actors.all)[cls] >= least


def test_no_id_stands_twice() -> None:
    blocks = re.findall(r"^(\S+) a dip:", TEXT, flags=re.MULTILINE)
    assert len(blocks) == len(set(blocks)) > 1700


def test_ids_types_and_sources_are_well_formed(actors: Actors) -> None:
    ontology = load_ontology(FOLDER)
    for actor in actors.all:
        assert actor_iri(actor.id)
        assert ontology.is_a(actor.type, "Entity"), actor.id
    assert TEXT.count("dcterms:source") == len(actors.all)


def test_a_wikidata_id_has_a_source_that_gives_it() -> None:
    blocks = [block for block in TEXT.split("\n\n") if "owl:sameAs" in block]
    assert len(blocks) > 240
    assert all('"rigour ' in block for block in blocks)


def test_few_names_are_ambiguous(actors: Actors) -> None:
    owners: dict[str, set[str]] = {}
    for actor in actors.all:
        for name in {actor.name, *actor.names, *actor.acronyms}:
            owners.setdefault(name, set()).add(actor.id)
    shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert shared == {"Vatican City": {"state/VAT", "city/vatican-city"}}


@pytest.mark.parametrize("path", sorted((FOLDER / "tools").glob("*.tsv")), ids=lambda path: path.stem)
def test_tables_are_sorted_and_sourced(path: Path) -> None:
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    keys = [next(iter(row.values())) for row in rows]
    assert keys == sorted(keys)
    assert all(row["source"] for row in rows)
    assert not any(cell != cell.strip() for row in rows for cell in row.values())


def same_packages() -> bool:
    """Whether the packages here are those that the file was made from."""
    try:
        return all(f'"{name} {version(name)}' in TEXT for name in ("babel", "pycountry", "rigour"))
    except PackageNotFoundError:
        return False


@pytest.mark.skipif(not same_packages(), reason="needs the packages that the file names as its sources")
def test_the_script_makes_the_committed_file(tmp_path: Path) -> None:
    code = (
        "import runpy, sys; names = runpy.run_path('ontology/tools/make_actors.py'); "
        "open(sys.argv[1], 'w', encoding='utf8').write(names['turtle'](names['collect']()))"
    )
    out = tmp_path / "actors.ttl"
    subprocess.run([sys.executable, "-c", code, str(out)], cwd=FOLDER.parent, check=True)
    assert out.read_text(encoding="utf8") == TEXT
