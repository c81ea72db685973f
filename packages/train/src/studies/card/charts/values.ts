import { type Html, html } from '@millrace/core/html'
import { frame, x, y } from './frame.ts'

const mostDots = 500

/** Actual against predicted values, a dot a row; of many rows, evenly spaced ones. */
export function valuesPicture(predicted: Float64Array, actual: Float64Array): Html {
  const stride = Math.max(1, Math.ceil(predicted.length / mostDots))
  const rows = Array.from({ length: Math.ceil(predicted.length / stride) }, (_, i) => i * stride)
  const all = rows.flatMap((row) => [predicted[row]!, actual[row]!])
  const [from, to] = [Math.min(...all), Math.max(...all)]
  const share = (value: number) => (value - from) / (to - from || 1)
  const text = {
    description: `Actual against predicted values of ${rows.length} rows`,
    horizontal: 'Predicted',
    vertical: 'Actual',
    ends: [from, to] as const,
  }
  const dots = rows.map((row) => html`<circle class="dot faint" cx="${x(share(predicted[row]!))}" cy="${y(share(actual[row]!))}" r="2.5"/>`)
  return frame(text, html`<path class="guess" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>${dots}`)
}

/** How often each class was taken for each. */
export function confusionTable(classes: readonly (string | number | boolean)[], counts: readonly (readonly number[])[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Confusion of classes"><table class="groups"><caption>Rows are true classes, columns predicted ones.</caption>
<thead><tr><th scope="col">True</th>${classes.map((one) => html`<th scope="col">${String(one)}</th>`)}</tr></thead>
<tbody>${classes.map((one, i) => html`<tr><th scope="row">${String(one)}</th>${counts[i]!.map((count) => html`<td>${count}</td>`)}</tr>\n`)}</tbody></table></div>`
}
