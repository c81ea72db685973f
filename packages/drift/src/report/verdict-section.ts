import { type Content, type Html, html } from '@millrace/core/html'
import type { DriftReport, Verdict } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate-result.ts'
import { percent } from './figures.ts'
import { name, names } from './names.ts'
import { verdict, verdictCounts } from './verdicts.ts'

/** The verdict in one sentence, what else to know, and the gate. */
export function verdictSection(report: DriftReport, gate: GateResult | undefined): Html {
  const { columns, drifted } = report
  const counted = `${drifted.length === 0 ? 'None' : drifted.length} of ${columns.length} ${columns.length === 1 ? 'column' : 'columns'} drifted`
  return html`<section class="card" aria-labelledby="verdict">
<h2 id="verdict" class="headline">${counted}${drifted.length > 0 && html`: ${names(drifted)}`}.</h2>
${columns.length > 0 && verdictCounts(columns)}
${sentences(report).map((sentence) => html`<p>${sentence}.</p>\n`)}${gate !== undefined && gateWords(gate)}
</section>`
}

function sentences(report: DriftReport): readonly Html[] {
  const { columns, target, predictions, nullsDrifted, dataset, quality } = report
  const having = (outcome: Verdict) => columns.filter((column) => column.verdict === outcome).map(({ column }) => column)
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Not compared: ', having('failed')],
    ['The share of nulls drifted in ', nullsDrifted],
    ['Inconclusive: ', having('inconclusive')],
    ['Significant, but too small to count as drift: ', having('small')],
  ]
  const outputs = [...(target === null ? [] : [target]), ...predictions]
  const failed = quality.filter(({ status }) => status === 'failed').length
  return [
    ...(dataset === null
      ? []
      : [
          html`By Evidently’s rule the table as a whole is <b class="${dataset.drifted ? 'drifted' : 'stable'}">${dataset.drifted ? 'drifted' : 'stable'}</b>: ${percent(dataset.share)} of the columns drifted, and from ${percent(dataset.threshold)} on the table did`,
        ]),
    ...lists.flatMap(([words, which]) => (which.length > 0 ? [html`${words}${names(which)}`] : [])),
    ...outputs.map(
      ({ column, role, verdict: outcome }) => html`${role === 'target' ? 'Target' : 'Prediction'} ${name(column, 48)}: ${verdict(outcome)}`,
    ),
    ...(failed > 0 ? [html`<a href="#quality">${failed} of ${quality.length} data-quality checks failed</a>`] : []),
  ]
}

const outcomes = {
  pass: { className: 'stable', words: 'Gate passed' },
  warn: { className: 'doubt', words: 'Gate passed with warnings' },
  fail: { className: 'drifted', words: 'Gate failed' },
} as const

const levels: Readonly<Record<GateResult['reasons'][number]['level'], Content>> = {
  fail: html`<b class="drifted">Fails</b> `,
  warn: html`<b class="doubt">Warns</b> `,
}

function gateWords({ outcome, reasons }: GateResult): Html {
  const { className, words } = outcomes[outcome]
  const list = html`<ul>${reasons.map(({ level, message }) => html`<li>${levels[level]}<bdi>${message}</bdi></li>`)}</ul>`
  return html`<div class="gate"><p><b class="${className}">${words}</b></p>${reasons.length > 0 && list}</div>`
}
