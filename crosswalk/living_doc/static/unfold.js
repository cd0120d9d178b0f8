// Opens what a link leads into, and everything for printing; shows where one is in the contents.
"use strict";

function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const folded = target.closest("details");
  for (let fold = folded; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (folded) target.scrollIntoView();
}

let opened = [];

addEventListener("hashchange", unfold);
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
unfold();

const contents = document.getElementById("contents");
const here = contents.querySelector("[aria-current]");
if (here) contents.scrollTop = here.offsetTop - contents.clientHeight / 2;
