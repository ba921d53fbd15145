// Draws each [data-chart] with Plotly from the figure that its address serves; colours come from the style sheet.
(() => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const themed = (layout) => ({
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: token("--font"), size: 13, color: token("--ink") },
    xaxis: { gridcolor: token("--line"), linecolor: token("--line-strong"), zeroline: false, ...layout.xaxis },
    yaxis: { gridcolor: token("--line"), linecolor: token("--line-strong"), zeroline: false, ...layout.yaxis },
  });

  // As many year labels as fit side by side, never half a year.
  const yearStep = (place, data) => {
    const years = data.flatMap((trace) => trace.x);
    const span = Math.max(...years) - Math.min(...years);
    return Math.max(1, Math.ceil((span * 46) / Math.max(120, place.clientWidth - 80)));
  };

  const painted = (trace) => {
    const colour = token(`--${trace.meta || "accent"}`) || token("--accent");
    return {
      ...trace,
      line: { ...trace.line, color: colour },
      marker: { ...trace.marker, color: colour },
    };
  };

  const load = async (place) => {
    const answer = await fetch(place.dataset.chart, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    place.figure = await answer.json();
    draw(place);
  };

  const draw = (place) => {
    if (!place.figure) return;
    const { data, layout } = place.figure;
    place.hidden = false;
    const axis = { ...layout.xaxis, dtick: yearStep(place, data) };
    window.Plotly.react(place, data.map(painted), themed({ ...layout, xaxis: axis }), { displayModeBar: false, responsive: true });
  };

  const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("themechange", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // Paper is white: charts are painted anew in the colours of the day, and back afterwards.
  const root = document.documentElement;
  let onScreen;
  addEventListener("beforeprint", () => {
    onScreen = root.dataset.theme;
    root.dataset.theme = "light";
    drawAll();
  });
  addEventListener("afterprint", () => {
    if (onScreen) root.dataset.theme = onScreen;
    else delete root.dataset.theme;
    drawAll();
  });
  document.querySelectorAll("[data-chart]").forEach(load);
})();
