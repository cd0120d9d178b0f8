// Reads the rows of the page, and makes of each the same elements that stand there without script.
"use strict";

const DATA = JSON.parse(document.getElementById("data").textContent);
const [LOGIN, EMAIL, EMAIL_ID, UPN, SMTP, CHANGE] = [0, 1, 2, 3, 4, 5];
const COLUMNS = [
  ["inSync email ID", EMAIL_ID, "Okta email", 2],
  ["Okta email", EMAIL],
  ["Primary SMTP address", SMTP, "Okta email", 1],
  ["Okta login", LOGIN],
  ["UPN", UPN, "Okta login", 0],
];
const SINCE = ["new", "solved", "unchanged"];

// An address that stands in an earlier column too is the number of that column.
function addressOf(row, column) {
  const found = DATA.columns[column][row];
  return typeof found === "number" ? addressOf(row, found) : found;
}

function aliasesOf(row) {
  return DATA.aliases[row].map((each) => (typeof each === "number" ? addressOf(row, each) : each));
}

function verdictOf(row) {
  const [kind, presents, differs, byDefault, since] = DATA.verdicts[DATA.verdict[row]];
  return { kind: DATA.kinds[kind], number: kind, presents, differs, byDefault, since };
}

function presentedBy(row, number) {
  if (number < 0) return "";
  return number <= CHANGE ? addressOf(row, number) : DATA.literals[row][number - CHANGE - 1];
}

// Control, format and odd space characters are spelled out: they are why addresses differ.
function visible(text) {
  return text.replace(/(?! )[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}]/gu, (sign) => {
    const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `⟨U+${code}⟩`;
  });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function address(text) {
  const made = document.createDocumentFragment();
  visible(text).split("@").forEach((part, at) => {
    if (at) made.append(element("wbr", {}), "@");
    made.append(part);
  });
  return made;
}

function broken(code) {
  return code.split(/(?<=_)/).flatMap((part, at) => (at ? [element("wbr", {}), part] : [part]));
}

function addressCell(row, verdict, [label, column, other, flag], at) {
  const text = addressOf(row, column);
  const differs = other && verdict.differs[flag];
  const css = differs ? "address differs" : "address";
  const cell = element(at ? "td" : "th", { class: css, "data-label": label });
  if (!at) cell.scope = "row";
  cell.append(text ? address(text) : element("span", { class: "none" }, "none"));
  if (differs) cell.append(" ", element("span", { class: "mark-differs" }, `≠ ${other}`));
  const change = at ? "" : addressOf(row, CHANGE);
  if (change) cell.append(" ", element("span", { class: "change" }, "change to ", address(change)));
  return cell;
}

function outcome(verdict, job) {
  const made = document.createDocumentFragment();
  const [word] = verdict.kind.jobs[job];
  const [css, mark] = DATA.marks[word];
  made.append(element("span", { class: "time" }, DATA.times[job < 3 ? 0 : 1]), " ");
  made.append(element("span", { class: `word ${css}` }, `${mark} ${DATA.words[word]}`));
  const other = verdict.byDefault ? verdict.byDefault[0][job] : word;
  if (other !== word) {
    made.append(" ", element("span", { class: "default" }, `by default: ${DATA.words[other]}`));
  }
  return made;
}

function codesCell(codes) {
  const cell = element("td", { class: "codes", "data-label": "Problems" });
  for (const code of codes) cell.append(element("a", { href: `#${code}` }, ...broken(code)), " ");
  if (!codes.length) cell.append(element("span", { class: "none" }, "none"));
  return cell;
}

