// Says what was found about a user: what each job does, what one step would do, and what to do.
"use strict";

function Telling(data) {
  const answers = Answers(data);
  const NAMES = {
    setting: "the setting Access user accounts using", emailId: "the inSync email ID",
    attribute: "the AD attribute", upn: "the UPN", smtp: "the primary SMTP address",
    aliases: "the aliases, or that there are none", login: "the Okta login",
    email: "the Okta email", sent: "what Okta sent last for this user",
  };
  const AD = "AD_ATTRIBUTE";
  const notGiven = (field, why = "") => `You have not given ${NAMES[field]}${why}.`;

  // --- What each job does ----------------------------------------------------------------------

  const forJobs = (given, account) => ({
    setting: given.setting, upn: given.upn, smtp: given.smtp, aliases: given.aliases,
    mailbox: given.mailbox, onedrive: given.onedrive, status: account.status,
    license: account.license, emailId: account.emailId, attribute: account.attribute,
  });

  function rowsOf(given, account) {
    return answers.jobs(forJobs(given, account)).map((each) => {
      const presents = each.presented === "" ? "nothing" : each.presented ?? "";
      const row = { job: each.job.title, name: each.job.name, presents, ids: [], notes: [] };
      if (!each.end) {
        const fields = each.missing.map((field) => field === "attribute" ? account.behind : field);
        const ends = each.found.toSorted((one, other) => other.works - one.works);
        row.ends = [...new Set(ends.map((end) => end.text))].join(" or ");
        row.notes = [...new Set(fields)].map((field) =>
          notGiven(field, each.job.fields.includes(field) ? `: ${each.job.needs} needs it` : ""));
        return row;
      }
      const { end } = each;
      return {
        ...row, ends: end.text, works: end.works, ids: end.ids, shown: end.shown,
        cause: end.cause, uncured: end.uncured,
        notes: each.presented && otherCase(each.presented, given) ? [data.statements.A3.text] : [],
      };
    });
  }

  function otherCase(address, given) {
    const known = [given.upn, given.smtp, ...(given.aliases ?? [])].filter(Boolean);
    return known.some((each) => Addresses.same(each, address)) && !known.includes(address);
  }

  const described = (account) =>
    `email ID ${account.emailId ?? "not given"}, AD attribute ${
      account.attribute === undefined ? "not known" : account.attribute || "empty"}, ${
      data.statuses[account.status]}`;

  function accountsOf(given, accounts) {
    const told = accounts.filter((each) => each.whose === "OWN");
    return told.map((account, n) => ({
      title: told.length > 1 ? `Account ${n + 1}` : "The account",
      state: described(account),
      rows: rowsOf(given, account),
      shown: answers.shown(forJobs(given, account)),
    }));
  }

  // --- What one step would do ------------------------------------------------------------------

  // Which fields an import goes by, and are not given.
  function missingFor(state, mapping) {
    if (state.sent === undefined) return ["sent"];
    const { userName, upn } = data.mappings[mapping];
    const fields = [userName, upn, data.mappings[state.sent]?.userName].filter(Boolean);
    const missing = fields.filter((each) => !state[each]);
    if (state.accounts.some((each) => each.emailId === undefined)) missing.push("emailId");
    return [...new Set(missing)];
  }

  const after = (given, state, setting = given.setting) =>
    accountsOf({ ...given, setting }, state.accounts);

  const claim = (each, sent) => ({ ...each, text: each.text.replaceAll("{sent}", sent) });

  function importing(given, state, mapping, title) {
    const steps = mapping === state.sent ? ["import"] : ["attribute", "mapping", "import"];
    const missing = missingFor(state, mapping);
    if (missing.length) return { title, steps, notes: missing.map((each) => notGiven(each)) };
    const done = answers.imported(state, mapping);
    const claims = done.effects.map((each) => claim(data.effects[each], done.sent));
    const notes = done.task ? [`Okta says: ${done.task}`] : [];
    return {
      title, steps, claims, notes, effects: done.effects,
      accounts: after(given, done.state), state: done.state,
    };
  }

  function emailIds(given, state) {
    const title = "Change the inSync email ID to the Okta email";
    const missing = state.email ? [] : ["email"];
    if (state.accounts.some((each) => each.emailId === undefined)) missing.push("emailId");
    if (missing.length) return { title, steps: ["email-ids"], notes: missing.map((each) => notGiven(each)) };
    const { state: then, outcome } = answers.withEmailId(state);
    const said = {
      CHANGED: { text: `The email ID becomes ${state.email}. The user must reset the inSync password.`, ids: ["F11"] },
      KEPT: { text: "The email ID is the Okta email already: nothing changes.", ids: [] },
      REFUSED: { text: `inSync refuses it: another account has ${state.email}.`, ids: ["R10"] },
    }[outcome];
    return {
      title, steps: ["email-ids"], claims: [said], notes: [], outcome, state: then,
      accounts: outcome === "CHANGED" ? after(given, then) : [],
    };
  }

  function setting(given, state) {
    const other = given.setting === AD ? "EMAIL_ID" : AD;
    return {
      title: `Set Access user accounts using to ${data.settings[other]}`, steps: ["setting"],
      claims: [{ text: "It counts for every user, from the next backup on.", ids: ["R14"] }],
      notes: [], accounts: after(given, state, other),
    };
  }

  // The steps in their order: what each does, and the state at the end.
  function procedure(given, state) {
    const first = answers.own(state).length ? emailIds(given, state) : null;
    if (first && (!first.state || first.outcome === "REFUSED")) return { first };
    const then = first?.state ?? state;
    const second = importing(given, then, "BOTH", "");
    return { first, second, before: then, accounts: second.state && after(given, second.state, AD) };
  }

  function stepsOf(given, state, whole) {
    const told = [];
    if (answers.own(state).length) told.push(emailIds(given, state));
    const known = state.sent && state.sent !== "NEVER" && state.sent !== "BOTH";
    if (known) told.push(importing(given, state, state.sent, "Import now, with the mapping as it is"));
    told.push(importing(given, state, "BOTH", state.sent === "BOTH"
      ? "Import now" : "Map both UPN and email, and import now"));
    if (answers.own(state).length) told.push(setting(given, state));
    if (whole.accounts) {
      told.push({
        title: "The whole procedure, in its order", steps: ["email-ids", "attribute", "mapping", "import", "setting"],
        claims: [], notes: [], accounts: whole.accounts,
      });
    }
    return told;
  }

  // --- What to do ------------------------------------------------------------------------------

  const step = (name) => ({ ...data.steps[name], step: true });

  function left(given, state, whole) {
    const names = whole.first?.outcome === "CHANGED" ? ["email-ids"] : [];
    const changes = JSON.stringify(whole.before.accounts) !== JSON.stringify(whole.second.state.accounts);
    if (state.sent !== "BOTH") names.push("attribute", "mapping", "import");
    else if (changes) names.push("import");
    if (given.setting !== AD) names.push("setting");
    return names.map(step);
  }

  function advise(given, state, whole) {
    if (answers.own(state).length > 1) {
      return {
        text: "The user has two accounts, and no step of the procedure joins them. Stop these until you have chosen a way out:",
        steps: [], claims: data.twice.stop.map((text) => ({ text, ids: [] })),
        more: { before: "The ways out, and what decides between them:", ...data.twice },
      };
    }
    if (whole.first?.outcome === "REFUSED") {
      return { text: `No step of the procedure helps while the other account has ${state.email}: it has to get another email ID first.`, steps: [], claims: [] };
    }
    if (!whole.accounts) return { text: "What is left to do depends on what you have not given.", steps: [], claims: [], notes: (whole.second ?? whole.first).notes };
    const steps = left(given, state, whole);
    const rows = whole.accounts.flatMap((each) => each.rows);
    const failing = [...new Set(rows.map((each) => each.uncured).filter((each) => each != null))];
    const open = [...new Set(rows.flatMap((each) => each.works === undefined ? each.notes : []))];
    const now = importing(given, state, "BOTH", "");
    const warning = now.effects?.includes("DUPLICATED") ? "Do not import before the email ID is changed: it would make a second account." : "";
    return {
      text: summary(steps, failing, open), warning, steps, notes: open,
      claims: failing.map((each) => ({ ...data.uncured[each], cured: false })),
    };
  }

  function summary(steps, failing, open) {
    const rest = failing.length ? "No step of the procedure changes this:"
      : open.length ? "" : "After that every job succeeds.";
    if (steps.length) return ["These steps are left, in this order.", rest].filter(Boolean).join(" ");
    if (failing.length) return `Every step of the procedure is done. ${rest}`;
    return open.length ? "Every step of the procedure is done." : "Nothing: every step is done, and every job succeeds.";
  }

  // --- All of it -------------------------------------------------------------------------------

  function tell(given) {
    const state = {
      login: given.login, email: given.email, sent: given.sent,
      accounts: given.accounts, linked: given.linked,
    };
    const whole = procedure(given, state);
    return {
      given, now: accountsOf(given, given.accounts),
      steps: stepsOf(given, state, whole), advice: advise(given, state, whole),
    };
  }

  return { tell };
}
