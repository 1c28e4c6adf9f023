// Search: accents and case do not matter, the most central first, all by keyboard.

const found = { list: [], at: 0 };

function search(text) {
  const asked = fold(text);
  if (!asked) return [];
  const rank = (node) => {
    if (node.words.some((word) => word === asked)) return 0;
    if (node.words.some((word) => word.startsWith(asked))) return 1;
    if (node.words.some((word) => word.includes(` ${asked}`))) return 2;
    return node.words.some((word) => word.includes(asked)) ? 3 : 9;
  };
  return D.nodes.map((node, index) => [rank(node) + (node.hub ? 0.5 : 0), index]).filter(([level]) => level < 9)
    .sort(([one, a], [other, b]) => one - other || D.nodes[b].size - D.nodes[a].size || a - b).slice(0, 8).map(([, index]) => index);
}

function paintResults() {
  const input = byId("search");
  const list = byId("results");
  const open = Boolean(input.value.trim());
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (open && found.list.length) input.setAttribute("aria-activedescendant", `result-${found.at}`);
  else input.removeAttribute("aria-activedescendant");
  replace(list, ...(found.list.length ? found.list.map((index, place) => {
    const node = D.nodes[index];
    return el("li", { role: "option", id: `result-${place}`, "aria-selected": String(place === found.at), onpointerdown: (event) => { event.preventDefault(); take(index); } },
      swatch(node.shape, nodeColour(node)), el("span", null, shorten(node.label, 60)), el("span", { class: "soft" }, labelOf.type.get(node.type) || ""));
  }) : [el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "soft" }, "No such name in this view")]));
}

function take(index) {
  const input = byId("search");
  input.value = "";
  found.list = [];
  paintResults();
  select({ kind: "node", node: index });
  if (S.tab === "network") showNode(index);
  byId("card-title").focus({ preventScroll: true });
}

function setSearch() {
  const input = byId("search");
  input.addEventListener("input", () => { found.list = search(input.value); found.at = 0; paintResults(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      found.at = (found.at + step + found.list.length) % Math.max(1, found.list.length);
      paintResults();
    } else if (event.key === "Enter") { if (found.list.length) take(found.list[found.at]); }
    else if (event.key === "Escape") { input.value = ""; found.list = []; paintResults(); input.blur(); event.stopPropagation(); }
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => { byId("results").hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("focus", paintResults);
  document.addEventListener("keydown", (event) => {
    const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(document.activeElement.tagName) && document.activeElement.type !== "checkbox" && document.activeElement.type !== "range";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); input.select(); }
    if (event.key === "Escape") { if (canvas.live) setLive(false); else if (S.selected) select(null); else if (S.focus !== null) change({ focus: null }); }
  });
}
