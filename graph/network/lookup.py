"""From what a user writes to an entity."""

from __future__ import annotations

from collections.abc import Callable

from graph.namespaces import ID
from graph.network.errors import NetworkError
from graph.tables import EntityRow, GraphTables


def find_entity(tables: GraphTables, name: str) -> str:
    """The IRI of an entity by IRI, id (``state/IND``), name, alias or ISO code; case does not matter.

    A label wins over an ISO code, that over an alias; of several found, a state wins over the others.

    Raises:
        NetworkError: where there is none, or more than one.
    """
    if name in tables.entities:
        return name
    if ID + name in tables.entities:
        return ID + name
    asked = name.casefold()

    def matching(test: Callable[[EntityRow], bool]) -> list[str]:
        return sorted(iri for iri, row in tables.entities.items() if test(row))

    found = (
        matching(lambda row: row.label.casefold() == asked)
        or matching(lambda row: asked == (row.iso3 or "").casefold())
        or matching(lambda row: asked in map(str.casefold, row.aliases))
    )
    states = [iri for iri in found if tables.entities[iri].type == "State"]
    if len(found) == 1 or len(states) == 1:
        return (states or found)[0]
    if not found:
        raise NetworkError(f"no entity is called {name!r}: write a name or id as the graph has it")
    ids = ", ".join(iri.removeprefix(ID) for iri in found)
    raise NetworkError(f"{name!r} is the name of several entities: choose from {ids}")
