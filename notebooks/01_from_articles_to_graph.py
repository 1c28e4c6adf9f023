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
# # 1. From articles to graph
#
# Five articles, one graph, and the sentence behind everything in it. Nothing here needs a network. Install with
# `pip install '.[plots]'` and start Jupyter in this folder.

# %%
from graph import build, open_graph

report = build("../seeds", "kg")
kg = open_graph("kg")
kg

# %% [markdown]
# The folder `kg` now holds `graph.ttl` (the graph as Turtle), `view.html` (the picture below as a file), one record for each article
# and the decisions about names. Building again reads only what has changed.
#
# ## Events
#
# One row an event. An article *claims* an event; whether it happened, is planned or is denied stays with it.

# %%
events = kg.events()
events["status"].value_counts().to_frame("events")

# %%
columns = ["date", "type", "actors", "targets", "participants", "article"]
kg.events(types=["Visit", "Meeting"], status=["Occurred"])[columns]

# %% [markdown]
# ## Why does the graph say so?
#
# Every event has at least one claim: an article, a sentence, a place in the text, and who says so.

# %%
tables = kg.tables
visits = [event for event in tables.events.values() if event.type == "Visit" and event.status == "Planned"]
for event in visits:
    print(event.label)
    for claim in event.claims:
        says = tables.entities[claim.attributed_to].label if claim.attributed_to else "the article itself"
        print(f"    {says}: {claim.quote} [{tables.articles[claim.article].id}]")

# %% [markdown]
# The quote stands in the article at exactly the place that the claim names:

# %%
from pathlib import Path

claim = visits[0].claims[0]
article = tables.articles[claim.article]
text = (Path("../seeds") / article.id).read_text(encoding="utf8")
print(text[claim.start : claim.end])
assert text[claim.start : claim.end] == claim.quote

# %% [markdown]
# ## What is known of somebody

# %%
kg.card("S. Jaishankar")

# %% [markdown]
# ## What was passed over
#
# `explain` goes through an article sentence by sentence. Lines with `+` are in the graph, lines with `-` were seen and rejected.

# %%
print("\n".join(str(kg.explain("04-lavrov-confirms-trip.md")).splitlines()[:16]))

# %% [markdown]
# ## Is the graph sound?
#
# `validate` checks the shapes of the ontology and looks up every quote in its article.

# %%
kg.validate().conforms

# %% [markdown]
# ## The picture
#
# Search, filters, time, evidence on click. It is one page without any address in it. A code host shows only the summary and, unfolded,
# the still picture; in Jupyter the page works.

# %%
kg.view(top=20)

# %% [markdown]
# `kg.view().write_html("kg.html")` saves it for a colleague. Next: [asking with SPARQL](02_asking_with_sparql.ipynb).
