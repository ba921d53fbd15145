// What the pages do beyond links and forms: the theme switch and the highlighting of an item in its text.
(() => {
  const root = document.documentElement;
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private window: the choice lasts for this page */ }
      document.dispatchEvent(new CustomEvent("themechange"));
    });
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });

  const showInText = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    for (const mark of document.querySelectorAll(".source-text .here")) mark.classList.remove("here");
    if (!key) return;
    const marks = [...document.querySelectorAll(".source-text a")].filter((a) => a.getAttribute("href") === `#${key}`);
    for (const mark of marks) mark.classList.add("here");
    if (marks.length) marks[0].scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", showInText);
  showInText();
})();
