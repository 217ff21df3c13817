"use strict";
const root = document.documentElement;
const store = {
  get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem("theme", theme); } catch { /* not kept */ } },
};
const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const themeSwitch = document.getElementById("theme");
const showTheme = () => { themeSwitch.textContent = isDark() ? "Light" : "Dark"; };
if (store.get()) root.dataset.theme = store.get();
showTheme();
themeSwitch.hidden = false;
themeSwitch.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  store.set(root.dataset.theme);
  showTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);

const valueOf = (row, place) => {
  const cell = row.cells[place];
  return cell.dataset.value ?? cell.textContent.trim();
};
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isNumber = head.classList.contains("n");
      const first = isNumber ? "descending" : "ascending";
      const last = isNumber ? "ascending" : "descending";
      const order = head.getAttribute("aria-sort") === first ? last : first;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = (a, b) =>
        isNumber ? Number(a || 0) - Number(b || 0) : a.localeCompare(b, undefined, { numeric: true });
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => sign * compare(valueOf(a, place), valueOf(b, place)));
      table.tBodies[0].append(...rows);
    });
  });
}

for (const controls of document.querySelectorAll(".controls[data-table]")) {
  const rows = [...document.getElementById(controls.dataset.table).tBodies[0].rows];
  const shown = controls.querySelector(".shown");
  const apply = () => {
    const words = controls.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
    const picked = [...controls.querySelectorAll("select")].filter((select) => select.value);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden =
        !words.every((word) => text.includes(word)) ||
        !picked.every((select) => row.dataset[select.name] === select.value);
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  };
  controls.hidden = false;
  controls.addEventListener("input", apply);
  apply();
}

for (const link of document.querySelectorAll("a[data-file]")) {
  link.addEventListener("click", () => {
    const controls = document.querySelector(`.controls[data-table="${link.dataset.to}"]`);
    const select = controls?.querySelector('select[name="file"]');
    if (!select) return;
    controls.querySelectorAll("input, select").forEach((field) => { field.value = ""; });
    select.value = link.dataset.file;
    controls.dispatchEvent(new Event("input"));
  });
}
addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
});
