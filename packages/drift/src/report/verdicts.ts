import { type Html, html } from '@millrace/core/html'
import type { ColumnDrift, DriftReport, Verdict } from '../compare/drift-report.ts'

/** What verdicts are called; those that ask for most attention first. The style puts a shape before each, so that colour never speaks alone. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  drifted: 'Drifted',
  failed: 'Not compared',
  inconclusive: 'Inconclusive',
  small: 'Small difference',
  stable: 'Stable',
}

/** The verdicts in that order. */
export const verdictsByAttention = Object.keys(verdictWords) as readonly Verdict[]

/** Whether somebody should look at a column. */
export const asksForAttention = ({ verdict: of, nulls }: ColumnDrift): boolean => of !== 'stable' || nulls.drifted

/** A verdict, as a shape and words. */
export function verdict(of: Verdict): Html {
  return html`<b class="${of}">${verdictWords[of]}</b>`
}

/** How many of each there are, without those of which there are none. */
export function verdictCounts(columns: readonly ColumnDrift[]): Html {
  const counts = verdictsByAttention.map((of) => ({ of, count: columns.filter((column) => column.verdict === of).length }))
  const chips = counts.filter(({ count }) => count > 0)
  return html`<ul class="counts">${chips.map(({ of, count }) => html`<li><b class="${of}">${count} ${of === 'small' ? 'small' : verdictWords[of].toLowerCase()}</b></li>`)}</ul>`
}

/** A column of the report, with a number that is unique on the page. */
export interface Entry {
  readonly column: ColumnDrift
  readonly number: number
}

/** The columns of a report in the order of the page. */
interface Entries {
  /** Input and monitored columns, as the report ranks them. */
  readonly inputs: readonly Entry[]
  /** Target, then predictions by verdict. */
  readonly outputs: readonly Entry[]
}

/** Sorts and numbers the columns of a report. */
export function entriesOf({ columns, target, predictions, ranked }: DriftReport): Entries {
  const rank = new Map(ranked.map((name, place) => [name, place]))
  const place = ({ column }: ColumnDrift) => rank.get(column) ?? ranked.length
  const attention = ({ verdict: of }: ColumnDrift) => verdictsByAttention.indexOf(of)
  const inputs = columns.toSorted((a, b) => place(a) - place(b))
  const outputs = [...(target === null ? [] : [target]), ...predictions.toSorted((a, b) => attention(a) - attention(b))]
  return {
    inputs: inputs.map((column, i) => ({ column, number: i + 1 })),
    outputs: outputs.map((column, i) => ({ column, number: inputs.length + i + 1 })),
  }
}
