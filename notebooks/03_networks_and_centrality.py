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
# # 3. Networks and centrality
#
# Who stands at the centre of the five seed articles? Numbers are easy to get. This notebook also holds them against the articles.

# %%
# %matplotlib inline
from graph import build, open_graph
from graph.plots import plot_dyad, plot_matrix, plot_ranking

build("../seeds", "kg")
kg = open_graph("kg")

# %% [markdown]
# ## What becomes a network
#
# One edge an event, from who acts to who is acted upon; meetings and pacts go both ways. Only events that occurred or go on are counted.
# What a network leaves out, and why, is written into it:

# %%
G = kg.network()
print(G)
print(G.graph["status"], G.graph["left_out"])

# %% [markdown]
# `no tie` are events with one party only, such as statements. `status` are the planned, asked for, possible and denied ones.
#
# ## PageRank

# %%
kg.rank(measure="pagerank", top=10)

# %% [markdown]
# **What looks right.** India and Russia lead. The five articles are about these two, from the summit of 2021 to the visit that is
# expected in 2025. China comes next: a border quarrel and a pact with India, trade with Russia. The United States acts on many (sanctions,
# indictments, support and its suspension) and is acted upon by few. PageRank counts what comes in, so it stands below China.
#
# **What is an artefact.** Vikram Misri and Amir Khan Muttaqi met in Dubai and are tied to nobody else. S. Jaishankar met Sergey Lavrov in New
# York and, if that was read, Andrii Sybiha in Italy. A walker who comes to such a small group goes to and fro in it and leaves only by chance, so
# its members get high values, he who links two others the highest. This says that the groups stand apart, not that they matter. Small components
# always do this to PageRank.
#
# **Who is missing.** Vladimir Putin, whose journey is the theme of three articles. The journey has not happened, so it is not counted. Ask
# for what is planned and he appears:

# %%
kg.rank(measure="pagerank", top=5, status=["Planned"])

# %% [markdown]
# ## Betweenness

# %%
kg.rank(measure="betweenness", top=10)

# %% [markdown]
# **What looks right.** India first: the articles tell of its dealings with Russia, China, the United States, Ukraine's ministers and the
# Philippines, and several of these are tied to nobody else here. The United States bridges to Iran and to those
# whom its prosecutors charged. Volodymyr Zelenskyy, where he stands high, is the way to Donald Trump and J.D. Vance, with whom he quarrelled. All those
# with 0 have one neighbour, or lie on nobody's shortest way; they share a rank.
#
# **What to check.** A bridge may rest on one sentence, and on who is meant in it:

# %%
for event in kg.event_records(types=["Appeal"], entity="Pakistan"):
    print(event.actors, event.targets, event.quote)

# %% [markdown]
# "The Russian foreign minister" is Sergey Lavrov, named in the sentence before ("last week Sergey Lavrov surprised many listeners"). Had the
# words been taken for another man, he would now be the bridge to Pakistan. In a graph of five articles a single edge does this; look at
# the quotes before you tell anyone about a rank.
#
# ## One node a state
#
# People and bodies can be counted for the state that they represent. Both artefacts then weigh less: the pairs that met
# become ties of India with Afghanistan and with Russia, and the Kremlin becomes Russia.

# %%
ranking = kg.rank(measure="pagerank", level="state", top=10)
ranking

# %%
plot_ranking(ranking)

# %% [markdown]
# ## The pairs

# %%
kg.dyads()

# %% [markdown]
# **What looks right.** India and Russia have by far the most events, most of them friendly. Russia and Ukraine have the invasion and the lowest
# value on Goldstein's scale. The United States and Russia, and the West and Russia, have sanctions.
#
# **What to know.** `conflict` between India and Russia is requests: to release Indians from the Russian army, to talk about peace.
# PLOVER puts requests and demands with verbal conflict, so the code does what the codebook says; a reader would not call it conflict.
# `goldstein` is a mean over unlike acts. One sentence can tell two events: that the United States suspended its support for Ukraine says that it
# was given and that it stopped, so the pair has one of each.
#
# **What is missing or wrong.** The sentences behind the pair:

# %%
pairs = kg.network(kind="dyads", level="state", directed=False)
names = {data["label"]: node for node, data in pairs.nodes(data=True)}
for iri in pairs.edges[names["India"], names["Russia"]]["events"]:
    event = kg.tables.events[iri]
    print(event.date, event.type, "|", event.claims[0].quote)

# %% [markdown]
# Modi's journeys to Moscow and Kazan are not here: the articles name the city, and a city is no actor. Nor is the trip of
# Ajit Doval, told with a bare "went in September". The summit "in July" carries the date of the sentence's other half, October, if
# the list above still has it so. The meeting "six days earlier" belongs to November 22; a date that counts from another event is hard, and
# the list shows whether it was read as the 28th. And who is counted for which state?

# %%
for node in sorted(G, key=lambda node: str(G.nodes[node]["label"])):
    person = kg.tables.entities.get(node)
    if person and person.type == "Person":
        state = kg.tables.entities.get(person.represents)
        print(f"{person.label}: {state.label if state else 'no state'}")

# %% [markdown]
# Who has no state is left out at the level of states, and his visit with him: look for Denis Manturov (Russia) and Dmytro Kuleba (Ukraine).
# Who has the wrong one is worse: his meetings are counted for that state, and lost where it meets itself. The
# two charged men rightly have none. A decision in `kg/overrides.toml` mends a name, not an office; the cure is to read the sentence
# and to use the level of actors where it matters.

# %%
plot_dyad(kg.dyads(between=("India", "Russia"), by="year"))

# %% [markdown]
# ## Who is friendly to whom
#
# The sum of Goldstein values, row upon column. Cooperation is blue, conflict red; the sign is written out.

# %%
plot_matrix(kg.network(kind="signed", level="state"), top=8)

# %% [markdown]
# ## Before and after
#
# The same measure in two windows. Only dated events can be placed in time, and the articles date few.

# %%
kg.compare("2021/2023", "2024/2025", level="state", top=5)

# %% [markdown]
# Every edge knows its events and claims, and every network how it was made, so a figure can be traced to the sentences. Next:
# [your own terms and words](04_your_own_terms_and_lexicon.ipynb).
