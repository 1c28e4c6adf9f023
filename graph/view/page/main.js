// Start: read the address, draw once, then repaint after each change of state.

const TABS = ["network", "timeline", "matrix", "table"];

function select(chosen) {
  if (chosen && chosen.kind === "node" && D.nodes[chosen.node].hub) chosen = { kind: "event", event: D.nodes[chosen.node].events[0] };
  S.selected = chosen;
  S.pair = null;
  update();
  byId("card").scrollTop = 0;
  if (chosen && matchMedia("(max-width: 900px)").matches) byId("card").scrollIntoView({ block: "start" });
}

function change(values) {
  Object.assign(S, values);
  update();
  if ("focus" in values && S.tab === "network") fitView();
}

function update() {
  compute();
  if (S.selected && S.selected.kind === "path") S.selected.steps = (S.selected.a === S.selected.b ? [] : findPath(S.selected.a, S.selected.b)) || [];
  paint();
  writeHash();
}

function paint() {
  byId("counter").textContent = `${plural(V.actors, "actor")} · ${plural(V.events, "event")} · ${plural(V.sentences, "sentence")}`;
  paintFocusLine();
  paintKept(paintLegend);
  paintTime();
  paintKept(paintCard);
  paintTabs();
  if (canvas.net) paintCanvas();
  replace(byId("nothing"), V.events ? null : nothingLeft());
  if (S.tab !== "network") paintKept({ timeline: paintTimeline, matrix: paintMatrix, table: paintTable }[S.tab]);
}

/** Repaint and give the focus back to the element with the same id. */
function paintKept(action) {
  const id = document.activeElement && document.activeElement.id;
  action();
  if (id && document.activeElement !== byId(id) && byId(id)) byId(id).focus({ preventScroll: true });
}

function paintFocusLine() {
  const line = byId("focus-line");
  line.hidden = S.focus === null;
  if (S.focus !== null) replace(line, `Only what is around ${D.nodes[S.focus].label}. `, button("Show everyone", () => change({ focus: null }), { class: "plain" }));
}

function paintTabs() {
  for (const name of TABS) {
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === S.tab));
    tab.tabIndex = name === S.tab ? 0 : -1;
    byId(`panel-${name}`).hidden = name !== S.tab;
  }
}

function setTabs() {
  TABS.forEach((name, place) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => change({ tab: name }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(place + step + TABS.length) % TABS.length];
      change({ tab: next });
      byId(`tab-${next}`).focus();
      event.preventDefault();
    });
  });
}

function setTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let own = null;
  const apply = () => wear(own || (system.matches ? "dark" : "light"));
  byId("theme").addEventListener("click", () => { own = dark() ? "light" : "dark"; apply(); });
  system.addEventListener("change", apply);
  apply();
}

/** Put on a theme and draw everything anew. */
function wear(theme) {
  document.documentElement.dataset.theme = theme;
  colours.clear();
  byId("theme").textContent = dark() ? "Light" : "Dark";
  if (canvas.net) paint();
}

function setButtons() {
  byId("save-png").addEventListener("click", savePng);
  byId("save-svg").addEventListener("click", saveSvg);
  byId("copy-link").addEventListener("click", copyLink);
  byId("copy-link").hidden = location.protocol === "about:"; // in a notebook's frame there is no address
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("zoom-fit").addEventListener("click", fitView);
  if (matchMedia("(max-width: 900px)").matches) byId("legend").open = false;
  addEventListener("hashchange", () => { readHash(); update(); });
  let waiting = null;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => { paintTime(); if (S.tab === "timeline") paintTimeline(); }, 150); });
}

function start() {
  setTheme();
  setTime();
  setTabs();
  setSearch();
  setButtons();
  setPrint();
  readHash();
  const tab = S.tab;
  S.tab = "network"; // the canvas needs its room to be measured
  compute();
  paintTime();
  drawCanvas();
  const ready = () => requestAnimationFrame(() => { performance.mark("painted"); document.documentElement.dataset.ready = "1"; });
  if (tab === "network") canvas.net.once("afterDrawing", ready); else ready();
  S.tab = tab;
  update();
  // For tests and for other scripts on the page: where a node stands on the screen, and the picture as SVG.
  globalThis.diplograph = {
    nodeAt: (id) => canvas.net.canvasToDOM(canvas.net.getPosition(indexOf.get(id))),
    positions: () => canvas.net.getPositions(),
    svg: () => new XMLSerializer().serializeToString(drawSvg()),
  };
}

start();
