from itertools import permutations

import pytest

from graph.linking import Override, link, to_tsv
from graph.linking.entities import kind_of
from graph.model import Article, Entity, Extraction, Mention, Span, Tenure, TenureStatus
from graph.namespaces import ID
from tests.samples import ACTORS, ontology, records


def entity(key, name, type="Person", of=None, actor=None, aliases=(), kind="name"):
    return Entity(key, type, name, tuple(aliases), actor, of, (Mention(0, 1, kind),))


RUS = entity("r", "Russia", "State", actor="state/RUS")
IND = entity("i", "India", "State", actor="state/IND")


def record(id, *entities, date=None, tenures=()):
    return Extraction(Article(id, "text", (Span(0, 4),), date=date), entities, tenures=tenures)


def plain(links):
    """What linking decided, as values that compare."""
    return list(links.decisions), dict(links.nodes), dict(links.entities), dict(links.events)


def linked(*chosen, overrides=()):
    """IRIs without their namespace, by article and key; the same whatever the order."""
    orders = list(permutations(chosen)) if len(chosen) < 4 else [chosen, chosen[::-1]]
    found = [link(order, ontology=ontology(), actors=ACTORS, overrides=overrides) for order in orders]
    assert all(plain(each) == plain(found[0]) for each in found)
    return {f"{article}.{key}": iri.removeprefix(ID) for (article, key), iri in found[0].entities.items()}


def same(*chosen, overrides=()):
    """Whether the entities with key ``x`` of all articles are one node."""
    iris = linked(*chosen, overrides=overrides)
    return len({iri for key, iri in iris.items() if key.endswith(".x")}) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # names
        (["Sergei Lavrov"], ["Sergey Lavrov"], True),
        (["Sergei Lavrov"], ["Sergej V. Lavrov"], True),
        (["Manmohan Singh"], ["Rajnath Singh"], False),
        (["Volodymyr Zelenskyy"], ["Volodymyr Zelensky"], True),
        (["Xi Jinping"], ["Li Qiang"], False),
        # an initial, or given names that are only alike, need the same state
        (["S. Lavrov"], ["Sergei Lavrov"], False),
        (["S. Lavrov", "r"], ["Sergei Lavrov", "r"], True),
        (["S. Lavrov", "i"], ["Sergei Lavrov", "r"], False),
        (["Marina Petrova"], ["Maria Petrova"], False),
        # a bare surname needs the same state
        (["Lavrov"], ["Sergei Lavrov"], False),
        (["Lavrov", "r"], ["Sergei Lavrov", "r"], True),
        (["Lavrov", "i"], ["Sergei Lavrov", "r"], False),
        (["Lavrov"], ["Lavrov"], False),
        (["Lavrov", "r"], ["Lavrov", "r"], True),
        # the same full name with another state is kept and listed: states are told wrongly more often
        (["Sergei Ivanov", "r"], ["Sergey Ivanov", "i"], True),
        (["Sergei Ivanov", "r"], ["Sergei A. Ivanov", "i"], False),
        (["Sergei Ivanov", "r"], ["Sergei Ivanov", "i"], True),
    ],
)
def test_persons(one, other, expected):
    articles = [
        record(str(number), entity("x", name, of=(of or [None])[0]), RUS, IND)
        for number, (name, *of) in enumerate((one, other))
    ]
    assert same(*articles) is expected


def body(name, of=None, type="GovernmentBody", **more):
    return entity("x", name, type, of, **more)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (body("Foreign Ministry", "r"), body("Foreign Ministry", "i"), False),
        (body("Foreign Ministry", "r"), body("the foreign ministry", "r"), True),
        (body("Foreign Ministry"), body("Foreign Ministry", "r"), True),
        (body("Lakeside Unit"), body("LU", type="Company", aliases=("Lakeside Unit",)), True),
        (body("Lakeside Unit", type="Organization"), body("Lakeside Unit", type="Company"), True),
        (body("Lakeside", type="City"), body("Lakeside", type="Organization"), False),
        (body("Quad", type="InternationalOrganization"), body("Quad", type="Agreement"), False),
        (body("Resolution 12", type="Law"), body("Resolution 13", type="Law"), False),
        (body("the company", kind="nominal"), body("the company", kind="nominal"), False),
        (
            body("India", type="State", actor="state/IND"),
            body("Bharat", type="State", actor="state/IND"),
            True,
        ),
    ],
)
def test_others(one, other, expected):
    assert same(record("a", one, RUS, IND), record("b", other, RUS, IND)) is expected


def test_a_name_with_two_states_is_doubtful():
    def doubtful(one, other):
        chosen = record("a", entity("x", one, of="r"), RUS), record("b", entity("x", other, of="i"), IND)
        return [each.article for each in link(chosen, ontology=ontology(), actors=ACTORS).doubtful]

    assert doubtful("Sergei Ivanov", "Sergei Ivanov") == ["a", "b"]
    assert doubtful("Sergei Ivanov", "Sergey Ivanov") == ["b"]
    assert doubtful("Sergei Ivanov", "Sergei A. Ivanov") == ["b"]
    assert doubtful("Sergei Ivanov", "Anna Ivanova") == []


