import { type Html, html } from '@millrace/core/html'
import type { ColumnDrift, DriftReport, Verdict } from '../compare/drift-report.ts'

/** What verdicts are called; those that ask for most attention first. The style puts a shape before each, so that colour never speaks alone. */
const words: Readonly<Record<Verdict, string>> = {
  drifted: 'Drifted',
  failed: 'Not compared',
  inconclusive: 'Inconclusive',
  small: 'Small difference',
  stable: 'Stable',
}

const order = Object.keys(words)

/** A verdict, as a shape and words. */
export function verdict(of: Verdict): Html {
  return html`<b class="${of}">${words[of]}</b>`
}

/** A column of the report, with a number that is unique on the page. */
export interface Entry {
  readonly column: ColumnDrift
  readonly number: number
}

/** The columns of a report in the order of the page: by verdict, then by adjusted p-value, then by effect. */
export interface Entries {
  /** Input and monitored columns. */
  readonly inputs: readonly Entry[]
  /** Target, then predictions. */
  readonly outputs: readonly Entry[]
}

/** Sorts and numbers the columns of a report. */
export function entriesOf({ columns, target, predictions }: DriftReport): Entries {
  const inputs = columns.toSorted(byAttention)
  const outputs = [...(target === null ? [] : [target]), ...predictions.toSorted(byAttention)]
  return {
    inputs: inputs.map((column, i) => ({ column, number: i + 1 })),
    outputs: outputs.map((column, i) => ({ column, number: inputs.length + i + 1 })),
  }
}

function byAttention(a: ColumnDrift, b: ColumnDrift): number {
  return (
    order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
    (a.adjustedPValue ?? 2) - (b.adjustedPValue ?? 2) ||
    (b.effect?.value ?? 0) - (a.effect?.value ?? 0)
  )
}
