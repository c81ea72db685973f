import { sectionStyle } from './section-style.ts'

const light =
  '--ground: #f5f6f8; --paper: #fff; --ink: #1a2027; --muted: #55606c; --line: #d8dde3; --edge: #7a8590; --accent: #0b5a9e; --reference: #d5dbe2; --current: #0b5a9e; --drifted: #b3261e; --doubt: #865300; --stable: #2c6e49; --tint: #eaf2fa;'

/** The style of the drift page: one element, no other resource. */
export const pageStyle = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1317; --paper: #171c22; --ink: #e7ebef; --muted: #a6b0ba; --line: #2f3842; --edge: #7b8793; --accent: #8bc1f7; --reference: #3a4552; --current: #8bc1f7;
    --drifted: #ffa198; --doubt: #e9b872; --stable: #86cfa5; --tint: #1b2a39;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 80rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.35; }
h3 { margin: 1.5rem 0 0; font-size: 1rem; }
p { margin: .25rem 0 0; max-width: 60rem; }
p, dd, li { text-wrap: pretty; }
a { color: var(--accent); }
small { color: var(--muted); font-size: .85em; }
code { font-size: .875em; }
.muted { color: var(--muted); }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 1; padding: .5rem 1rem; background: var(--paper); border-radius: .375rem; }
.skip:focus { top: .5rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: .75rem; font-size: .9375rem; }
.card { margin: 1.5rem 0; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.headline { margin: 0; font-size: 1.375rem; line-height: 1.3; letter-spacing: -.005em; max-width: 60rem; }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; padding: 0; list-style: none; }
.gate { margin-top: 1.25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
ul { margin: .25rem 0 0; padding-left: 1.25rem; }
b[class] { white-space: nowrap; }
b[class]::before { content: var(--shape) ' '; content: var(--shape) ' ' / ''; }
.drifted { --shape: '▲'; color: var(--drifted); }
.failed { --shape: '✕'; color: var(--doubt); }
.doubt { --shape: '!'; color: var(--doubt); }
.inconclusive { --shape: '?'; color: var(--doubt); }
.small { --shape: '◇'; color: var(--muted); }
.stable { --shape: '●'; color: var(--stable); }
.legend { font-size: .875rem; margin: 0 0 .5rem; }
.legend b { margin-right: 1rem; font-weight: 400; }
.swatch { display: inline-block; width: .75rem; height: .75rem; margin-left: .75rem; }
.swatch:first-child { margin-left: 0; }
.swatch.reference { background: var(--reference); border: 1px solid var(--edge); }
.swatch.current { background: var(--current); }
svg { display: block; width: 100%; height: 2rem; border-bottom: 1px solid var(--edge); }
details svg { height: 9rem; }
details tr svg { height: 2rem; }
path { vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.r { fill: var(--reference); stroke: var(--edge); }
.c { fill: var(--current); }
.l { fill: none; stroke: var(--current); stroke-width: 2; }
.ends { display: flex; justify-content: space-between; gap: 2rem; color: var(--muted); font-size: .875rem; }
.scroll { position: relative; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9375rem; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .875rem; vertical-align: bottom; overflow-wrap: normal; }
tbody th[scope] { position: sticky; left: 0; background: var(--paper); }
tbody:last-child tr:last-child > *, tfoot tr > * { border-bottom: 0; }
tfoot { font-weight: 600; }
th { unicode-bidi: isolate; }
details { border-top: 1px solid var(--line); }
summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding: .625rem 0; cursor: pointer; }
summary::before { content: '▸'; content: '▸' / ''; color: var(--muted); }
[open] > summary::before { content: '▾'; content: '▾' / ''; }
summary bdi { flex: 1; font-weight: 600; }
summary .counts { margin: 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.warnings { margin-top: .75rem; color: var(--doubt); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${sectionStyle}@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; ${light} --ground: #fff; --ink: #000; --muted: #444; --line: #bbb; --accent: #000; }
  html { font-size: 75%; }
  nav, .skip { display: none; }
  .card { padding: 0; border: 0; }
  .scroll { overflow: visible; }
  a { text-decoration: none; }
  svg, .swatch, .strip td { print-color-adjust: exact; }
  h2, h3, thead, summary { break-after: avoid; }
  tr, figure, .notes dd { break-inside: avoid; }
  .told::details-content { content-visibility: visible; display: block; }
}
`
