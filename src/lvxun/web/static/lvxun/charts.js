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

  const painted = (trace) => {
    const colour = token(`--${trace.meta || "accent"}`) || token("--accent");
    return {
      ...trace,
      line: { ...trace.line, color: colour },
      marker: { ...trace.marker, color: colour },
    };
  };

  const draw = async (place) => {
    if (!place.figure) {
      const answer = await fetch(place.dataset.chart, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      place.figure = await answer.json();
    }
    const { data, layout } = place.figure;
    place.hidden = false;
    window.Plotly.react(place, data.map(painted), themed(layout), { displayModeBar: false, responsive: true });
  };

  const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("themechange", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  drawAll();
})();
