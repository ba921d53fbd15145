// Draws each [data-account-chart] with Plotly from the figure that its address serves, in the style sheet's colours.
(() => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const faint = (colour) => (/^#[0-9a-f]{6}$/i.test(colour) ? `${colour}38` : colour);

  const axis = (given) => ({ gridcolor: token("line"), linecolor: token("line-strong"), zerolinecolor: token("line-strong"), ...given });

  const themed = (layout) => ({
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: token("font"), size: 13, color: token("ink") },
    xaxis: axis(layout.xaxis),
    yaxis: axis(layout.yaxis),
  });

  const painters = {
    sankey: (trace) => {
      const colours = trace.meta.map(token);
      return {
        ...trace,
        node: { ...trace.node, color: colours, line: { width: 0 } },
        link: { ...trace.link, color: trace.link.source.map((node) => faint(colours[node])) },
      };
    },
    waterfall: (trace) => ({
      ...trace,
      increasing: { marker: { color: token("chart-up") } },
      decreasing: { marker: { color: token("chart-down") } },
      totals: { marker: { color: token("chart-8") } },
      connector: { line: { width: 1, color: token("line-strong") } },
      textfont: { color: token("ink") },
      textposition: "outside",
      cliponaxis: false,
    }),
  };

  const plain = (trace) => {
    const colour = token(trace.meta || "accent") || token("accent");
    return {
      ...trace,
      ...(trace.is_band ? { fillcolor: faint(colour) } : {}),
      line: { ...trace.line, color: trace.is_band ? faint(colour) : colour },
      marker: { ...trace.marker, color: colour },
    };
  };

  const yearStep = (place, data) => {
    const years = data.flatMap((trace) => trace.x);
    const span = Math.max(...years) - Math.min(...years);
    return Math.max(1, Math.ceil((span * 46) / Math.max(120, place.clientWidth - 80)));
  };

  const fitted = (place, figure) => {
    const layout = themed(figure.layout);
    if (figure.years) layout.xaxis = { ...layout.xaxis, dtick: yearStep(place, figure.data) };
    if (layout.height) place.classList.add("own-height");
    return layout;
  };

  const draw = (place) => {
    if (!place.figure) return;
    place.hidden = false;
    const data = place.figure.data.map((trace) => (painters[trace.type] || plain)(trace));
    window.Plotly.react(place, data, fitted(place, place.figure), { displayModeBar: false, responsive: true });
  };

  const load = async (place) => {
    if (place.figure || place.isLoading) return;
    place.isLoading = true;
    const answer = await fetch(place.dataset.accountChart, { headers: { Accept: "application/json" } });
    place.isLoading = false;
    if (!answer.ok || answer.status === 204) return;
    place.figure = await answer.json();
    if (place.figure.data.length) draw(place);
  };

  const every = () => document.querySelectorAll("[data-account-chart]");
  const drawAll = () => every().forEach(draw);
  document.addEventListener("themechange", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => setTimeout(drawAll));
  addEventListener("afterprint", () => setTimeout(drawAll));
  document.addEventListener("htmx:afterSettle", () => every().forEach(load));
  every().forEach(load);
})();
