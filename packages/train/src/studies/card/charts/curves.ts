import { type Html, html } from '@millrace/core/html'
import type { CalibrationTable, PrecisionRecallCurve, RocCurve } from '@millrace/core/metrics'
import { frame, pathThrough, size, x, y } from './frame.ts'

/** True against false positive rates; the diagonal is a guess. */
export function rocPicture({ falsePositiveRate, truePositiveRate }: RocCurve, auc: number): Html {
  const text = { description: `ROC curve, area ${auc.toFixed(3)}`, horizontal: 'False positive rate', vertical: 'True positive rate' }
  return frame(
    text,
    html`<path class="guess" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/><path class="curve" d="${pathThrough(falsePositiveRate, truePositiveRate)}"/>`,
  )
}

/** Precision against recall; the horizontal is a guess. */
export function precisionRecallPicture(
  { precision, recall }: PrecisionRecallCurve,
  { average, share }: { readonly average: number; readonly share: number },
): Html {
  const text = {
    description: `Precision-recall curve, average precision ${average.toFixed(3)}`,
    horizontal: 'Recall',
    vertical: 'Precision',
  }
  return frame(
    text,
    html`<path class="guess" d="M${x(0)} ${y(share)}H${x(1)}"/><path class="curve" d="${pathThrough(recall, precision)}"/>`,
  )
}

/** Observed rates against predicted probabilities, a dot a bin as large as its rows; the diagonal is perfect calibration. */
export function calibrationPicture({ bins, expectedCalibrationError }: CalibrationTable): Html {
  const most = Math.max(...bins.map(({ weight }) => weight))
  const text = {
    description: `Calibration: observed rates in ${bins.length} bins of predicted probability, mean distance ${expectedCalibrationError.toFixed(3)}`,
    horizontal: 'Predicted probability',
    vertical: 'Observed rate',
  }
  const dots = bins.map(
    ({ meanPredicted, observedRate, weight, rows }) =>
      html`<circle class="dot" cx="${x(meanPredicted)}" cy="${y(observedRate)}" r="${(3 + (size.width / 40) * Math.sqrt(weight / most)).toFixed(1)}"><title>${rows} rows: predicted ${meanPredicted.toFixed(2)}, observed ${observedRate.toFixed(2)}</title></circle>`,
  )
  const line = pathThrough(
    bins.map(({ meanPredicted }) => meanPredicted),
    bins.map(({ observedRate }) => observedRate),
  )
  return frame(text, html`<path class="guess" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/><path class="curve thin" d="${line}"/>${dots}`)
}
