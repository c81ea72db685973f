/** The style of the page's single parts, at both widths. */
export const sectionStyle = `
.columns { table-layout: fixed; min-width: 68rem; }
.columns th:nth-child(2) { width: 10.25rem; }
.columns th:nth-child(3) { width: 8.5rem; }
.columns th:nth-child(4) { width: 5.75rem; }
.columns th:nth-child(5) { width: 8.5rem; }
.columns th:nth-child(6) { width: 6.5rem; }
.columns th:nth-child(7) { width: 7rem; }
.columns th:nth-child(8) { width: 9.75rem; }
.columns th:nth-child(9) { width: 6rem; }
.columns :nth-child(n + 5):is(td, th), .sides td, .sides th + th { text-align: right; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.25rem 2.5rem; padding: .25rem 0 1.5rem; }
.wide { grid-column: 1 / -1; margin: 0; }
.sides th, .sides td { padding-top: .2rem; padding-bottom: .2rem; }
.sides dl { margin-top: 1rem; font-size: .9375rem; }
.notes dt { color: var(--ink); font-weight: 600; }
.notes dd { max-width: 46rem; }
.figure { font-size: 1.375rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.figure span { font-weight: 400; font-size: 1rem; margin-left: .5rem; }
.moved { color: var(--drifted); }
.whisker { height: 1.25rem; border: 0; max-width: 32rem; margin-top: .5rem; }
.axis { stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 3 2; }
.track { stroke: var(--line); stroke-width: 2; }
.range { stroke: var(--current); stroke-width: 6; stroke-opacity: .4; }
.mark { stroke: var(--current); stroke-width: 4; }
td .whisker { margin: 0; min-width: 10rem; }
.figures td:nth-child(n + 3):nth-child(-n + 5) { text-align: right; white-space: nowrap; }
.figures th:nth-child(n + 3):nth-child(-n + 5) { text-align: right; }
.figures td:nth-child(6) { width: 25%; padding-left: 1rem; }
.figures tbody th, .quality td:nth-child(2) { white-space: nowrap; }
.quality { min-width: 56rem; }
.quality tbody th { width: 22%; }
.quality th:nth-child(4) { width: 38%; }
.quality td:nth-child(n + 5), .quality th:nth-child(n + 5) { text-align: right; white-space: nowrap; }
.segments { width: auto; }
.segments th, .segments td { white-space: nowrap; padding-right: 1.25rem; }
.segments tbody th { min-width: 8rem; max-width: 16rem; white-space: normal; }
.bars { max-width: 48rem; }
.bars td:nth-child(2) { width: 55%; }
.bars td:nth-child(3), .bars th:nth-child(3) { text-align: right; white-space: nowrap; }
.bar { height: 1rem; border: 0; }
.bar path { fill: var(--current); }
.strip, .plain { width: auto; }
.plain :is(th, td) { padding-right: 1.5rem; }
.strip th:first-child { min-width: 7rem; max-width: 16rem; }
.strip td:nth-child(2), .strip th:nth-child(2) { white-space: nowrap; padding-right: 1rem; }
.strip :nth-child(n + 3):is(td, th) { padding: .25rem .1rem; text-align: center; min-width: 1.75rem; }
.strip td[class]::before { content: var(--shape); }
.strip td.drifted { background: color-mix(in srgb, var(--drifted) 14%, var(--paper)); }
.strip .drifted::before { content: '▲' / 'Drifted'; }
.strip .failed::before { content: '✕' / 'Not compared'; }
.strip .inconclusive::before { content: '?' / 'Inconclusive'; }
.strip .small::before { content: '◇' / 'Small difference'; }
.strip .stable::before { content: '●' / 'Stable'; }
abbr { text-decoration: none; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem 2rem; margin-top: .75rem; }
figure { margin: 0; }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-weight: 600; font-size: .9375rem; }
figcaption b { font-weight: 400; }
figure ul { font-size: .875rem; color: var(--muted); }
svg.chart { height: auto; }
.band { fill: var(--tint); stroke: var(--edge); stroke-opacity: .5; }
.center { stroke: var(--edge); stroke-dasharray: 4 3; }
.dots { stroke: var(--current); stroke-width: 5; stroke-linecap: round; }
.outside { fill: var(--drifted); stroke: var(--paper); }
@media (max-width: 40rem) {
  header { padding-top: 1.25rem; }
  .card { margin: 1rem -.5rem; padding: 1.125rem; }
  .columns { min-width: 0; }
  .columns, .columns tbody, .columns tr, .columns th { display: block; width: auto; }
  .columns thead { display: none; }
  .columns tr { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1.5rem; padding: .875rem 0; border-bottom: 1px solid var(--line); }
  .columns tbody > tr > * { padding: 0; border: 0; }
  .columns tbody th { grid-column: 1 / -1; font-weight: 600; position: static; }
  .columns td:nth-child(n + 4) { font-size: .875rem; text-align: right; }
  .columns td:nth-child(n + 4)::before { float: left; color: var(--muted); }
  .columns td:nth-child(4)::before { content: 'Test'; }
  .columns td:nth-child(5)::before { content: 'Effect'; }
  .columns td:nth-child(6)::before { content: 'Adjusted p'; }
  .columns td:nth-child(7)::before { content: 'PSI'; }
  .columns td:nth-child(8)::before { content: 'Nulls'; }
  .columns td:nth-child(8) { grid-column: 1 / -1; }
  .columns td:nth-child(9)::before { content: 'Importance'; }
  .figures :nth-child(6):is(td, th) { display: none; }
  .quality, .quality tbody, .quality th { display: block; min-width: 0; width: auto; }
  .quality thead { display: none; }
  .quality tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: .125rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  .quality tbody > tr > * { padding: 0; border: 0; width: auto; position: static; }
  .quality tbody th, .quality td:nth-child(4) { grid-column: 1 / -1; }
  .quality tbody th { font-weight: 600; }
  .quality td:nth-child(3) { grid-column: 2 / -1; text-align: right; }
  .quality td:nth-child(n + 5) { text-align: left; white-space: normal; font-size: .875rem; }
  .quality td:nth-child(n + 5)::before { display: block; color: var(--muted); }
  .quality td:nth-child(5)::before { content: 'Reference'; }
  .quality td:nth-child(6)::before { content: 'Now'; }
  .quality td:nth-child(7)::before { content: 'Limit'; }
  .sides table, .sides dl { font-size: .875rem; }
  .notes, .card > dl { display: block; }
  .notes dd, .card > dl dd { margin: 0 0 .75rem; }
}
`
