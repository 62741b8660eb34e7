"use strict";
// Search and filters of the register. Without it the page shows every row.
(function () {
  const form = document.getElementById("filter");
  const found = document.getElementById("found");
  const paper = document.getElementById("asked");
  if (!form || !found || !paper) return;
  const query = form.elements.q;
  const selects = Array.from(form.querySelectorAll("select"));
  const processes = form.elements.process;
  let parts = null;
  let waiting = 0;

  // What the pages leave out of names, because nobody sees it, is no part of a search either.
  // Texts copied from a PDF have such letters, and й or ё in two parts.
  const unseen = /\p{Cf}/gu;
  const plain = (text) =>
    text.replace(unseen, "").normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ");
  const words = (text) => (text ? text.split(" ") : []);

  // A Russian word without its ending: «консультация» finds «консультации».
  const ending = /^(.{4,}?)(?:[аеиоуыэюяйь]{1,2}|[аеиоыя][вмхй]|[ыи]ми|ого|его|ому|ему)$/;
  const stem = (word) => (/^[а-я]{5,}$/.test(word) ? word.replace(ending, "$1") : word);

  // Every row with what it is searched and filtered by; read when it is first needed.
  function read() {
    return Array.from(document.querySelectorAll(".direction"), (direction) => ({
      node: direction,
      slug: direction.id,
      processes: Array.from(direction.querySelectorAll(".process"), (process) => {
        const over = plain(
          direction.querySelector("h2").textContent + " " + process.querySelector("h3").textContent
        );
        return {
          node: process,
          slug: process.id,
          rows: Array.from(process.querySelectorAll("tbody tr"), (row) => ({
            node: row,
            text: over + " " + plain(row.textContent),
            touchpoint: row.querySelector("th a").getAttribute("href").replace(/^.*\/|\.html$/g, ""),
            needs: words(row.dataset.n),
            channels: words(row.dataset.c),
          })),
        };
      }),
    }));
  }

  function show(node, shown) {
    if (node.hidden === shown) node.hidden = !shown;
  }

  function apply() {
    parts = parts || read();
    const asked = { q: words(plain(query.value).trim()).map(stem) };
    for (const one of selects) asked[one.name] = one.value;
    const any = asked.q.length > 0 || selects.some((one) => one.value);
    let total = 0;
    let shown = 0;
    for (const direction of parts) {
      const here = !asked.direction || asked.direction === direction.slug;
      let inDirection = 0;
      for (const process of direction.processes) {
        const inside = here && (!asked.process || asked.process === process.slug);
        let inProcess = 0;
        for (const row of process.rows) {
          const fits =
            inside &&
            (!asked.touchpoint || asked.touchpoint === row.touchpoint) &&
            (!asked.need || row.needs.includes(asked.need)) &&
            (!asked.channel || row.channels.includes(asked.channel)) &&
            asked.q.every((word) => row.text.includes(word));
          show(row.node, fits);
          total += 1;
          if (fits) inProcess += 1;
        }
        show(process.node, inProcess > 0 || !any);
        inDirection += inProcess;
      }
      show(direction.node, inDirection > 0 || !any);
      shown += inDirection;
    }
    const told = !any ? found.dataset.all : shown ? found.dataset.some : found.dataset.none;
    found.textContent = told.replace("{shown}", shown).replace("{total}", total);
    tell(any);
    narrow(asked.direction);
    remember(asked);
  }

  // Paper says that it is not the whole, and what was asked for.
  function tell(any) {
    const said = selects.filter((one) => one.value).map((one) => one.selectedOptions[0].text);
    if (query.value.trim()) said.unshift(query.value.trim());
    form.classList.toggle("asked", any);
    paper.textContent = any ? paper.dataset.told.replace("{asked}", () => said.join("; ")) : "";
  }

  // Only the processes of the chosen direction can be chosen.
  function narrow(direction) {
    for (const one of processes.options) {
      const off = Boolean(direction && one.dataset.d && one.dataset.d !== direction);
      one.hidden = off;
      one.disabled = off;
    }
  }

  // The filter stands in the address, so that it can be kept and passed on.
  function remember(asked) {
    const told = new URLSearchParams();
    if (asked.q.length) told.set("q", query.value.trim());
    for (const one of selects) if (one.value) told.set(one.name, one.value);
    const text = told.toString();
    try {
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch {
      // a page opened from a folder has no address of its own
    }
  }

  function recall() {
    const told = new URLSearchParams(location.search);
    for (const one of [query, ...selects]) {
      const value = told.get(one.name);
      if (value) one.value = value;
    }
    return told.toString() !== "" || query.value !== "";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply));
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 200);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "direction") processes.value = "";
    if (event.target !== query) apply();
  });
  // Of a long register only what is on the screen is laid out. (Set here: checkers of style sheets
  // do not know the property yet.)
  if (document.querySelector(".long") && "adoptedStyleSheets" in document) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "@media screen { .long .process { content-visibility: auto; contain-intrinsic-size: auto 22rem } }"
    );
    document.adoptedStyleSheets = [sheet];
  }
  form.hidden = false;
  if (recall()) apply();
})();