def test_a_surname_that_two_bear_is_doubtful():
    chosen = (
        record("a", entity("x", "Manmohan Singh", of="i"), IND),
        record("b", entity("x", "Rajnath Singh", of="i"), IND),
        record("c", entity("x", "Singh", of="i"), IND),
    )
    assert len(set(linked(*chosen).values())) == 4
    (doubtful,) = link(chosen, ontology=ontology(), actors=ACTORS).doubtful
    assert doubtful.name == "Singh"
    assert {candidate.iri for candidate in doubtful.candidates} == {
        f"{ID}person/manmohan-singh",
        f"{ID}person/rajnath-singh",
    }


def test_a_shared_position_is_context():
    def held(id, name):
        tenure = Tenure("t", "x", "Trade Envoy", None, TenureStatus.CURRENT)
        return record(id, entity("x", name), tenures=(tenure,))

    assert same(held("a", "A. Marchetti"), held("b", "Anna Marchetti"))
    assert not same(held("a", "B. Marchetti"), held("b", "Anna Marchetti"))


def test_iris_come_from_the_earliest_article_and_labels_from_most():
    early = record("z", entity("x", "Sergei Lavrov"), date="2024-01-01")
    late = [record(name, entity("x", "Sergey Lavrov"), date="2024-02-01") for name in "ab"]
    found = link([*late, early], ontology=ontology(), actors=ACTORS)
    (node,) = found.nodes.values()
    assert (node.iri, node.label) == (f"{ID}person/sergei-lavrov", "Sergey Lavrov")
    assert node.aliases == ("Sergei Lavrov",)


def test_an_unrelated_article_changes_nothing():
    before = link(records(), ontology=ontology(), actors=ACTORS)
    other = record("0-first", entity("x", "Ana Lopes"), entity("y", "Orlova"), date="1999-01-01")
    after = link([other, *records()], ontology=ontology(), actors=ACTORS)
    assert {key: iri for key, iri in after.entities.items() if key[0] != "0-first"} == before.entities
    assert after.events == before.events


def test_a_name_like_an_actors_that_is_none_stays_apart():
    iris = linked(
        record("a", entity("x", "BRICS", "Organization")),
        record("b", entity("y", "BRICS", actor="org/brics")),
    )
    assert iris["b.y"] == "org/brics"
    assert iris["a.x"].startswith("org/brics-")


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ([], {"a.x": "person/sergei-lavrov", "b.x": "person/sergei-lavrov", "c.x": "person/lavrova"}),
        ([Override("different", "Sergey Lavrov", "Sergei Lavrov")], {"b.x": "person/sergey-lavrov"}),
        ([Override("same", "Lavrova", "Sergei Lavrov")], {"c.x": "person/sergei-lavrov"}),
        ([Override("same", "Sergey Lavrov", "person/other")], {"b.x": "person/other"}),
        ([Override("same", "Sergey Lavrov", "state/RUS", article="a")], {"b.x": "person/sergei-lavrov"}),
        ([Override("drop", "lavrova")], {"c.x": None}),
        ([Override("drop", "lavrova", article="a")], {"c.x": "person/lavrova"}),
        ([Override("drop", "", article="c", offset=0)], {"c.x": None}),
        ([Override("type", "Lavrova", "Vessel")], {"c.x": "thing/lavrova"}),
        ([Override("rename", "Lavrova", "Anna Lavrova")], {"c.x": "person/anna-lavrova"}),
    ],
)  # fmt: skip
def test_overrides_win(overrides, expected):
    chosen = (
        record("a", entity("x", "Sergei Lavrov"), date="2024-01-01"),
        record("b", entity("x", "Sergey Lavrov"), date="2024-01-02"),
        record("c", entity("x", "Lavrova", of="r"), RUS, date="2024-01-03"),
    )
    iris = linked(*chosen, overrides=overrides)
    assert {key: iris.get(key) for key in expected} == expected


def test_one_name_two_people():
    chosen = (record("a", entity("x", "Ann Lee")), record("b", entity("x", "Ann Lee")))
    assert same(*chosen)
    assert not same(*chosen, overrides=(Override("different", "Ann Lee", "Ann Lee", article="b"),))


def test_the_users_decisions_are_not_doubtful():
    chosen = record("a", entity("x", "Orlov")), record("b", entity("x", "Ivan Orlov"))
    assert len(link(chosen, ontology=ontology(), actors=ACTORS).doubtful) == 1
    settled = link(
        chosen, ontology=ontology(), actors=ACTORS, overrides=(Override("same", "Orlov", "Ivan Orlov"),)
    )
    assert settled.doubtful == ()
    assert len(settled.nodes) == 1


def test_decisions_are_written():
    hostile = record("a\tb", entity("x", "Tab\tline\nfeed \ud800"))
    lines = to_tsv(link([hostile], ontology=ontology(), actors=ACTORS).decisions).split("\n")
    assert lines[0] == "article\tkey\tname\tiri\tscore\treason\tcandidates"
    assert [len(line.split("\t")) for line in lines] == [7, 7, 1]
    assert lines[1].startswith("a b\tx\tTab line feed ?\t")


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        ("Person", "Person"),
        ("ArmedService", "Organization"),
        ("Bloc", "Bloc"),
        ("City", "Place"),
        ("State", "Place"),
        ("Law", "Text"),
        ("Vessel", "Thing"),
        ("NoSuchClass", "NoSuchClass"),
    ],
)
def test_kinds(cls, kind):
    assert kind_of(ontology(), cls) == kind
