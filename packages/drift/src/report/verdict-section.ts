import { type Html, html } from '@millrace/core/html'
import type { DriftReport, Verdict } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate.ts'
import { name, names } from './names.ts'
import { verdict } from './verdicts.ts'

/** The verdict in one sentence, what else to know, and the gate. */
export function verdictSection(report: DriftReport, gate: GateResult | undefined): Html {
  const { columns, drifted } = report
  const counted = `${drifted.length === 0 ? 'None' : drifted.length} of ${columns.length} ${columns.length === 1 ? 'column' : 'columns'} drifted`
  return html`<section class="card" aria-labelledby="verdict">
<h2 id="verdict" class="headline">${counted}${drifted.length > 0 && html`: ${names(drifted)}`}.</h2>
${sentences(report).map((sentence) => html`<p>${sentence}.</p>\n`)}${gate !== undefined && gateWords(gate)}
</section>`
}

function sentences({ columns, target, predictions, nullsDrifted }: DriftReport): readonly Html[] {
  const having = (outcome: Verdict) => columns.filter((column) => column.verdict === outcome).map(({ column }) => column)
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Not compared: ', having('failed')],
    ['The share of nulls drifted in ', nullsDrifted],
    ['Inconclusive: ', having('inconclusive')],
    ['Significant, but too small to count as drift: ', having('small')],
  ]
  const outputs = [...(target === null ? [] : [target]), ...predictions]
  return [
    ...lists.flatMap(([words, which]) => (which.length > 0 ? [html`${words}${names(which)}`] : [])),
    ...outputs.map(
      ({ column, role, verdict: outcome }) => html`${role === 'target' ? 'Target' : 'Prediction'} ${name(column)}: ${verdict(outcome)}`,
    ),
  ]
}

function gateWords({ passed, reasons }: GateResult): Html {
  const list = html`<ul>${reasons.map(({ message }) => html`<li>${message}</li>`)}</ul>`
  return html`<div class="gate"><b class="${passed ? 'stable' : 'drifted'}">Gate ${passed ? 'passed' : 'failed'}</b>${reasons.length > 0 && list}</div>`
}
