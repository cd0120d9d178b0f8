// Sorts, filters and searches the rows, and shows a page of them.
"use strict";

const TABLE = document.querySelector("table.people");
const STATUS = document.querySelector(".row-section .status");
const PAGER = document.querySelector(".pager");
const FIND = document.getElementById("find");
const FILTER = document.getElementById("filter");
const SIZE = document.getElementById("size");
const COUNT = DATA.verdict.length;
const ALL = Array.from({ length: COUNT }, (_, row) => row);
const ORDERS = [EMAIL_ID, EMAIL, SMTP, LOGIN, UPN].map(byAddress);

let sorted = ALL;
let found = ALL;
let first = 0;
let searched = null;

function byAddress(column) {
  return () => {
    const keys = ALL.map((row) => addressOf(row, column).toLowerCase());
    // Whoever has no such address comes last.
    return (a, b) => (keys[a] === "") - (keys[b] === "") || compare(keys[a], keys[b]);
  };
}

function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}

function byOutcome(job) {
  // What fails afterwards comes first, then what fails now.
  const key = (row) => {
    const { jobs } = DATA.kinds[DATA.verdicts[DATA.verdict[row]][0]];
    return -(jobs[job + 3][0] * DATA.words.length + jobs[job][0]);
  };
  return () => {
    const keys = ALL.map(key);
    return (a, b) => keys[a] - keys[b];
  };
}

for (const job of DATA.jobs.keys()) ORDERS.push(byOutcome(job));
ORDERS.push(() => (a, b) => a - b); // The rows come with the worst first.

function sortBy(head, at) {
  const again = head.getAttribute("aria-sort") === "ascending";
  for (const each of TABLE.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", again ? "descending" : "ascending");
  const order = ORDERS[at]();
  sorted = [...ALL].sort(again ? (a, b) => order(b, a) : order);
  select();
}

const TESTS = {
  problem: (code) => ({ kind }) => kind.problems.includes(code),
  harm: (number) => ({ kind }) => kind.harm === Number(number),
  since: (at) => ({ since }) => Boolean(since && since[at].length),
};

// Tells of each verdict, once, whether its rows are shown.
function wanted() {
  const [what, which] = FILTER.value.split(" ");
  if (what === "all") return () => true;
  if (what === "change") return (row) => addressOf(row, CHANGE) !== "";
  const test = TESTS[what](which);
  const passes = DATA.verdicts.map(([kind, , , , since]) => test({ kind: DATA.kinds[kind], since }));
  return (row) => passes[DATA.verdict[row]];
}

function textOf(row) {
  const addresses = [LOGIN, EMAIL, EMAIL_ID, UPN, SMTP, CHANGE].map((at) => addressOf(row, at));
  return [...addresses, ...aliasesOf(row)].join("\n").toLowerCase();
}

function select() {
  const words = FIND.value.trim().toLowerCase();
  const wants = wanted();
  if (words && !searched) searched = ALL.map(textOf);
  found = sorted.filter((row) => wants(row) && (!words || searched[row].includes(words)));
  first = 0;
  show();
}

function show() {
  const size = Number(SIZE.value);
  for (const body of [...TABLE.tBodies]) body.remove();
  TABLE.append(...found.slice(first, first + size).map(personOf));
  const last = Math.min(first + size, found.length);
  const all = COUNT.toLocaleString("en");
  const some = found.length.toLocaleString("en");
  STATUS.textContent = found.length === COUNT ? `${all} rows` : `${some} of ${all} rows`;
  if (!found.length) STATUS.textContent += ": nobody matches. Search for less, or show all rows.";
  PAGER.hidden = found.length <= size;
  const places = [first + 1, last].map((each) => each.toLocaleString("en")).join(" to ");
  document.getElementById("window").textContent = `${places} of ${some}`;
  document.getElementById("before").disabled = first === 0;
  document.getElementById("after").disabled = last === found.length;
}

function turn(by) {
  first = Math.max(0, first + by * Number(SIZE.value));
  show();
  TABLE.scrollIntoView();
}

function option(value, text) {
  return element("option", { value }, text);
}

function countBy(keysOf) {
  const counts = new Map();
  for (const row of ALL) {
    for (const key of keysOf(verdictOf(row))) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
}

function options(title, what, counts, order, nameOf) {
  const some = order.filter((key) => counts.has(key));
  const group = element("optgroup", { label: title });
  for (const key of some) {
    group.append(option(`${what} ${key}`, `${nameOf(key)} (${counts.get(key).toLocaleString("en")})`));
  }
  return some.length ? [group] : [];
}

function fill() {
  const problems = countBy(({ kind }) => kind.problems);
  const harms = countBy(({ kind }) => [kind.harm]);
  const since = countBy(({ since: told }) => [0, 1].filter((at) => told && told[at].length));
  const changes = ALL.filter((row) => addressOf(row, CHANGE)).length;
  FILTER.append(option("all", "all rows"));
  if (changes) FILTER.append(option("change", `email ID to change (${changes.toLocaleString("en")})`));
  FILTER.append(
    ...options("Problem", "problem", problems, Object.keys(DATA.codes), (code) => code),
    ...options("The worst of a row", "harm", harms, [...DATA.harms.keys()], (at) => DATA.harms[at]),
    ...options("Since the earlier diagnosis", "since", since, [0, 1], (at) => `${SINCE[at]} problem`),
  );
}

function start() {
  fill();
  [...TABLE.tHead.rows[0].cells].forEach((head, at) => {
    const button = element("button", { type: "button" }, ...head.childNodes);
    button.addEventListener("click", () => sortBy(head, at));
    head.append(button);
  });
  TABLE.tHead.rows[0].cells[ORDERS.length - 1].setAttribute("aria-sort", "ascending");
  let waiting = 0;
  FIND.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(select, COUNT > 2000 ? 150 : 0);
  });
  FILTER.addEventListener("change", select);
  SIZE.addEventListener("change", () => { first = 0; show(); });
  document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("before").addEventListener("click", () => turn(-1));
  document.getElementById("after").addEventListener("click", () => turn(1));
  for (const each of document.querySelectorAll("[data-filter]")) {
    each.addEventListener("click", () => {
      FILTER.value = each.dataset.filter;
      if (FILTER.selectedIndex < 0) FILTER.value = "all";
      select();
    });
  }
  document.querySelector(".without-script")?.remove();
  document.querySelector(".tools").hidden = COUNT < 2;
  show();
}

start();
