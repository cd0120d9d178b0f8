// Keeps the ticks of a checklist until they are cleared. Where a browser refuses to keep anything,
// as some do for pages from a disk, they last as long as the page.
"use strict";

(() => {
  const KEY = "crosswalk-ticks";
  const boxes = [...document.querySelectorAll(".box input[name]")];
  const clear = document.querySelector(".clear-ticks");
  if (!boxes.length) return;

  function kept() {
    try {
      const names = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(names) ? names : [];
    } catch {
      return [];
    }
  }

  function keep() {
    const names = boxes.filter((each) => each.checked).map((each) => each.name);
    clear.disabled = !names.length;
    try {
      localStorage.setItem(KEY, JSON.stringify(names));
    } catch {
      // It was refused.
    }
  }

  const names = new Set(kept());
  for (const each of boxes) {
    each.checked ||= names.has(each.name);
    each.addEventListener("change", keep);
  }
  clear.hidden = false;
  clear.disabled = !boxes.some((each) => each.checked);
  clear.addEventListener("click", () => {
    for (const each of boxes) each.checked = false;
    keep();
  });
})();
