import { add, type Model, mul, type Provenance, type Table } from '@millrace/core'
import { fitSigmoid } from '@millrace/core/metrics'
import { labelOf, logistic } from '../model/assemble-graph.ts'
import { readLabels } from '../model/labels.ts'
import { deriveModel } from './derive-model.ts'

/**
 * How {@link calibrate} maps scores to probabilities.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface CalibrateOptions {
  /** Platt's sigmoid of the score: two parameters, fit for a few hundred rows. @defaultValue 'sigmoid' */
  readonly method?: 'sigmoid'
}

/**
 * Makes a model's probabilities agree with rows that it was not trained on: `probability = 1 / (1 + exp(a score + b))`, as nodes of its graph.
 *
 * The label follows the new probability at the model's threshold; a threshold chosen before is to be chosen again.
 *
 * @param model - a trained model
 * @param table - labelled rows that it was not trained on
 * @param options - the method
 * @returns a model with other probabilities and the same scores
 * @throws MillraceError `E_TARGET_NULL`, `E_METRIC_ONE_CLASS` for labels that say nothing, and as `predict`
 * @see J. Platt, Probabilistic outputs for support vector machines (1999)
 * @category Calibration
 * @since 0.1.0
 */
export function calibrate<In, Label>(model: Model<In, Label>, table: Table, { method = 'sigmoid' }: CalibrateOptions = {}): Model<In, Label> {
  const { target, learned } = model.definition
  const { values: label } = readLabels(table, target)
  const score = model.predict(table as Table<In>).column('score')
  const { a, b } = fitSigmoid({ label, score: score.type === 'number' ? score.values : [] })
  const provenance: Provenance = { feature: 'probability', kind: `calibration-${method}`, version: 1, params: { rows: table.rowCount }, state: { a, b } }
  return deriveModel(
    model,
    ({ output }) => {
      const probability = logistic(add(mul(output('score'), -a), -b))
      return { probability, label: labelOf(probability, target) }
    },
    { learned: [...learned, Object.freeze(provenance)] },
  )
}
