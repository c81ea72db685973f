import type { ClassLabel, Model, Table, TaskKind } from '@millrace/core'
import { auc, averagePrecision, calibrationTable, precisionRecallCurve, rocCurve } from '@millrace/core/metrics'
import { evaluate } from '../../evaluation/evaluate.ts'
import { targetKindOf } from '../../model/targets/target-kinds.ts'
import { answersOf } from '../answers.ts'
import type { CardMetric } from './card-content.ts'
import type { CardPicture } from './card-page.ts'
import { calibrationPicture, precisionRecallPicture, rocPicture } from './charts/curves.ts'
import { confusionTable, valuesPicture } from './charts/values.ts'

/** What held-out rows say of a model. */
export interface HeldOutFigures {
  readonly metrics: readonly CardMetric[]
  readonly pictures: readonly CardPicture[]
  /** What is predicted, in words. */
  readonly predicts: string
}

/** What a card says elsewhere. */
const described = new Set(['rows', 'threshold'])

/** Figures with intervals, and pictures, by the kind of the target. */
export function heldOutFigures(model: Model<never, unknown, TaskKind>, table: Table, seed: number): HeldOutFigures {
  const { target } = model.definition
  const { metrics, intervals } = evaluate(model, table, { seed })
  const bounds = intervals as Readonly<Record<string, { readonly lower: number; readonly upper: number } | undefined>>
  const listed = Object.entries(metrics as object).flatMap(([metric, value]): CardMetric[] => {
    if (typeof value !== 'number' || described.has(metric)) return []
    const interval = bounds[metric]
    return [{ metric, value, ...(interval && { lower: interval.lower, upper: interval.upper }) }]
  })
  const actual = targetKindOf(target).readKnown(table, target)
  const picturesOf = { binary: binaryPictures, multiclass: multiclassPictures, regression: regressionPictures }
  return { metrics: listed, pictures: picturesOf[target.kind](model, table, actual), predicts: predicts(model) }
}

function predicts({ definition: { target } }: Model<never, unknown, TaskKind>): string {
  if (target.kind === 'binary')
    return `${target.column}: ${target.positive} or ${target.negative}, ${target.positive} from a probability of ${target.threshold}`
  return target.kind === 'multiclass' ? `${target.column}: ${target.classes.join(', ')}` : `${target.column}: a number`
}

function binaryPictures(model: Model<never, unknown, TaskKind>, table: Table, label: Float64Array): readonly CardPicture[] {
  const scored = { label, score: answersOf(model, table, {}) }
  const share = label.reduce((sum, one) => sum + one, 0) / label.length
  return [
    { title: 'Calibration', picture: calibrationPicture(calibrationTable(scored, { bins: 10, strategy: 'quantile' })) },
    { title: 'ROC curve', picture: rocPicture(rocCurve(scored), auc(scored)) },
    {
      title: 'Precision and recall',
      picture: precisionRecallPicture(precisionRecallCurve(scored), { average: averagePrecision(scored), share }),
    },
  ]
}

const regressionPictures = (model: Model<never, unknown, TaskKind>, table: Table, actual: Float64Array): readonly CardPicture[] => [
  { title: 'Actual against predicted', picture: valuesPicture(answersOf(model, table, {}), actual) },
]

function multiclassPictures(model: Model<never, unknown, TaskKind>, table: Table, actual: Float64Array): readonly CardPicture[] {
  const { target } = model.definition
  const classes: readonly ClassLabel[] = target.kind === 'multiclass' ? target.classes : []
  const probabilities = classes.map((label) => answersOf(model, table, { label }))
  const counts = classes.map(() => classes.map(() => 0))
  for (let row = 0; row < actual.length; row++) {
    const best = probabilities.reduce((most, one, i) => (one[row]! > probabilities[most]![row]! ? i : most), 0)
    counts[actual[row]!]![best]!++
  }
  return [{ title: 'Confusion', picture: confusionTable(classes, counts) }]
}
