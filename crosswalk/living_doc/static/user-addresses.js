// Reads addresses as people paste them, and tells which are equal. Systems compare addresses without
// case (A3), as Python's casefold does.
"use strict";

const Addresses = (() => {
  const SHAPE = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/u;
  const PREFIX = /^([a-z][a-z0-9]*):/iu;
  const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

  // The dotless i has a capital that is not its own; nothing else needs more than both ways.
  const folding = (text) =>
    [...text].map((sign) => sign === "ı" ? sign : sign.toLowerCase().toUpperCase().toLowerCase())
      .join("").replaceAll("ς", "σ");

  const folded = new Map();

  function fold(text) {
    if (!folded.has(text)) folded.set(text, folding(text));
    return folded.get(text);
  }

  function bare(text) {
    const inside = /<([^<>]*)>/u.exec(text);
    return (inside ? inside[1] : text).replace(INVISIBLE, "").trim()
      .replace(/^["'([]+(?=\S+@)|["')\],;.]+$/gu, "").trim();
  }

  // Returns the address of a field: its text, what was wrong with it, and what stood before it.
  function read(text) {
    let address = bare(text);
    let prefix = "";
    for (let found = PREFIX.exec(address); found; found = PREFIX.exec(address)) {
      prefix = found[1];
      address = address.slice(found[0].length).trim();
    }
    if (prefix && !/^(smtp|mailto)$/iu.test(prefix)) {
      return { text: "", prefix, problem: `“${bare(text)}” is not an email address: left out` };
    }
    const problem = address && !SHAPE.test(address)
      ? `“${address}” is not an address: expected name@domain.example` : "";
    return { text: problem ? "" : address, prefix, problem };
  }

  function pieces(text) {
    const split = text.split(/[,;\n\r]+/u).map((each) => each.trim()).filter(Boolean);
    return split.flatMap((each) =>
      each.includes("<") || (each.match(/@/gu) ?? []).length < 2 ? [each] : each.split(/\s+/u));
  }

  // Returns every alias; what is no alias is told. Microsoft 365 writes the primary one as SMTP:.
  function readAll(text) {
    const found = pieces(text).map(read);
    return {
      aliases: found.filter((each) => each.text).map((each) => each.text),
      primary: found.find((each) => each.text && each.prefix === "SMTP")?.text ?? "",
      problems: found.filter((each) => each.problem).map((each) => each.problem),
    };
  }

  const same = (one, other) => fold(one) === fold(other);

  return { fold, read, readAll, same };
})();
