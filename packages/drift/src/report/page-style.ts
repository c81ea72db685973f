/** The style of the drift page: one element, no other resource. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #fff; --ink: #1a2027; --muted: #55606c; --line: #d8dde3; --edge: #7a8590;
  --accent: #0b5a9e; --reference: #8a95a1; --current: #0b5a9e; --drifted: #b3261e; --doubt: #865300; --stable: #2c6e49;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1317; --paper: #171c22; --ink: #e7ebef; --muted: #a6b0ba; --line: #2f3842; --edge: #7b8793;
    --accent: #8bc1f7; --reference: #6f7c89; --current: #8bc1f7; --drifted: #ffa198; --doubt: #e9b872; --stable: #86cfa5;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 80rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.35; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .25rem 0 0; max-width: 60rem; }
p, dd { text-wrap: pretty; }
a { color: var(--accent); }
small { color: var(--muted); font-size: .85em; }
.muted { color: var(--muted); }
.card { margin: 1.5rem 0; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.headline { margin: 0; font-size: 1.375rem; line-height: 1.3; letter-spacing: -.005em; max-width: 60rem; }
.gate { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.gate ul { margin: .25rem 0 0; padding-left: 1.25rem; }
b[class] { white-space: nowrap; }
b[class]::before { content: var(--shape) ' '; content: var(--shape) ' ' / ''; }
.drifted { --shape: '▲'; color: var(--drifted); }
.failed { --shape: '✕'; color: var(--doubt); }
.inconclusive { --shape: '?'; color: var(--doubt); }
.small { --shape: '◇'; color: var(--muted); }
.stable { --shape: '●'; color: var(--stable); }
.legend { font-size: .875rem; margin: 0 0 .5rem; }
.swatch { display: inline-block; width: .75rem; height: .75rem; border-radius: 2px; margin-left: .75rem; }
.swatch:first-child { margin-left: 0; }
.swatch.reference { background: var(--reference); }
.swatch.current { background: var(--current); }
svg { display: block; width: 100%; height: 2rem; border-bottom: 1px solid var(--edge); }
details svg { height: 8rem; }
path { stroke-width: 4; }
path.reference { stroke: var(--reference); }
path.current { stroke: var(--current); }
.ends { display: flex; justify-content: space-between; gap: 2rem; color: var(--muted); font-size: .875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .875rem; vertical-align: bottom; }
.columns { table-layout: fixed; min-width: 71rem; font-size: .9375rem; }
.columns th:nth-child(2) { width: 9rem; }
.columns th:nth-child(3) { width: 7.75rem; }
.columns th:nth-child(4), .columns th:nth-child(6), .columns th:nth-child(8) { width: 5.25rem; }
.columns th:nth-child(5) { width: 6.75rem; }
.columns th:nth-child(7) { width: 6.25rem; }
.columns th:nth-child(9) { width: 7rem; }
.columns th:nth-child(10) { width: 9.75rem; }
.columns :nth-child(n + 5):is(td, th), details td, details th + th { text-align: right; }
tbody th[scope] { position: sticky; left: 0; background: var(--paper); }
tbody tr:last-child > * { border-bottom: 0; }
details { border-top: 1px solid var(--line); }
summary { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .625rem 0; cursor: pointer; }
summary::before { content: '▸'; content: '▸' / ''; color: var(--muted); }
[open] > summary::before { content: '▾'; content: '▾' / ''; }
summary bdi { flex: 1; font-weight: 600; }
th { unicode-bidi: isolate; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem 3rem; padding: .5rem 0 1.5rem; font-size: .9375rem; }
.wide { grid-column: 1 / -1; margin: 0; }
details table + table { margin-top: 1.25rem; }
details th, details td { padding-top: .25rem; padding-bottom: .25rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 1rem 0 0; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.notes dt { color: var(--ink); font-weight: 600; }
.notes dd { max-width: 46rem; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
  header { padding-top: 1.25rem; }
  .card { margin: 1rem -.5rem; padding: 1.125rem; }
  .columns { min-width: 0; }
  .columns, .columns tbody, .columns tr, .columns th { display: block; width: auto; }
  .columns thead { display: none; }
  .columns tr { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1.5rem; padding: .875rem 0; border-bottom: 1px solid var(--line); }
  .columns tbody > tr > * { padding: 0; border: 0; }
  .columns tbody th { grid-column: 1 / -1; font-weight: 600; }
  .columns td:nth-child(n + 4) { font-size: .875rem; text-align: right; }
  .columns td:nth-child(n + 4)::before { float: left; color: var(--muted); }
  .columns td:nth-child(4)::before { content: 'Test'; }
  .columns td:nth-child(5)::before { content: 'Statistic'; }
  .columns td:nth-child(6)::before { content: 'p'; }
  .columns td:nth-child(7)::before { content: 'Adjusted p'; }
  .columns td:nth-child(8)::before { content: 'Effect'; }
  .columns td:nth-child(9)::before { content: 'PSI'; }
  .columns td:nth-child(10)::before { content: 'Nulls'; }
  .columns td:nth-child(10) { grid-column: 1 / -1; }
  .notes dl { display: block; }
  .notes dd { margin: 0 0 .75rem; }
}
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; --ground: #fff; --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --edge: #777; --accent: #000; --reference: #8a95a1; --current: #0b5a9e; --drifted: #b3261e; --doubt: #865300; --stable: #2c6e49; }
  html { font-size: 75%; }
  .card { padding: 0; border: 0; }
  .scroll { overflow: visible; }
  svg, .swatch { print-color-adjust: exact; }
  tr, details, .notes dd { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; }
}
`
