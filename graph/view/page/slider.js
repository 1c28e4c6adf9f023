// The time slider: two handles over the number of events in each period.

function setTime() {
  const box = byId("time");
  if (STOPS.length < 2) { box.hidden = true; return; }
  const undated = D.events.filter((event) => !event.from).length;
  const slider = (id, label, key) => {
    const input = el("input", { type: "range", id, min: 0, max: STOPS.length - 1, step: 1, "aria-label": label });
    input.addEventListener("input", () => {
      const value = Number(input.value);
      if (key === "first") change({ first: Math.min(value, S.last) });
      else change({ last: Math.max(value, S.first) });
    });
    return input;
  };
  const check = el("input", { type: "checkbox", id: "undated", onchange: () => change({ undated: check.checked }) });
  const bars = svg("svg", { id: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const handles = [slider("from", "From", "first"), slider("until", "Until", "last")];
  // A handle stands below the middle of its period's bar.
  handles.forEach((handle) => {
    handle.style.left = `calc((100% - 16px) * ${0.5 / STOPS.length})`;
    handle.style.width = `calc(16px + (100% - 16px) * ${(STOPS.length - 1) / STOPS.length})`;
  });
  replace(box,
    el("div", { class: "span" }, el("span", { id: "span-text" }), undated ? el("span", { class: "undated" }, check, el("label", { for: "undated" }, `Without a date (${number(undated)})`)) : null),
    el("div", { class: "slider" }, bars, handles, el("div", { id: "periods", "aria-hidden": "true" })));
}

function paintTime() {
  if (STOPS.length < 2) return;
  const names = [STOPS[S.first].told, STOPS[S.last].told].map(dateText);
  byId("from").value = S.first;
  byId("until").value = S.last;
  byId("from").style.zIndex = S.first > STOPS.length / 2 ? 1 : 0; // else the other handle would hide it at the end
  byId("from").setAttribute("aria-valuetext", names[0]);
  byId("until").setAttribute("aria-valuetext", names[1]);
  byId("span-text").textContent = S.first === S.last ? names[0] : `${names[0]} – ${names[1]}`;
  if (byId("undated")) byId("undated").checked = S.undated;
  const most = Math.max(...STOPS.map((stop) => stop.events.length));
  const bars = byId("bars");
  bars.setAttribute("viewBox", `0 0 ${STOPS.length} 30`);
  replace(bars, ...STOPS.flatMap((stop, index) => {
    let y = 30;
    return ["cooperation", "neutral", "conflict"].map((tone) => {
      const height = (28 * stop.events.filter((event) => event.tone === tone).length) / most;
      y -= height;
      return svg("rect", { x: index + 0.12, y, width: 0.76, height, fill: toneColour(tone), "fill-opacity": index >= S.first && index <= S.last ? 0.9 : 0.25 });
    });
  }));
  namePeriods();
}

/** The names of as many periods as there is room for, each below its bar. */
function namePeriods() {
  const room = byId("periods").clientWidth / STOPS.length;
  const names = STOPS.map((stop) => dateText(stop.told));
  const step = Math.ceil((Math.max(...names.map((name) => name.length)) * 6.5 + 14) / Math.max(room, 1));
  replace(byId("periods"), names.map((name, index) => {
    if (index % step) return null;
    const box = el("span", null, name);
    box.style.left = `${(100 * (index + 0.5)) / STOPS.length}%`;
    return box;
  }));
}
