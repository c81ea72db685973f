import { createHash } from 'node:crypto'

/** The style of the form page: one element, no other resource. */
export const formPageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #fff; --ink: #1a2027; --muted: #55606c; --line: #d8dde3; --edge: #7a8590;
  --accent: #0b5a9e; --on-accent: #fff; --tint: #eaf2fa; --error: #b3261e; --for: #1f7a8c; --against: #b5541c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1317; --paper: #171c22; --ink: #e7ebef; --muted: #a6b0ba; --line: #2f3842; --edge: #7b8793;
    --accent: #8bc1f7; --on-accent: #0d1a27; --tint: #1b2a39; --error: #ffa198; --for: #5fb8ca; --against: #f0955c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
footer { padding-bottom: 3rem; color: var(--muted); font-size: .875rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; line-height: 1.3; }
h3 { margin: 1.75rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0 0; max-width: 42rem; text-wrap: pretty; }
a { color: var(--accent); }
.muted, .hint { color: var(--muted); }
.hint { font-size: .875rem; }
.card { margin: 1.5rem 0; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[tabindex='-1']:focus { outline: none; }

.errors { border: 2px solid var(--error); }
.errors h2 { color: var(--error); margin-bottom: .5rem; }
.errors ul { margin: 0; padding-left: 1.25rem; }
.errors a { color: var(--error); }

.rule { margin: 0 0 1.25rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem 2rem; align-items: start; }
.group { margin: 2rem -1.5rem 0; padding: 1.5rem 1.5rem 0; border-top: 1px solid var(--line); }
.group h2 { margin-bottom: .25rem; }
.group .fields { margin-top: 1.25rem; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; }
.label { font-weight: 600; }
.required { color: var(--error); font-weight: 600; }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem; }
.problem { display: block; color: var(--error); font-weight: 600; font-size: .9375rem; }
.invalid { padding-left: .875rem; border-left: 4px solid var(--error); }
input, select, button { font: inherit; color: inherit; }
input:not([type='radio']), select {
  display: block; width: 100%; min-height: 2.75rem; margin-top: .375rem; padding: .5rem .75rem;
  background: var(--paper); border: 1px solid var(--edge); border-radius: .375rem;
}
.number { font-variant-numeric: tabular-nums; }
.invalid input:not([type='radio']), .invalid select { border: 2px solid var(--error); }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .375rem; }
.choice {
  display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; padding: .25rem .875rem .25rem .75rem;
  border: 1px solid var(--edge); border-radius: .375rem; cursor: pointer;
}
.choice:has(:checked) { border-color: var(--accent); background: var(--tint); }
.choice input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem; margin-top: 2rem; }
button { min-height: 2.75rem; padding: .5rem 1.5rem; border: 0; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }

.decision { margin: 0; font-size: 2rem; line-height: 1.15; letter-spacing: -.01em; }
.eyebrow { display: block; margin: 0 0 .25rem; color: var(--muted); font-size: .875rem; font-weight: 400; letter-spacing: 0; }
.reason { font-size: 1.125rem; }
.chance { display: flex; justify-content: space-between; gap: 1rem; margin-top: 1.5rem; max-width: none; }
.chance strong { font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: .75rem; overflow: visible; }
.probability { margin-top: .375rem; }
.track { fill: var(--line); }
.value { fill: var(--accent); }
.mark { fill: var(--ink); }
.axis { fill: var(--edge); }
.positive { fill: var(--for); }
.negative { fill: var(--against); }
.reasons, .classes { margin: .75rem 0 0; padding: 0; list-style: none; }
.classes .chance { margin-top: .75rem; }
.reasons li {
  display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 20rem) 3.5rem; gap: 0 1rem; align-items: center;
  padding: .5rem 0; border-top: 1px solid var(--line);
}
.reasons .amount { text-align: right; font-variant-numeric: tabular-nums; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--accent); padding: .375rem 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .125rem 1rem; margin: 1.5rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }

@media (max-width: 36rem) {
  header { padding-top: 1.25rem; }
  .card { margin: 1rem -.5rem; padding: 1.125rem; }
  .group { margin-left: -1.125rem; margin-right: -1.125rem; padding: 1.125rem 1.125rem 0; }
}
@media (max-width: 46rem) {
  .reasons li { grid-template-columns: minmax(0, 1fr) 3.5rem; row-gap: .25rem; }
  .reasons svg { grid-row: 2; grid-column: 1 / -1; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --accent: #0b5a9e; --tint: #fff; --error: #b3261e; --for: #1f7a8c; --against: #b5541c; }
  html { font-size: 81.25%; }
  .actions, .rule { display: none; }
  .card { padding: 0; border: 0; }
  .fields > *, .reasons li { break-inside: avoid; }
  svg { print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; }
  summary { display: none; }
}
`

/**
 * The Content-Security-Policy of the form page: its one style by digest, forms to itself, and nothing else.
 *
 * @example
 * ```ts
 * import { formPagePolicy } from '@millrace/serve'
 *
 * formPagePolicy.startsWith("default-src 'none'; style-src 'sha256-") // => true
 * ```
 * @category Form
 * @since 0.1.0
 */
export const formPagePolicy = /* @__PURE__ */ policyOf(formPageStyle)

function policyOf(style: string): string {
  const digest = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
}
