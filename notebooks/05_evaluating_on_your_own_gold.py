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
# # 5. Evaluating on your own gold
#
# How much does the graph miss, and how much of it is wrong? Only articles that a person has read can tell. `tests/gold` holds such
# readings of the five seeds.

# %%
from graph import build, open_graph

build("../seeds", "kg")
kg = open_graph("kg")
found = kg.evaluate("../tests/gold")
print(found)

# %% [markdown]
# ## How to read it
#
# - `event_P`: of the events in the graph, the share that the reader saw too. `event_R`: of what the reader found important, the
#   share that the graph has. Programs of this kind miss more than they invent.
# - `full_R` is stricter: every party in its role, and the right status.
# - `status`, `time`, `role` look at found events only.
# - `negatives_fired`: mistakes that a hasty reader would make, listed beforehand, and made by the graph.
#
# The counts stand beside each share. With some hundred events, differences of a few hundredths mean nothing.
#
# ## What is missed
#
# The list of misses is worth more than the figures: it says which kind of sentence is not understood.

# %%
from collections import Counter

for kind, count in Counter(miss.kind for miss in found.misses).most_common():
    print(f"{count:4} {kind}")

# %%
for miss in [miss for miss in found.misses if miss.kind == "missing event"][:5]:
    print(f"{miss.article}: {miss.what}\n    {miss.quote}")

# %% [markdown]
# ## Your own gold
#
# Gold is one YAML file for each article, called after it. Read the article to its end and write the gold **before** looking at what the
# program finds; otherwise you measure agreement with the program. `graph/evaluation/GUIDE.md` explains every field.

# %%
import tempfile
from pathlib import Path

work = Path(tempfile.mkdtemp())
(work / "gold").mkdir()
(work / "ferry.md").write_text(
    """---
title: Ferries and a visit
date: 2024-03-05
publisher: My Gazette
---
Norwegian Foreign Minister Ingrid Dahl will visit Chile in May, her ministry said on Monday.

Brazil and Uruguay signed an agreement on ferries last week. Chile has not joined it, but it may do so before winter.
""",
    encoding="utf8",
)
(work / "gold" / "ferry.yaml").write_text(
    """doc: ferry
source_file: ferry.md
title: Ferries and a visit
entities:
  - {id: norway, canonical: Norway, type: State, iso3: NOR, mentions: [Norway, Norwegian]}
  - {id: ministry, canonical: Foreign Ministry of Norway, type: GovernmentBody, represents: norway, optional: true, mentions: [her ministry]}
  - {id: dahl, canonical: Ingrid Dahl, type: Person, represents: norway, mentions: [Ingrid Dahl]}
  - {id: chile, canonical: Chile, type: State, iso3: CHL, mentions: [Chile]}
  - {id: brazil, canonical: Brazil, type: State, iso3: BRA, mentions: [Brazil]}
  - {id: uruguay, canonical: Uruguay, type: State, iso3: URY, mentions: [Uruguay]}
relations:
  - {id: r1, subject: dahl, predicate: holdsPosition, object: Foreign Minister, of: norway, status: current,
     importance: core, quote: "Norwegian Foreign Minister Ingrid Dahl"}
events:
  - {id: e1, type: Visit, plover: AGREE, actors: [dahl], targets: [chile], status: planned, time: "2024-05",
     attributed_to: norway, importance: core, quote: "Norwegian Foreign Minister Ingrid Dahl will visit Chile in May, her ministry said on Monday."}
  - {id: e2, type: AgreementSigned, plover: SUPPORT, participants: [brazil, uruguay], status: occurred, time: null,
     importance: core, quote: "Brazil and Uruguay signed an agreement on ferries last week."}
  - {id: e3, type: AgreementSigned, plover: AGREE, actors: [chile], status: hypothetical, time: null,
     importance: core, quote: "Chile has not joined it, but it may do so before winter."}
negatives:
  - {id: n1, kind: event, wrong: {type: Visit, actors: [dahl], status: occurred}, reason: "still to come"}
  - {id: n2, kind: event, wrong: {type: AgreementSigned, participants: [chile], status: occurred}, reason: "not joined"}
""",
    encoding="utf8",
)
build(work / "ferry.md", work / "kg")
mine = open_graph(work / "kg").evaluate(work / "gold")
for name in ("entity_F1", "event_P", "event_R", "full_R", "status", "negatives_fired"):
    print(f"{name:16} {mine.measures[name]:.2f}")

# %%
for miss in mine.misses:
    print(miss.kind, "|", miss.what, "|", miss.quote)

# %% [markdown]
# Saying who "her ministry" is takes a step more than reading a name, and "may do so" points back to "joined it" and from there to the agreement; misses of this kind are to be expected. Ten articles of your own field,
# read in an afternoon, tell more about your corpus than the figures above. On the command line: `diplograph evaluate kg --gold gold --misses`.

# %%
import shutil

shutil.rmtree(work)
