// Finds what the site says. The index is loaded when it is first needed, as a script, since a page
// that is opened from a disk may not read other files.
"use strict";

(() => {
  const MOST = 12;
  // What is found by the same words stands in this order.
  const ORDER = [
    "symptom", "term", "chapter", "cause", "runbook", "rule", "page", "picture", "statement", "status", "code",
    "message", "example", "id", "step",
  ];
  // What a word is worth where it is the whole word, and where a longer word begins with it.
  const FIELDS = [["title", 10, 6], ["words", 8, 5], ["within", 3, 2], ["text", 2, 1]];
  const PASTED = 6; // From so many words on it is a message with names and numbers in it.
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const status = form.querySelector("[role=status]");
  let entries = null;
  let texts = [];
  let chosen = -1;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parted = (text) => `${text} ${text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")}`;
  const singular = (word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);
  const tokens = (text) =>
    [...new Set((plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(singular))];

  function load() {
    if (entries) return;
    entries = [];
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => {
      texts = window.searchIndex.texts.map((text) => ({ text, tokens: tokens(parted(text)) }));
      entries = window.searchIndex.entries.map(made);
      show();
    };
    document.head.append(script);
  }

  function made([kind, title, address, within, said, words]) {
    const text = [...new Set(said.flatMap((each) => texts[each].tokens))];
    const fields = {
      title: tokens(parted(title)), words: tokens(words), within: tokens(within), text,
    };
    const rank = ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length;
    return { kind, title, address, within, said, fields, rank };
  }

  // How well a word fits an entry: 0 if it does not.
  function fits(entry, word) {
    let best = 0;
    for (const [field, whole, begun] of FIELDS) {
      if (best >= whole) break;
      for (const token of entry.fields[field]) {
        if (token === word) best = Math.max(best, whole);
        else if (token.startsWith(word)) best = Math.max(best, begun);
      }
    }
    return best;
  }

  // Entries that have all words. If there are none: those that have most of them, rare ones before
  // common ones, so that a message is found with the names and numbers that it came with.
  function find(query) {
    const words = tokens(query);
    const table = words.map((word) => entries.map((entry) => fits(entry, word)));
    const known = table.filter((row) => row.some(Boolean));
    const rarity = known.map((row) => Math.log(entries.length / row.filter(Boolean).length) + 0.1);
    const all = rarity.reduce((sum, each) => sum + each, 0);
    const scored = entries.map((entry, at) => {
      const covered = known.reduce((sum, row, n) => sum + (row[at] ? rarity[n] : 0), 0);
      const points = table.reduce((sum, row) => sum + row[at], 0);
      return { entry, at, covered, points: points + closeness(entry, query, words) };
    });
    const whole = table.length && known.length === table.length
      ? scored.filter((each) => table.every((row) => row[each.at])) : [];
    if (whole.length) return whole.sort((one, other) => better(one, other)).map(entryOf);
    if (known.length < Math.max(2, words.length / 2)) return [];
    const enough = words.length < PASTED ? 0.7 : 0.4;
    return scored
      .filter((each) => each.covered >= enough * all)
      .sort((one, other) => other.covered - one.covered || better(one, other))
      .map(entryOf);
  }

  // A title that has the words as they were typed, and little else, comes before longer ones.
  function closeness(entry, query, words) {
    const typed = plain(query).trim();
    const phrase = words.length > 1 && plain(entry.title).includes(typed) ? 4 : 0;
    const named = words.filter((word) => entry.fields.title.includes(word)).length;
    const share = named / (entry.fields.title.length || 1);
    return phrase + 3 * share + (share === 1 ? 4 : 0) + (ORDER.length - entry.rank) / 2;
  }

  const better = (one, other) => other.points - one.points || one.at - other.at;
  const entryOf = (each) => each.entry;

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
    const said = quoted(entry);
    if (said) item.append(part("quoted", said));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => go(item));
    return item;
  }

  // What an entry says that has the words which its title lacks.
  function quoted(entry) {
    const lacking = tokens(input.value)
      .filter((word) => !entry.fields.title.some((token) => token.startsWith(word)));
    const says = (each) =>
      lacking.every((word) => texts[each].tokens.some((token) => token.startsWith(word)));
    const found = lacking.length ? entry.said.find(says) : undefined;
    return found === undefined ? "" : texts[found].text;
  }

  function show() {
    const query = input.value;
    const found = entries?.length && query.trim() ? find(query) : [];
    list.replaceChildren(...found.slice(0, MOST).map(option));
    const open = query.trim() !== "" && Boolean(entries?.length);
    if (open && !found.length) list.append(nothing());
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