function personOf(row) {
  const verdict = verdictOf(row);
  const line = element("tr", {});
  COLUMNS.forEach((column, at) => line.append(addressCell(row, verdict, column, at)));
  DATA.jobs.forEach((name, job) => {
    const cell = element("td", { class: "outcome", "data-label": name });
    cell.append(outcome(verdict, job), " ", outcome(verdict, job + 3));
    line.append(cell);
  });
  line.append(codesCell(verdict.kind.problems));
  const because = element("div", { class: "because" });
  const details = element(
    "details", {}, element("summary", {}, "Why, and what to do"), because,
  );
  details.addEventListener("toggle", () => {
    if (!because.firstChild) because.append(...reasons(row, verdict));
  });
  const why = element("tr", { class: "why" }, element("td", { colspan: 9 }, details));
  return element("tbody", { class: "person" }, line, why);
}

function link(id) {
  const [, place] = DATA.statements[id];
  return element("a", { class: "id", href: place, rel: "noreferrer" }, id);
}

function ids(found) {
  const made = element("span", { class: "by" });
  found.forEach((id, at) => made.append(at ? " " : "", link(id)));
  return found.length ? made : "";
}

function reasons(row, verdict) {
  const { kind } = verdict;
  const made = kind.problems.map((code) => {
    const [text, todo] = DATA.codes[code];
    return element("p", {}, element("b", {}, text), ` ${todo}`);
  });
  const change = addressOf(row, CHANGE);
  if (change) {
    made.push(element("p", {}, "Proposed: change the inSync email ID to ", address(change), "."));
  }
  const list = element("ul", {}, ...kind.jobs.map((_, job) => jobLine(row, verdict, job)));
  for (const text of furtherLines(row, verdict)) list.append(element("li", {}, ...text));
  made.push(list, rules(kind));
  const examples = DATA.shownBy[verdict.number].map((number) => DATA.examples[number]);
  if (examples.length) made.push(shownBy(examples));
  return made;
}

function jobLine(row, verdict, job) {
  const [word, cause, found] = verdict.kind.jobs[job];
  const [css] = DATA.marks[word];
  const name = `${DATA.jobs[job % 3]} ${DATA.times[job < 3 ? 0 : 1]}: `;
  const line = element("li", {}, name, element("b", { class: css }, DATA.words[word]));
  const presented = presentedBy(row, verdict.presents[job]);
  if (presented) line.append(", presenting ", address(presented));
  if (cause) line.append(`: ${cause}`);
  line.append(".");
  if (found.length) line.append(" ", element("small", {}, found.join(" ")));
  return line;
}

function furtherLines(row, { kind, byDefault, since }) {
  const accounts = Number(kind.accounts);
  const lines = [[`Remapping now: ${accounts} ${accounts === 1 ? "account" : "accounts"}.`]];
  if (byDefault && byDefault[1] !== kind.accounts) lines[0].push(` By default: ${byDefault[1]}.`);
  const aliases = aliasesOf(row).flatMap((each, at) => [at ? ", " : "Aliases: ", address(each)]);
  if (aliases.length) lines.push([...aliases, "."]);
  if (byDefault && byDefault[2].join() !== kind.problems.join()) {
    lines.push([`Problems by default: ${byDefault[2].join(", ") || "none"}.`]);
  }
  if (since) {
    const told = SINCE.map((name, at) => [name, since[at]]).filter(([, codes]) => codes.length);
    const text = told.map(([name, codes]) => `${name} ${codes.join(", ")}`).join("; ");
    lines.push([`Since the earlier diagnosis: ${text}.`]);
  }
  for (const id of kind.assumed) {
    lines.push(["Rests on ", ids([id]), ` ${DATA.statements[id][0]}.`]);
  }
  return lines;
}

function rules(kind) {
  const found = new Set(kind.jobs.flatMap((job) => job[2]));
  const made = element("dl", { class: "rules" });
  for (const id of found) {
    const statement = DATA.statements[id][0];
    made.append(element("dt", {}, ids([id])), element("dd", {}, statement));
  }
  return made;
}

function shownBy(examples) {
  const made = element("p", {}, "Shown by ");
  examples.forEach(([name, place], at) => {
    const attributes = { class: "example-link", href: place, rel: "noreferrer" };
    made.append(at ? "; " : "", element("a", attributes, name));
  });
  return made;
}
