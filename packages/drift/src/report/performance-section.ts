import { type Html, html } from '@millrace/core/html'
import type { PerformanceFigure, PerformanceMetric, PerformanceReport } from '../performance/performance-report.ts'
import { amount, decimals, noFigure } from './figures.ts'
import { name } from './names.ts'
import { type PageSection, pageTable, tableLine } from './page-section.ts'

const longestWarning = 240

/** How well the model does, estimated or with labels. */
export function performanceSection({ kind, rows, labelled, threshold, calibration, figures, warnings }: PerformanceReport): PageSection {
  const isEstimated = kind === 'estimated'
  const whence = isEstimated
    ? `Estimated from the scores of ${rows.toLocaleString('en')} rows, without labels: it holds while inputs shift and the meaning of a score does not.`
    : `Measured on the ${labelled.toLocaleString('en')} of ${rows.toLocaleString('en')} scored rows whose outcome is known.`
  const calibrated =
    calibration === null
      ? ''
      : ` Scores were ${calibration.applied ? '' : 'not '}calibrated first (calibration error ${decimals(calibration.before, 3)} before, ${decimals(calibration.after, 3)} after).`
  return {
    id: 'performance',
    heading: isEstimated ? 'Performance, estimated without labels' : 'Performance, measured',
    content: html`<p>${whence}${calibrated} A score of ${amount(threshold)} or more counts as a positive prediction.</p>
${pageTable({
  label: 'Performance',
  className: 'figures',
  headings: ['Metric', 'Outcome', isEstimated ? 'Estimate' : 'Now', '95 % band', 'Reference', html`<span class="spoken">Picture</span>`],
  rows: figures.map(line),
})}${warnings.length > 0 && html`<ul class="warnings">${warnings.map((warning) => html`<li>${name(warning, longestWarning)}</li>`)}</ul>\n`}`,
  }
}

const metricNames: Readonly<Record<PerformanceMetric, string>> = {
  auc: 'AUC',
  accuracy: 'Accuracy',
  precision: 'Precision',
  recall: 'Recall',
  specificity: 'Specificity',
  f1: 'F1',
  logLoss: 'Log loss',
  brier: 'Brier score',
}

function line(figure: PerformanceFigure): Html {
  const { metric, value, interval, reference, alert } = figure
  const outcome =
    value === null
      ? noFigure
      : alert
        ? html`<b class="drifted">Worse</b>`
        : reference === null
          ? noFigure
          : html`<b class="stable">No worse</b>`
  const band = interval === null ? noFigure : `${decimals(interval.lower, 3)} to ${decimals(interval.upper, 3)}`
  return tableLine(metricNames[metric], [outcome, decimals(value, 3), band, decimals(reference, 3), picture(figure)])
}

/** Value on its band, and the reference as a thin line, from 0 to 1 or to the greatest of them. */
function picture({ value, interval, reference }: PerformanceFigure): Html | false {
  if (value === null || interval === null) return false
  const most = Math.max(1, interval.upper, reference ?? 0)
  const at = (figure: number) => Math.round((1000 * figure) / most)
  return html`<svg class="whisker" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"><path class="track" d="M0 10H1000"/><path class="range" d="M${at(interval.lower)} 10H${at(interval.upper)}"/>${reference !== null && html`<path class="axis" d="M${at(reference)} 0V20"/>`}<path class="mark" d="M${at(value)} 3V17"/></svg>`
}
