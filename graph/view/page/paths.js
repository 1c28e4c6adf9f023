// The shortest path between two actors through what is visible, with the events of each step.

function findPath(a, b) {
  const before = new Map([[a, null]]);
  let edge = [a];
  while (edge.length && !before.has(b)) {
    const step = [];
    for (const node of edge) {
      for (const index of D.nodes[node].edges) {
        const other = D.edges[index].a === node ? D.edges[index].b : D.edges[index].a;
        if (!V.edge[index] || before.has(other)) continue;
        before.set(other, node);
        step.push(other);
      }
    }
    edge = step;
  }
  if (!before.has(b)) return null;
  const nodes = [b];
  while (nodes[0] !== a) nodes.unshift(before.get(nodes[0]));
  return nodes.slice(1).map((to, place) => {
    const from = nodes[place];
    const edges = D.nodes[from].edges.filter((index) => V.edge[index] && [D.edges[index].a, D.edges[index].b].includes(to));
    return { from, to, edges };
  });
}

const actorsByName = () => D.nodes.map((node, index) => [node.label, index]).filter(([, index]) => !D.nodes[index].hub && V.node[index])
  .sort((one, other) => one[0].localeCompare(other[0], "en"));

/** A list to choose an actor from; `none` is the text of its first, empty entry. */
function actorSelect(id, none, chosen, action) {
  const input = el("select", { id, onchange: () => action(input.value === "" ? null : Number(input.value)) },
    el("option", { value: "" }, none),
    actorsByName().map(([label, index]) => el("option", { value: index, selected: index === chosen }, shorten(label, 50))));
  return input;
}

function askPath(from) {
  const place = byId("card").querySelector(".actions");
  if (byId("path-to")) { byId("path-to").focus(); return; }
  const input = actorSelect("path-to", "Choose an actor", null, (to) => { if (to !== null) select({ kind: "path", a: from, b: to }); });
  place.after(el("p", { class: "pathline" }, el("label", { for: "path-to" }, "Path to "), input));
  input.focus();
}

function pathCard(chosen) {
  const { a, b, steps } = chosen;
  const title = `From ${D.nodes[a].label} to ${D.nodes[b].label}`;
  if (!steps.length) return [head("Path", title), el("p", { class: "soft" }, a === b ? "They are the same." : "No tie that passes the filters leads from one to the other.")];
  return [
    head("Path", title), el("p", { class: "count" }, `${plural(steps.length, "step")}, the shortest there is`),
    el("ol", { class: "steps" }, steps.map((step) => {
      const events = [...new Set(step.edges.flatMap((index) => visible(D.edges[index].events)))];
      return el("li", null, el("h3", null, nodeButton(step.from, shorten(D.nodes[step.from].label, 60)), " – ", nodeButton(step.to, shorten(D.nodes[step.to].label, 60))),
        events.length ? eventList(events) : el("p", { class: "soft" }, "One acts for the other."));
    })),
  ];
}
