// On paper: on a light ground, the whole picture in lines instead of dots, the legend, and the card to its end.

function setPrint() {
  const screen = document.documentElement.dataset;
  let before = {};
  addEventListener("beforeprint", () => {
    before = { theme: screen.theme, legend: byId("legend").open };
    wear("light");
    byId("legend").open = true;
    replace(byId("paper"), S.tab === "network" ? drawSvg() : null);
  });
  addEventListener("afterprint", () => {
    wear(before.theme);
    byId("legend").open = before.legend;
    replace(byId("paper"));
  });
}
