# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 2. Asking with SPARQL
#
# The graph is RDF. Any triple store can load `kg/graph.ttl`; here the built-in engine answers, read-only and within a time limit.

# %%
from graph import build, open_graph

build("../seeds", "kg")
kg = open_graph("kg")

# %% [markdown]
# ## How things hang together
#
# An event has a type and roles (`dip:actor`, `dip:target`, `dip:participant`, `dip:place`). A claim `dip:asserts` an event, has a
# status, a quote and an article. The usual prefixes need not be written.

# %%
kg.query("""
SELECT ?status (COUNT(DISTINCT ?event) AS ?events) {
  ?claim dip:asserts ?event ; dip:status ?status
} GROUP BY ?status ORDER BY DESC(?events)
""")

# %% [markdown]
# ## Who met whom?
#
# `dip:represents` leads from a person or a body to the state that they act for.

# %%
kg.query("""
SELECT DISTINCT ?name ?state ?date {
  ?meeting a dip:Meeting ; dip:participant ?person .
  ?person a dip:Person ; skos:prefLabel ?name ; dip:represents/skos:prefLabel ?state .
  OPTIONAL { ?meeting dip:date ?date }
} ORDER BY ?date ?name
""")

# %% [markdown]
# A table like this is quickly checked. Volodymyr Zelenskyy, president of Ukraine, should not stand beside India; if he does, an office was read
# wrongly in one of the articles, and this question shows in which sentence:

# %%
kg.query("""
SELECT ?office ?of ?article ?quote {
  ?tenure a dip:Tenure ; dip:holder/skos:prefLabel "Volodymyr Zelenskyy" ; dip:position ?office .
  OPTIONAL { ?tenure dip:of/skos:prefLabel ?of }
  ?claim dip:asserts ?tenure ; dip:quote ?quote ; dip:inArticle/dcterms:identifier ?article .
} ORDER BY ?article ?quote
""")

# %% [markdown]
# ## Groups of classes
#
# Classes stand in a tree. `dip:Coercion` holds sanctions, threats, expulsions and the like, so one line finds them all. The tree is part of
# the ontology, which stands in a named graph of its own:

# %%
kg.query("""
SELECT ?type ?actor ?target ?quote {
  ?event a ?class ; dip:actor/skos:prefLabel ?actor ; dip:target/skos:prefLabel ?target .
  GRAPH <https://w3id.org/diplograph/ontology> { ?class rdfs:subClassOf* dip:Coercion ; skos:prefLabel ?type }
  ?claim dip:asserts ?event ; dip:quote ?quote .
} ORDER BY ?type ?actor ?target ?quote
""")

# %% [markdown]
# ## Questions that are kept
#
# About thirty questions stand in `ontology/queries`, each a plain SPARQL file, and are asked by name. Most take parameters.

# %%
from graph.queries import named_queries

for name, query in named_queries().items():
    print(f"{name:22} {query.title} ({', '.join(query.parameters) or 'no parameters'})")

# %%
kg.query(name="planned-visits", bindings={"host": "India"})

# %% [markdown]
# ## Into a data frame
#
# `values` are the rows as plain text. Values from outside belong into `bindings`, never into the text of the query.

# %%
import pandas as pd

found = kg.query(
    "SELECT ?article ?title ?date { ?a dcterms:identifier ?article ; dcterms:title ?title ; dcterms:issued ?date } ORDER BY ?date"
)
pd.DataFrame(found.values, columns=found.variables)

# %%
kg.select("SELECT ?name ?code { ?state dip:iso3 ?code ; skos:prefLabel ?name }", code="RUS")

# %% [markdown]
# ## Only questions
#
# A query that would change the graph, or fetch something from elsewhere, is refused in one line:

# %%
from graph import GraphError

for text in ("DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }"):
    try:
        kg.query(text)
    except GraphError as error:
        print(error)

# %% [markdown]
# Next: [networks and centrality](03_networks_and_centrality.ipynb).
