// The form about one user: reads it, and shows what was found. Nothing that is typed leaves the page.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("answers").textContent);
  const telling = Telling(data);
  const at = (id) => document.getElementById(id);
  const EXAMPLE = {
    login: "sam@corp.example", email: "sam.soto@corp.example", sent: "AS_IT_COMES",
    upn: "sam@corp.example", smtp: "sam.soto@corp.example", setting: "EMAIL_ID",
    "email-id-1": "sam@corp.example",
  };

  // --- Reading ---------------------------------------------------------------------------------

  const tellBeside = (id, text) => { at(`${id}-told`).textContent = text; };
  const chosen = (id) => at(id).value || undefined;

  function address(id) {
    const { text, problem } = Addresses.read(at(id).value);
    tellBeside(id, problem);
    at(id).setAttribute("aria-invalid", String(Boolean(problem)));
    return text || undefined;
  }

  // What is stored as AD attribute need not be an address: then nobody in Microsoft 365 has it.
  function stored(id) {
    const { text, problem } = Addresses.read(at(id).value);
    tellBeside(id, problem && `${problem}. It is taken as it stands: nobody has it.`);
    return text || at(id).value.trim() || undefined;
  }

  function aliases(given) {
    const { aliases: found, primary, problems } = Addresses.readAll(at("aliases").value);
    const told = [...problems];
    if (primary && !given.smtp && !at("smtp").value.trim()) {
      given.smtp = primary;
      told.push(`“${primary}” is taken as the primary SMTP address: Microsoft 365 marks it with SMTP: in capitals.`);
    } else if (primary && given.smtp && !Addresses.same(primary, given.smtp)) {
      told.push(`Microsoft 365 marks “${primary}” as the primary SMTP address, with SMTP: in capitals, and you gave another.`);
    }
    tellBeside("aliases", told.join(" "));
    if (found.length || at("no-aliases").checked) given.aliases = found;
  }

  // What Okta sent last is stored in the account that it was sent to, and in no other.
  function sentAs(given, isReceiver) {
    if (given.sent === undefined) return { attribute: undefined, behind: "sent" };
    const field = isReceiver ? data.mappings[given.sent]?.upn : "";
    return field ? { attribute: given[field], behind: field } : { attribute: "", behind: "" };
  }

  function attribute(n, given, isReceiver) {
    const kind = at(`attribute-${n}`).value;
    if (kind === "EMPTY") return { attribute: "", behind: "" };
    if (kind === "KNOWN") return { attribute: stored(`stored-${n}`), behind: "attribute" };
    return sentAs(given, isReceiver);
  }

  // Okta is linked to the newest account of the user that it has not unassigned.
  function accounts(given) {
    const read = [1, 2].slice(0, Number(at("accounts").value)).map((n) => ({
      n, whose: n === 2 ? at("whose-2").value : "OWN", emailId: address(`email-id-${n}`),
      status: at(`status-${n}`).value, license: at(`license-${n}`).value,
    }));
    const sent = given.sent !== undefined && given.sent !== "NEVER";
    const linked = read.findLastIndex((each) => each.whose === "OWN" && each.status !== "BY_OKTA");
    const receiver = linked < 0 ? read.findLastIndex((each) => each.whose === "OWN") : linked;
    given.linked = sent && linked >= 0 ? linked : null;
    given.accounts = read.map(({ n, ...each }, place) =>
      ({ ...each, ...attribute(n, given, place === receiver) }));
  }

  function given() {
    const read = {
      login: address("login"), email: address("email"), sent: chosen("sent"),
      upn: address("upn"), smtp: address("smtp"), setting: chosen("setting"),
      mailbox: at("mailbox").value, onedrive: at("onedrive").value,
    };
    aliases(read);
    accounts(read);
    return read;
  }

  // --- Showing ---------------------------------------------------------------------------------

  function made(tag, text = "", attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...(text ? [text] : []), ...children);
    return element;
  }

  const link = (text, address) => address ? made("a", text, { href: address }) : made("span", text);

  // An address is broken behind its @, if at all.
  const broken = (text) => text.split(/(?<=@)/u).flatMap((part, n) => n ? [made("wbr"), part] : [part]);

  function ids(list) {
    const links = list.map((id) => made("a", id, {
      class: "id", href: data.statements[id].address, title: data.statements[id].text,
    }));
    return links.flatMap((each) => [" ", each]);
  }

  function ended(row) {
    const css = row.works === undefined ? "open" : row.works ? "works" : "fails";
    const sign = { open: "?", works: "✓", fails: "✗" }[css];
    return made("span", "", { class: `end ${css}` }, made("span", sign, { class: "sign", "aria-hidden": "true" }), ` ${row.ends}`);
  }

  // What could be instead, where it is only assumed.
  function otherwise(id) {
    const other = data.statements[id].otherwise;
    return other ? [made("small", `If the assumption is wrong: ${other}`, { class: "otherwise" })] : [];
  }

  function why(row) {
    const lines = row.ids.map((id) => made("li", "", {}, ...ids([id]), ` ${data.statements[id].text}`, ...otherwise(id)));
    const notes = row.notes.map((each) => made("li", each, { class: "missing" }));
    return made("ul", "", { class: "why" }, ...(row.cause ? [made("li", `The cause: ${row.cause}.`, { class: "cause" })] : []), ...lines, ...notes);
  }

  function jobRow(row) {
    const says = row.shown && !row.ends.endsWith(row.shown) ? [made("span", `“${row.shown}”`, { class: "says" })] : [];
    const cells = [
      made("th", row.job, { scope: "row" }),
      made("td", "", { "data-label": "presents" }, made("span", "", {}, ...broken(row.presents ?? ""))),
      made("td", "", { "data-label": "ends" }, ended(row), ...says),
      made("td", "", { "data-label": "why" }, why(row)),
    ];
    return made("tr", "", { "data-job": row.name }, ...cells);
  }

  function table(account) {
    const head = ["Job", "presents", "and", "because"].map((each) => made("th", each, { scope: "col" }));
    return made("table", "", { class: "jobs" },
      made("caption", `${account.title}: ${account.state}`),
      made("thead", "", {}, made("tr", "", {}, ...head)),
      made("tbody", "", {}, ...account.rows.map(jobRow)));
  }

  function examples(account) {
    if (!account.shown.length) return [];
    const links = account.shown.flatMap((each, n) => [n ? ", " : "", link(`${each.row}: ${each.text}`, each.address)]);
    return [made("p", "Played in the document: ", { class: "played" }, ...links)];
  }

  function claim(each) {
    const example = each.address ? [" ", link(each.example, each.address)] : [];
    const advice = each.do ? [" ", made("b", each.do)] : [];
    return made("li", each.text, {}, ...advice, ...ids(each.ids), ...each.ids.flatMap(otherwise), ...(example.length ? [made("br"), "Example:", ...example] : []));
  }

  function short(account) {
    const rows = account.rows.map((row) => made("li", `${row.job} `, { "data-job": row.name }, ended(row)));
    return [made("p", `${account.title} then: ${account.state}`, { class: "then" }), made("ul", "", { class: "ends" }, ...rows)];
  }

  function stepCard(each) {
    const links = each.steps.flatMap((name, n) => {
      const { number, address } = data.steps[name];
      return [n ? ", " : " ", link(`step ${number}`, address)];
    });
    return made("article", "", { class: "card", "data-steps": each.steps.join(" ") },
      made("h3", each.title, {}), made("p", "Runbook:", { class: "where" }, ...links),
      made("ul", "", {}, ...(each.claims ?? []).map(claim), ...each.notes.map((note) => made("li", note, { class: "missing" }))),
      ...(each.accounts ?? []).flatMap(short));
  }

  function advised(told) {
    const steps = told.steps.map((each) => made("li", "", { value: each.number }, link(each.title, each.address)));
    return [
      made("p", told.text, { class: "sum" }),
      ...(steps.length ? [made("ol", "", { class: "left" }, ...steps)] : []),
      ...(told.warning ? [made("p", told.warning, { class: "warning" })] : []),
      ...(told.claims.length ? [made("ul", "", { class: "claims" }, ...told.claims.map(claim))] : []),
      ...(told.more ? [made("p", `${told.more.before} `, {}, link(told.more.title, told.more.address))] : []),
      ...(told.notes ?? []).map((each) => made("p", each, { class: "missing" })),
    ];
  }

  const label = (id) => `${document.querySelector(`label[for="${id}"]`).textContent}: ${at(id).selectedOptions[0].textContent}`;

  function labels() {
    const each = [1, 2].slice(0, Number(at("accounts").value)).map((n) => label(`license-${n}`));
    return [...["sent", "mailbox", "onedrive", "setting", "accounts"].map(label), ...each];
  }

  function show() {
    for (const n of [1, 2]) {
      at(`account-${n}`).hidden = Number(at("accounts").value) < n;
      at(`known-${n}`).hidden = at(`attribute-${n}`).value !== "KNOWN";
    }
    const read = given();
    const typed = [...at("user").querySelectorAll("input[type=text], textarea")].some((each) => each.value.trim());
    at("answer").hidden = !typed;
    if (!typed) return;
    const told = telling.tell(read);
    const nobody = made("p", "There is no account: nothing is backed up and nothing can be restored.");
    at("jobs").replaceChildren(...(told.now.length ? told.now.flatMap((each) => [table(each), ...examples(each)]) : [nobody]));
    at("steps").replaceChildren(...told.steps.map(stepCard));
    at("advice").replaceChildren(...advised(told.advice));
    at("text").value = UserText.all(told, labels(), data);
    at("copied").textContent = "";
  }

  // --- Copying ---------------------------------------------------------------------------------

  function selected() {
    at("text").focus();
    at("text").select();
    return document.execCommand("copy");
  }

  async function copy() {
    let done = false;
    try {
      await navigator.clipboard.writeText(at("text").value);
      done = true;
    } catch {
      done = selected();
    }
    at("copied").textContent = done ? "Copied." : "The text below is selected: press Ctrl+C.";
  }

  function fill() {
    at("user").reset();
    for (const [id, value] of Object.entries(EXAMPLE)) at(id).value = value;
    at("no-aliases").checked = true;
    show();
  }

  at("user").hidden = false;
  at("user").addEventListener("input", show);
  at("user").addEventListener("reset", () => setTimeout(show));
  at("fill").addEventListener("click", fill);
  at("copy").addEventListener("click", copy);
  show();
})();
