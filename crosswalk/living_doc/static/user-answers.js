// Finds answers: tells what each address is to the user, and looks up what the lab did with such a
// one. Where something is not known, everything that it could be is looked up.
"use strict";

function Answers(data) {
  const { fold, same } = Addresses;
  const join = (...parts) => parts.map((each) =>
    each === true ? "yes" : each === false ? "no" : each ?? "-").join("|");

  // --- Jobs ------------------------------------------------------------------------------------

  function role(address, at) {
    if (address === "") return "NOTHING";
    const folded = fold(address);
    if (folded === fold(at.upn)) return same(at.upn, at.smtp) ? "BOTH" : "UPN";
    if (folded === fold(at.smtp)) return "SMTP";
    return at.aliases(folded) ? "ALIAS" : "UNKNOWN";
  }

  function caseOf(at, table) {
    const kind = same(at.upn, at.smtp) ? "EQUAL" : "DIFFER";
    return table[at.setting]?.[kind]?.[role(at.emailId, at)]?.[role(at.attribute, at)];
  }

  // Every value that a field which is not known could have, among what is known and what is not.
  function possible(known, fields) {
    const addresses = ["emailId", "attribute", "upn", "smtp"].filter((each) => fields.has(each));
    const others = addresses.map((_, n) => `?${n}@`);
    const pool = [...new Set([...known.filter(Boolean).map(fold), ...others])];
    const listed = (emailId, attribute) => (folded, at) =>
      (emailId && folded === fold(at.emailId)) || (attribute && folded === fold(at.attribute));
    return {
      setting: Object.keys(data.cases),
      emailId: pool, upn: pool, smtp: pool, attribute: ["", ...pool],
      aliases: [listed(false, false), listed(true, false), listed(false, true), listed(true, true)],
    };
  }

  function completions(given) {
    const names = ["setting", "emailId", "attribute", "upn", "smtp", "aliases"];
    const missing = new Set(names.filter((each) => given[each] === undefined));
    const known = [given.emailId, given.attribute, given.upn, given.smtp, ...(given.aliases ?? [])];
    const could = possible(known, missing);
    const folded = (given.aliases ?? []).map(fold);
    const choices = names.map((each) =>
      each === "aliases" && !missing.has(each) ? [(address) => folded.includes(address)]
        : missing.has(each) ? could[each] : [given[each]]);
    const all = choices.reduce((rows, values) =>
      rows.flatMap((row) => values.map((value) => [...row, value])), [[]]);
    return { missing, names, all };
  }

  function endOf(row, job, given) {
    const [setting, emailId, attribute, upn, smtp, aliases] = row;
    const at = { setting, emailId, attribute, upn, smtp };
    at.aliases = (folded) => aliases(folded, at);
    const has = job.service === "ONEDRIVE" ? given.onedrive : given.mailbox;
    const place = data.circumstances[join(given.status, given.license, job.name, has)];
    return caseOf(at, data.cases)[place];
  }

  // Which of the missing fields matter: those that alone can turn one end into another.
  function mattering(rows, names, missing) {
    return [...missing].filter((field) => {
      const at = names.indexOf(field);
      const found = new Map();
      return rows.some(([row, end]) => {
        const others = row.map((each, n) => n === at ? "" : String(each)).join("\n");
        const told = data.ends[end].text + data.ends[end].cause;
        if (!found.has(others)) found.set(others, told);
        return found.get(others) !== told;
      });
    });
  }

  // What is presented, as far as every end has it from one place.
  function presentedBy(found, given) {
    if (new Set(found.map((each) => each.source)).size > 1) return undefined;
    const from = { EMAIL_ID: given.emailId, ATTRIBUTE: given.attribute, NOWHERE: "" };
    return from[found[0].source];
  }

  function jobs(given) {
    const { missing, names, all } = completions(given);
    return data.jobs.map((job) => {
      const rows = all.map((row) => [row, endOf(row, job, given)]);
      const found = [...new Set(rows.map(([, end]) => end))].map((each) => data.ends[each]);
      const told = new Set(found.map((each) => each.text + each.cause));
      const presented = presentedBy(found, given);
      if (told.size > 1) return { job, missing: mattering(rows, names, missing), found, presented };
      const ids = found[0].ids.filter((id) => found.every((each) => each.ids.includes(id)));
      return { job, end: { ...found[0], ids }, presented };
    });
  }

  // The examples of the document that play a case, where everything of it is known.
  function shown(given) {
    const { missing, all } = completions(given);
    if (missing.size) return [];
    const [[setting, emailId, attribute, upn, smtp, aliases]] = all;
    return caseOf({ setting, emailId, attribute, upn, smtp, aliases }, data.shown) ?? [];
  }

  // --- Steps -----------------------------------------------------------------------------------

  const own = (state) => state.accounts.filter((each) => each.whose === "OWN");

  function holderOf(state, address) {
    return state.accounts.findIndex((each) => same(each.emailId, address));
  }

  function wayOf(state, mapping, sent) {
    const at = holderOf(state, sent);
    const holder = at < 0 ? null : at === state.linked ? "LINKED"
      : state.accounts[at].whose === "SOMEBODY" ? "SOMEBODY" : "OTHER";
    const linked = state.linked === null ? null : state.accounts[state.linked].status;
    const last = data.mappings[state.sent];
    const renamed = linked !== null && state[last.userName] !== sent;
    const unfound = linked === null && holder === null && own(state).length > 0;
    const held = holder === "OTHER" ? state.accounts[at].status : null;
    return { at, key: join(linked, holder, held, renamed, Boolean(mapping.upn), unfound) };
  }

  // Returns the state after an import under a mapping, what it did, and the task that waits.
  function imported(state, name) {
    const mapping = data.mappings[name];
    const sent = state[mapping.userName];
    const upn = mapping.upn ? state[mapping.upn] : "";
    const { at, key } = wayOf(state, mapping, sent);
    const done = data.imports[key];
    const accounts = state.accounts.map((each) => ({ ...each }));
    const place = (whose) =>
      ({ LINKED: state.linked, OTHER: at, SOMEBODY: at, NEW: accounts.length - 1 })[whose] ?? null;
    for (const each of done.touched) {
      if (each.whose === "NEW") accounts.push({ whose: "OWN", license: "FREE", attribute: "" });
      const account = accounts[place(each.whose)];
      if (each.emailId === "SENT") account.emailId = sent;
      if (each.attribute !== "KEPT") account.attribute = each.attribute === "SENT" ? upn : "";
      account.status = each.status;
    }
    const after = { ...state, accounts, sent: name, linked: place(done.linked) };
    return { state: after, effects: done.effects, task: done.task.replaceAll("{sent}", sent), sent };
  }

  // Returns the state after the email ID of the first account is changed to the Okta email.
  function withEmailId(state) {
    const at = state.accounts.findIndex((each) => each.whose === "OWN");
    if (at < 0) return { state, outcome: "NOBODY" };
    const holder = holderOf(state, state.email);
    if (holder === at) return { state, outcome: "KEPT" };
    if (!data.changes[holder < 0 ? "free" : "taken"]) return { state, outcome: "REFUSED" };
    const accounts = state.accounts.map((each, n) =>
      n === at ? { ...each, emailId: state.email } : each);
    return { state: { ...state, accounts }, outcome: "CHANGED" };
  }

  return { jobs, shown, imported, withEmailId, own };
}
