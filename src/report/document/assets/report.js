"use strict";
(() => {
  // On a small screen the contents would hide the report; print wants them whole.
  const contents = document.querySelector("nav details");
  if (contents) {
    if (!matchMedia("(min-width: 75rem)").matches) contents.open = false;
    addEventListener("beforeprint", () => { contents.open = true; });
  }
})();
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll(".finding")];
  if (!form || findings.length === 0) return;
  const all = findings.reduce((sum, finding) => sum + finding.dataset.place.split(" ").length, 0);
  const count = form.querySelector(".count");
  const sections = [...document.querySelectorAll("main section section")].filter((s) => s.querySelector(".finding"));
  const topics = [...document.querySelectorAll("main > section")].filter((s) => s.querySelector(".finding"));
  const words = new Map();
  for (const finding of findings) {
    const around = finding.closest("section");
    const heading = around ? around.querySelector("h3, h2") : null;
    words.set(finding, ((heading ? heading.textContent : "") + " " + finding.textContent).toLowerCase());
  }
  const wanted = () => {
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    return { place: value("place"), topic: value("topic"), status: value("status"), text: value("text").trim().toLowerCase() };
  };
  const apply = () => {
    const want = wanted();
    const any = Boolean(want.place || want.topic || want.status || want.text);
    let shown = 0;
    for (const finding of findings) {
      const topic = finding.closest("[data-topic]");
      const places = finding.dataset.place.split(" ");
      const fits =
        (!want.place || places.includes(want.place)) &&
        (!want.status || finding.dataset.status === want.status) &&
        (!want.topic || (topic && topic.dataset.topic === want.topic)) &&
        (!want.text || words.get(finding).includes(want.text));
      finding.classList.toggle("off", !fits);
      if (fits) shown += want.place ? 1 : places.length;
    }
    for (const part of [...sections, ...topics]) {
      if (part.classList.contains("finding")) continue;
      part.classList.toggle("off", any && !part.querySelector(".finding:not(.off)"));
    }
    count.textContent = any ? shown + " of " + all + " findings fit." : "";
  };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
