// Finds symptoms, examples, rules, ids and sentences. The index is loaded when it is first needed,
// as a script, since a page that is opened from a disk may not read other files.
"use strict";

(() => {
  const MOST = 12;
  const ORDER = ["symptom", "statement", "chapter", "rule", "example", "id", "sentence"];
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const status = form.querySelector("[role=status]");
  let entries = null;
  let chosen = -1;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function load() {
    if (entries) return;
    entries = [];
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => {
      entries = window.searchIndex.map(([kind, title, address, within]) => ({
        kind, title, address, within, text: plain(title), around: plain(`${within} ${kind}`),
      }));
      show();
    };
    document.head.append(script);
  }

  function score(entry, words) {
    let total = 0;
    for (const word of words) {
      const at = entry.text.indexOf(word);
      if (at === 0) total += 4;
      else if (at > 0) total += /[\p{L}\p{N}]/u.test(entry.text[at - 1]) ? 1 : 3;
      else if (!entry.around.includes(word)) return 0;
      else total += 0.5;
    }
    return total;
  }

  function find(words) {
    return entries
      .map((entry, at) => ({ entry, at, points: score(entry, words) }))
      .filter((each) => each.points > 0)
      .sort((one, other) =>
        other.points - one.points
        || ORDER.indexOf(one.entry.kind) - ORDER.indexOf(other.entry.kind)
        || one.at - other.at)
      .map((each) => each.entry);
  }

  function part(name, text) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function option(entry, at) {
    const item = document.createElement("li");
    item.id = `found-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = entry.address;
    item.append(part("kind", entry.kind), part("title", entry.title));
    if (entry.within) item.append(part("within", entry.within));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => go(item));
    return item;
  }

  function show() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const found = entries && words.length ? find(words) : [];
    list.replaceChildren(...found.slice(0, MOST).map(option));
    if (words.length && !found.length) list.append(nothing());
    const open = words.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    status.textContent = open ? `${found.length} found` : "";
    choose(found.length ? 0 : -1);
  }

  function nothing() {
    const item = document.createElement("li");
    item.className = "nothing";
    item.textContent = "Nothing found";
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    return item;
  }

  function choose(at) {
    const options = [...list.querySelectorAll("li:not(.nothing)")];
    chosen = options.length ? (at + options.length) % options.length : -1;
    options.forEach((each, n) => each.setAttribute("aria-selected", String(n === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function go(item) {
    close();
    input.blur();
    location.href = item.dataset.address;
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => {
      const item = list.querySelector("[aria-selected=true]");
      if (item && !list.hidden) go(item);
    },
    Escape: () => {
      if (list.hidden || !input.value) input.blur();
      input.value = "";
      show();
    },
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("focus", () => { load(); if (input.value) show(); });
  input.addEventListener("blur", close);
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const act = event.isComposing ? null : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
