
"use strict";
const form = document.getElementById("filter");
const said = document.getElementById("shown");
const rows = [...document.querySelectorAll("tbody[data-standing]")];
const chapters = [...document.querySelectorAll("section.chapter")];
const folds = [...document.querySelectorAll("section.chapter details.folded")];
const fits = {
  verdict: (row, wanted) => row.dataset.standing === wanted,
  party: (row, wanted) => row.dataset.parties.split("|").includes(wanted),
  chapter: (row, wanted) => row.dataset.chapter === wanted,
};

function asked() {
  const known = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => name in fits);
  return known.filter(([name, wanted]) => [...form.elements[name].options].some(one => one.value === wanted));
}

function show(filters) {
  for (const name in fits) form.elements[name].value = "";
  for (const [name, wanted] of filters) form.elements[name].value = wanted;
  for (const row of rows) row.hidden = !filters.every(([name, wanted]) => fits[name](row, wanted));
  const holds = one => [...one.querySelectorAll("tbody[data-standing]")].some(row => !row.hidden);
  for (const fold of folds) {
    fold.hidden = !holds(fold);
    if (filters.length) fold.open = true;
    else if (fold.dataset.wasFiltered) fold.open = false;
    fold.dataset.wasFiltered = filters.length ? "yes" : "";
  }
  for (const part of document.querySelectorAll("table.board, section.chapter")) part.hidden = !holds(part);
  const count = rows.filter(row => !row.hidden).length;
  said.textContent = said.dataset.said.replace("{shown}", count).replace("{total}", rows.length);
}

function chosen() {
  const filters = Object.keys(fits).map(name => [name, form.elements[name].value]).filter(([, wanted]) => wanted);
  const address = filters.length ? "#" + new URLSearchParams(filters) : location.pathname + location.search;
  history.replaceState(null, "", address);
  show(filters);
}

form.addEventListener("change", chosen);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(chosen));
addEventListener("hashchange", () => { if (asked().length || !location.hash) show(asked()); });
form.hidden = false;
show(asked());
