"""How the page looks: one document without script, in the colors the reader's system prefers."""

from __future__ import annotations

DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Crosswalk</title>
<style>
:root {
  --ground: #f6f7f9; --sheet: #ffffff; --ink: #1c2430; --soft: #5c6878; --line: #dde2e9;
  --fine: #11663f; --fine-ground: #e0f3e8; --warn: #7d4a00; --warn-ground: #fdeecb;
  --bad: #9b1c2e; --bad-ground: #fde3e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --sheet: #1a2028; --ink: #e6eaf0; --soft: #98a4b5; --line: #2d3643;
    --fine: #7fdcab; --fine-ground: #12382a; --warn: #f5c566; --warn-ground: #3d2f10;
    --bad: #ff9fac; --bad-ground: #46181f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 1.5rem 1.25rem; background: var(--ground); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
main { max-width: 82rem; margin: 0 auto; }
h1 { font-size: 1.5rem; margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; }
header p, footer { color: var(--soft); margin: 0; }
.sum { margin: .75rem 0 1rem; }
table {
  width: 100%; border-collapse: collapse; background: var(--sheet);
  border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; table-layout: fixed;
}
thead th {
  font-size: .8rem; color: var(--soft); font-weight: 600; letter-spacing: .02em;
  border-bottom: 1px solid var(--line);
}
th, td { text-align: left; vertical-align: top; padding: .65rem .6rem; }
thead th:first-child { width: 5.6rem; }
thead th:nth-child(3) { width: 26.5%; }
thead th:last-child { width: 17.5%; }
tbody { font-size: .85rem; }
tbody th, td { overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr > th { font-weight: 600; }
tbody tr.warn > th { box-shadow: inset 4px 0 var(--warn); }
dl {
  margin: 0; display: grid; grid-template-columns: 2.9rem 1fr; gap: .1rem .4rem;
  align-items: baseline;
}
td[data-label="inSync"] dl { grid-template-columns: 4.9rem 1fr; }
dl + dl { margin-top: .5rem; padding-top: .5rem; border-top: 1px dashed var(--line); }
dt { color: var(--soft); font-size: .92em; white-space: nowrap; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
ul { margin: 0; padding: 0; list-style: none; }
td li + li { margin-top: .35rem; }
.chip {
  display: inline-block; padding: 0 .45rem; border-radius: 1rem; font-size: .75rem;
  font-weight: 600; white-space: nowrap;
}
.fine { color: var(--fine); background: var(--fine-ground); }
.warn.chip { color: var(--warn); background: var(--warn-ground); }
.bad { color: var(--bad); background: var(--bad-ground); }
.absent, .ok { color: var(--soft); }
.none { padding: 2rem; text-align: center; color: var(--soft); }
footer { margin-top: 1.25rem; font-size: .85rem; }
footer ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-bottom: .5rem; }
footer p { margin: .25rem 0; }
@media (max-width: 60rem) {
  body { padding: 1rem .75rem; }
  table { background: none; border: 0; border-radius: 0; }
  thead { display: none; }
  tbody, tr, tbody th, td { display: block; }
  tbody tr {
    background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem;
    margin-bottom: .75rem; overflow: hidden;
  }
  tbody tr + tr > * { border-top: 0; }
  tbody tr > th { padding: .65rem .75rem .25rem; font-size: 1.05rem; }
  tbody tr.warn { box-shadow: inset 4px 0 var(--warn); }
  tbody tr.warn > th { box-shadow: none; }
  td { padding: .35rem .75rem .65rem; }
  tbody { font-size: .93rem; }
  dt { font-size: .85em; }
  td dl, td[data-label="inSync"] dl { grid-template-columns: 5.2rem 1fr; }
  td::before {
    content: attr(data-label); display: block; font-size: .8rem; font-weight: 600;
    color: var(--soft); margin-bottom: .1rem;
  }
  td.none::before { content: none; }
}
</style>
</head>
<body>
<main>
$main
</main>
</body>
</html>
"""

COMPARED = """<header>
<h1>Crosswalk</h1>
<p>inSync accesses user accounts using <b>$setting</b></p>
<p>The clock $stands: $time</p>
</header>
<p class="sum"><span class="chip $tone">$people, $warned</span></p>
<table>
<thead><tr><th>Person</th><th>Okta</th><th>inSync</th><th>Microsoft 365</th>
<th>What does not fit</th></tr></thead>
<tbody>
$rows
</tbody>
</table>
$beyond
<footer>
<ul>$origins</ul>
<p>Beside an inSync address stands what it is to Microsoft 365; the color tells whether all, some or
none of the jobs that present it succeed.</p>
<p>Crosswalk $version. The control surface is below <code>/_crosswalk</code>.</p>
</footer>
"""

ALONE = """<header>
<h1>Crosswalk</h1>
</header>
<p>Crosswalk serves $here here, alone.</p>
<footer>
<ul>$origins</ul>
<p>Crosswalk $version. The control surface is below <code>/_crosswalk</code>.</p>
</footer>
"""
