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
# # 4. Your own terms and words
#
# What the program knows is data: classes in `ontology/diplomacy.ttl`, words in `ontology/lexicon`, the way to a network in
# `ontology/projection.toml`. This notebook adds a word, a class and a rule, without a line of Python in the program.

# %%
import tempfile
from pathlib import Path

from graph import build, open_graph

work = Path(tempfile.mkdtemp())
(work / "note.md").write_text(
    """---
title: A letter and a closed sky
date: 2024-03-05
publisher: My Gazette
---
On Monday Peru sent a demarche to Chile. Bolivia closed its airspace to Paraguay last week, its foreign ministry said.

Brazil and Uruguay signed an agreement on ferries on Sunday. Kenya, Ghana and Senegal signed a pact on fishing in Nairobi on Friday.
""",
    encoding="utf8",
)
build(work / "note.md", work / "kg")
columns = ["date", "type", "plover", "actors", "targets", "participants"]
open_graph(work / "kg").events()[columns]

# %% [markdown]
# The demarche is missing: the lexicon does not know the word.
#
# ## A word
#
# A lexicon is a table with tabs. A row says: this lemma, in this part of speech, tells an event of this class, when these
# conditions hold, with these roles. `yes` and `no` are examples that must and must not fire. Here the noun *demarche* tells a `Demand`
# when its *to* leads to an actor; whoever makes it (`agent`, or *by*) is the actor.

# %%
HEADER = ["lemma", "pos", "class", "when", "roles", "plover", "goldstein", "source", "yes", "no"]
demarche = {
    "lemma": "demarche",
    "pos": "noun",
    "class": "Demand",
    "when": "to:Actor",
    "roles": "agent|by>actor to>target",
    "source": "me",
    "yes": "[Peru|actor] sent a demarche to [Chile|target].",
    "no": "His demarche was slow and dignified.",
}


def write_lexicon(path, *rows):
    lines = ["\t".join(HEADER), *("\t".join(row.get(name, "") for name in HEADER) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


write_lexicon(work / "own.tsv", demarche)
build(work / "note.md", work / "kg", lexicon=[work / "own.tsv"])
open_graph(work / "kg").events(types=["Demand"])[[*columns, "quote"]]

# %% [markdown]
# Your rows are read before the packaged ones. On the command line: `diplograph build ARTICLES --out kg --lexicon own.tsv`.
#
# ## A class
#
# The closed sky is a `Sanction` so far. Suppose you study airspace and want a class of its own. A row that names it is enough: the graph
# then declares `class:AirspaceClosure` below `dip:Event`, with no codes but those of its rows. For a definition, a place in the tree and
# codes by status, the class has to be the ontology's, so you work in your copy of the project. Here it is a copy in a temporary folder.

# %%
import shutil
import subprocess
import sys

copy = work / "diplograph"
ignored = shutil.ignore_patterns("__pycache__", "training")
for folder in ("graph", "ontology"):
    shutil.copytree(Path("..") / folder, copy / folder, ignore=ignored)


def run(*words):
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True).stdout


# %% [markdown]
# A class is a block of Turtle: a label, a definition, an example, its place in the tree and its codes.

# %%
turtle = """
dip:AirspaceClosure a owl:Class ;
    skos:prefLabel "airspace closure"@en ;
    skos:definition "A state forbids the aircraft of another to fly over it."@en ;
    skos:example "A state closes its sky to a neighbour's airlines."@en ;
    dip:goldsteinValue -4.0 ;
    dip:ploverPlanned dip:THREATEN ;
    dip:ploverRoot dip:SANCTION ;
    dip:ploverValue -6.0 ;
    dip:symmetric false ;
    rdfs:subClassOf dip:Restriction ;
    rdfs:isDefinedBy <https://w3id.org/diplograph/ontology> .
"""
with (copy / "ontology" / "diplomacy.ttl").open("a", encoding="utf8") as file:
    file.write(turtle)
made = run("ontology/tools/make_terms.py")  # brings the list of known terms up to date

# %% [markdown]
# It needs a word that tells it. The packaged row for *close* has the class `Sanction`; yours is read first.

# %%
closure = {
    "lemma": "close",
    "pos": "verb",
    "class": "AirspaceClosure",
    "when": "obj=airspace|sky",
    "roles": "subj>actor to|for>target",
    "source": "me",
    "yes": "[Bolivia|actor] closed its airspace to [Paraguay|target].",
    "no": "The shop closed its doors at noon.",
}
write_lexicon(work / "own.tsv", demarche, closure)
built = run("-m", "graph", "build", work / "note.md", "--out", "kg", "--lexicon", work / "own.tsv")
print(run("-m", "graph", "events", "kg", "--type", "AirspaceClosure"))

# %% [markdown]
# Queries for the groups above it find it too, because it stands below `dip:Restriction`, and it counts as conflict by its root.
# To keep a class for good, add a shape with a valid and an invalid example, as `ontology/README.md` tells.
#
# ## A rule for networks
#
# `projection.toml` says what becomes an edge. An act of more than two participants is tied through a node of its own, so that one summit is
# not taken for dozens of meetings. The three states that signed a pact are no pairs therefore:

# %%
print(run("-m", "graph", "dyads", "kg"))

# %% [markdown]
# For a study of small groups, up to three may be tied pairwise:

# %%
rules = copy / "ontology" / "projection.toml"
text = rules.read_text(encoding="utf8")
assert "pairwise = 2" in text
rules.write_text(text.replace("pairwise = 2", "pairwise = 3"), encoding="utf8")
print(run("-m", "graph", "dyads", "kg"))

# %%
shutil.rmtree(work)

# %% [markdown]
# The graph on disk did not change: networks are made from it when asked for. Next:
# [evaluating on your own gold](05_evaluating_on_your_own_gold.ipynb).
