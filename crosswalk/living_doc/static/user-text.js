// Writes what was found about a user as plain text, for a ticket.
"use strict";

const UserText = (() => {
  const FIELDS = [
    ["Okta login", "login"], ["Okta email", "email"], ["UPN", "upn"], ["Primary SMTP address", "smtp"],
  ];
  const indented = (lines) => lines.map((each) => `  ${each}`);
  const withIds = (each) => each.ids?.length ? `${each.text} [${each.ids.join(", ")}]` : each.text;

  function typed(given, labels) {
    const lines = FIELDS.map(([label, field]) => `${label}: ${given[field] ?? "not given"}`);
    const aliases = given.aliases === undefined ? "not given" : given.aliases.join(", ") || "none";
    return [...lines, `Aliases: ${aliases}`, ...labels];
  }

  function row(each) {
    const presents = each.presents ? ` It presents ${each.presents}.` : "";
    const shown = each.shown && !each.ends.endsWith(each.shown) ? ` It says “${each.shown}”` : "";
    const cause = each.cause ? ` The cause: ${each.cause}.` : "";
    const ids = each.ids.length ? ` [${each.ids.join(", ")}]` : "";
    return `${each.job} ${each.ends}.${presents}${shown}${cause}${ids}${each.notes.map((note) => ` ${note}`).join("")}`;
  }

  function account(each) {
    const shown = each.shown.map((example) => `Example: ${example.row}`);
    return [`${each.title}: ${each.state}`, ...indented([...each.rows.map(row), ...shown])];
  }

  function step(each) {
    const claims = (each.claims ?? []).map(withIds);
    const jobs = (each.accounts ?? []).flatMap((one) =>
      [`${one.title} then: ${one.state}`, ...indented(one.rows.map((job) => `${job.job} ${job.ends}`))]);
    return [each.title, ...indented([...claims, ...each.notes, ...jobs])];
  }

  function advice(told) {
    const steps = told.steps.map((each) => `${each.number}. ${each.title}`);
    const claims = told.claims.map((each) => `- ${[withIds(each), each.do].filter(Boolean).join(" ")}`);
    const more = told.more ? [`${told.more.before} ${told.more.title}`] : [];
    return [told.text, ...steps, told.warning, ...claims, ...more, ...(told.notes ?? [])].filter(Boolean);
  }

  function statements(told, data) {
    const accounts = [...told.now, ...told.steps.flatMap((each) => each.accounts ?? [])];
    const claims = [...told.steps.flatMap((each) => each.claims ?? []), ...told.advice.claims];
    const ids = [...accounts.flatMap((each) => each.rows), ...claims].flatMap((each) => each.ids ?? []);
    return [...new Set(ids)].sort().map((id) => {
      const { text, otherwise } = data.statements[id];
      return `${id}: ${text}${otherwise ? `. If the assumption is wrong: ${otherwise}` : ""}`;
    });
  }

  function all(told, labels, data) {
    const sections = [
      ["What was given", typed(told.given, labels)],
      ["What each job does now", told.now.length ? told.now.flatMap(account) : ["No account: nothing is backed up."]],
      ["What one step would do now", told.steps.flatMap(step)],
      ["What to do", advice(told.advice)],
      ["The ids", statements(told, data)],
    ];
    return sections.map(([title, lines]) => [title.toUpperCase(), ...lines].join("\n")).join("\n\n") + "\n";
  }

  return { all };
})();
