// Sorts tables by a column, filters and sorts the index. The page's policy lets this script run and no other.
"use strict";
(() => {
  const number = (text) => Number(text.replace(/[,%+\s]/g, "").replace("−", "-"));
  const compare = (a, b) => {
    if (!a || a === "–" || !b || b === "–") return 0;
    const difference = number(a) - number(b);
    return Number.isNaN(difference) ? a.localeCompare(b, "en", { numeric: true }) : difference;
  };
  const missing = (text) => !text || text === "–";
  // What is not known stands last in either direction; equal rows keep their order.
  const sorted = (items, key, down) => items.map((item) => [key(item), item]).sort(([a], [b]) =>
    missing(a) - missing(b) || (down ? -compare(a, b) : compare(a, b))).map(([, item]) => item);

  // On a narrow window the style sheet sets the cells of a row under each other, each with its column's name.
  function labelled(table) {
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, i) => {
        cell.dataset.label = names[i];
        cell.classList.toggle("none", missing(cell.textContent.trim()));
      });
    }
    table.classList.add("labelled");
  }

  function sortable(tables) {
    const bodies = tables.map((table) => table.tBodies[0]);
    const sizes = bodies.map((body) => body.rows.length);
    if (sizes.reduce((a, b) => a + b, 0) < 2) return;
    const heads = tables.map((table) => [...table.tHead.rows[0].cells]);
    const sort = (i) => {
      const down = heads[0][i].getAttribute("aria-sort") === "ascending";
      const rows = sorted(bodies.flatMap((body) => [...body.rows]), (row) => row.cells[i].textContent.trim(), down);
      bodies.forEach((body, k) => body.append(...rows.splice(0, sizes[k])));
      heads.forEach((cells) => cells.forEach((cell) => cell.removeAttribute("aria-sort")));
      heads.forEach((cells) => cells[i].setAttribute("aria-sort", down ? "descending" : "ascending"));
    };
    heads.forEach((cells) => cells.forEach((cell, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      button.addEventListener("click", () => sort(i));
      cell.append(button);
    }));
  }
  document.querySelectorAll("div.dateline").forEach((box) => {
    const tables = [...box.querySelectorAll("table")];
    tables.filter((table) => table.tHead.rows[0].cells.length > 3).forEach(labelled);
    if (tables.length) sortable(tables);
  });

  // What can be moved sideways must be in reach of the keyboard.
  document.querySelectorAll("figure.dateline, div.dateline").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });

  const list = document.querySelector("ol.articles");
  if (!list) return;
  const items = [...list.children];
  const words = document.getElementById("filter"), order = document.getElementById("order");
  const count = document.getElementById("count");
  const bodies = JSON.parse(document.getElementById("texts").textContent);
  const plain = new Map(items.map((item) => [item, `${item.textContent} ${bodies[item.id] || ""}`.toLowerCase()]));
  const AROUND = 70;  // characters before and after what was found
  // Where the article itself has the first word that was looked for.
  function hit(item, word) {
    const body = bodies[item.id] || "";
    const at = word ? body.toLowerCase().indexOf(word) : -1;
    const place = item.querySelector(".hit");
    place.hidden = at < 0;
    if (at < 0) return;
    const mark = document.createElement("mark");
    mark.append(body.slice(at, at + word.length));
    place.replaceChildren("… ", body.slice(Math.max(at - AROUND, 0), at), mark,
      body.slice(at + word.length, at + word.length + AROUND), " …");
  }
  function show() {
    const phrase = words.value.trim().toLowerCase();
    const wanted = phrase.match(/"[^"]+"|\S+/g)?.map((word) => word.replace(/^"|"$/g, "")).filter(Boolean) || [];
    items.forEach((item) => {
      item.hidden = !wanted.every((word) => plain.get(item).includes(word));
      if (!item.hidden) hit(item, wanted[0]);
    });
    const [by, down] = order.value.split(" ");
    list.append(...(by ? sorted(items, (item) => item.dataset[by] || "", Boolean(down)) : items));
    count.textContent = `${items.filter((item) => !item.hidden).length} of ${items.length} articles`;
  }
  words.addEventListener("input", show);
  order.addEventListener("change", show);
  document.querySelector("form.find").hidden = items.length < 2;
  document.querySelector("form.find").addEventListener("submit", (event) => event.preventDefault());
  show();
})();
