import { type Html, html } from '@millrace/core/html'
import type { DriftReport } from '../compare/drift-report.ts'
import { amount } from './figures.ts'

/** How the page is to be read, for people who do not do this every day. */
export function readingNotes({ significance, reference }: DriftReport): Html {
  return html`<section class="card notes" aria-labelledby="notes">
<h2 id="notes">How to read this</h2>
<dl>
<dt>Drifted</dt><dd>The adjusted p is below ${significance} <em>and</em> the effect reaches its floor. A column that is significant with a smaller effect is a <em>small difference</em>: with many rows even a difference that does not matter is significant.</dd>
<dt>Adjusted p</dt><dd>Of many columns some look different by chance. The Benjamini-Hochberg correction raises the p-values so that on average at most ${amount(100 * significance)} % of the columns called drifted are false alarms; input and monitored columns, target and predictions are corrected apart.</dd>
<dt>Effect</dt><dd>How large the difference is, whatever the number of rows: D is the greatest gap between the two distribution functions, V is Cramér’s V. Both lie between 0 and 1.</dd>
<dt>PSI and its noise</dt><dd>The population stability index informs and does not decide. Even without drift it is not zero: 95 of 100 comparisons of this size stay below the noise level, so a PSI below it says nothing.</dd>
<dt>Nulls</dt><dd>The tests compare the values that are there. The share of nulls has a test of its own; ▲ marks a share that drifted.</dd>
${!reference.raw && html`<dt>Inconclusive</dt><dd>The profile keeps counts of cells and no raw values, so a figure may only be known to lie between two bounds. Where drift and no drift are both possible, the raw reference values decide it.</dd>\n`}<dt>Cells</dt><dd>Each pair of bars is one cell: the share of the reference and the current share. Numbers run from small to large; categories from frequent to rare in the reference.</dd>
</dl>
</section>`
}
