/** The style of a model card: one element, no other resource. */
export const cardStyle = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #fff; --ink: #1a2027; --muted: #55606c; --line: #d8dde3; --edge: #7a8590; --accent: #0b5a9e; --doubt: #865300;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1317; --paper: #171c22; --ink: #e7ebef; --muted: #a6b0ba; --line: #2f3842; --edge: #7b8793; --accent: #8bc1f7; --doubt: #e9b872; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
header, main { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.35; }
p { margin: .25rem 0 .75rem; max-width: 46rem; text-wrap: pretty; }
.muted { color: var(--muted); }
.card { margin: 1.5rem 0; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; }
.scroll + p { margin-top: .75rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9375rem; }
caption { text-align: left; color: var(--muted); font-size: .875rem; padding-bottom: .5rem; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; font-weight: 400; }
tbody th { min-width: 6rem; }
thead th { color: var(--muted); font-size: .875rem; vertical-align: bottom; }
tbody tr:last-child > * { border-bottom: 0; }
.figures td, .bars td + td, .groups td { text-align: right; white-space: nowrap; }
.figures th + th, .bars th:nth-child(n + 3), .groups th + th { text-align: right; }
.figures { max-width: 34rem; }
.bars td:nth-child(2) { width: 45%; min-width: 8rem; }
.bar { display: block; width: 100%; height: 1.25rem; }
.bar .amount { fill: var(--accent); opacity: .55; }
.bar .zero { stroke: var(--edge); vector-effect: non-scaling-stroke; }
.bar .whisker { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; }
figcaption { font-weight: 600; margin-bottom: .25rem; }
.plot { display: block; width: 100%; max-width: 26rem; height: auto; }
.plot text { fill: var(--muted); font-size: 13px; }
.plot .grid { stroke: var(--line); fill: none; }
.plot .guess { stroke: var(--edge); stroke-dasharray: 5 5; fill: none; }
.plot .curve { stroke: var(--accent); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
.plot .thin { stroke-width: 1.25; }
.plot .dot { fill: var(--accent); }
.plot .faint { opacity: .45; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.25rem; }
.doubt { color: var(--doubt); font-weight: 600; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
  header { padding-top: 1.25rem; }
  .card { margin: 1rem -.5rem; padding: 1.125rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .5rem; }
  .bars td:nth-child(2) { width: auto; min-width: 5rem; }
}
@media print {
  @page { size: A4; margin: 14mm; }
  :root { color-scheme: light; --ground: #fff; --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --edge: #777; --accent: #0b5a9e; --doubt: #865300; }
  html { font-size: 80%; }
  .card { padding: 0; border: 0; }
  .scroll { overflow: visible; }
  svg { print-color-adjust: exact; }
  tr, figure { break-inside: avoid; }
}
`
