"use strict";
// Draws every chart in the colours of the reader's scheme, and again when the scheme or the room for it changes.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const charts = read("charts");
  const themes = read("themes");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 40rem)");

  // A phone has room for short names only, and for no more than two entries of a legend side by side.
  const room = () => (narrow.matches ? { names: 150, entries: 110, columns: 2 } : { names: 260, entries: 220, columns: 4 });

  const config = (scheme) => {
    const { names, entries, columns } = room();
    const theme = themes[scheme];
    return { ...theme, axisY: { labelLimit: names, labelPadding: 8 }, legend: { ...theme.legend, columns, labelLimit: entries } };
  };

  const draw = async (host, scheme) => {
    host.dataset.scheme = scheme;
    await vegaEmbed(host, charts[host.dataset.chart], {
      mode: "vega-lite", renderer: "svg", actions: false, ast: true, config: config(scheme), tooltip: { theme: scheme },
    });
  };

  const drawAll = async () => {
    const scheme = dark.matches ? "dark" : "light";
    for (const host of document.querySelectorAll("[data-chart]")) await draw(host, scheme);
    document.documentElement.dataset.drawn = scheme;
  };

  // One drawing after the other, so that an earlier one cannot end last.
  let drawing = drawAll();
  const again = () => { drawing = drawing.then(drawAll); };
  dark.addEventListener("change", again);
  narrow.addEventListener("change", again);
})();
