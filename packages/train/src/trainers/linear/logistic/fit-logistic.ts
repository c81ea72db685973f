import type { FittedEstimator, TrainingData, TrainOptions } from '@millrace/core'
import { coefficientFigures, linearNode } from '../design/figures.ts'
import { takeColumns } from '../design/take-columns.ts'
import { fitBinary } from './fit-binary.ts'
import { fitMultinomial } from './fit-multinomial.ts'
import { inferBinary } from './logistic-diagnostics.ts'
import type { LogisticRegressionOptions } from './logistic-regression.ts'
import type { LogisticSettings } from './logistic-settings.ts'
import { warningsOfBinary } from './logistic-warnings.ts'
import { estimateClasses } from './multinomial-estimates.ts'

const mostNewtonFeatures = 200

type Params = Pick<LogisticSettings, 'l1' | 'l2'> & Pick<LogisticRegressionOptions, 'solver' | 'tolerance' | 'maxIterations'>

/** Fits two classes by the chosen solver, several by L-BFGS. */
export async function fitLogistic(data: TrainingData, work: TrainOptions, params: Params): Promise<FittedEstimator> {
  const { features, names, weights, task } = data
  const measures = takeColumns('logisticRegression', features, names, weights)
  if (task?.kind === 'multiclass') {
    const settings = settingsOf({ ...params, solver: 'lbfgs' }, 'lbfgs')
    const solution = await fitMultinomial(data, measures, task.classes, settings, work)
    return estimateClasses(names, measures, solution)
  }
  const settings = settingsOf(params, features.length <= mostNewtonFeatures ? 'newton' : 'lbfgs')
  const solution = await fitBinary(data, measures, settings, work)
  const { estimates, tests } = inferBinary(measures, solution)
  const { iterations, converged, cost } = solution
  const penalised = params.l1 > 0 || params.l2 > 0
  return {
    operations: [linearNode(estimates, measures)],
    scale: 'log-odds',
    diagnostics: { solver: settings.solver, iterations, converged, loss: cost, ...coefficientFigures(names, tests) },
    warnings: warningsOfBinary(names, measures, { weights, penalised, solution }),
  }
}

const defaults = { newton: { tolerance: 1e-12, maxIterations: 100 }, lbfgs: { tolerance: 1e-10, maxIterations: 1000 } } as const

function settingsOf(params: Params, preferred: LogisticSettings['solver']): LogisticSettings {
  const solver = params.solver ?? preferred
  return { ...defaults[solver], ...params, solver }
}
