import type { FittedEstimator } from '@millrace/core'
import { coefficientFigures, linearNode } from '../design/figures.ts'
import type { ColumnMeasures } from '../design/measure-columns.ts'
import { unscale } from '../design/unscale.ts'
import { waldTests } from '../design/wald.ts'
import { collinear, notConverged, warnOfConstants } from '../design/warn-of-columns.ts'
import type { MultinomialSolution } from './fit-multinomial.ts'
import { normalLaw } from './logistic-diagnostics.ts'
import { separable } from './logistic-warnings.ts'
import { multinomialCovariance, probabilitiesOf } from './multinomial-covariance.ts'

/** A probability of the own class this near to 1 in every row means, where nothing is penalised, that classes can be told apart. */
const extreme = 1e-8

/** One linear node a class, with figures and warnings. */
export function estimateClasses(names: readonly string[], measures: ColumnMeasures, solution: MultinomialSolution): FittedEstimator {
  const { point, problem, penalties, iterations, converged, cost } = solution
  const { classes, design } = problem
  const covariance = penalties.l1 === null ? multinomialCovariance(solution) : null
  const estimated = Array.from({ length: classes }, (_, c) => {
    const own = covariance?.ofClass[c] ?? null
    const estimates = unscale(measures, point.coefficients.subarray(c * design.width, (c + 1) * design.width), own)
    const shares = Array.from(measures.means, () => 0)
    for (const [k, j] of measures.varying.entries()) shares[j] = penalties.l2[k]! * (own?.get(k, k) ?? 0)
    return { estimates, tests: waldTests(estimates, shares, normalLaw) }
  })
  return {
    operations: estimated.map(({ estimates }) => linearNode(estimates, measures)),
    scale: 'log-odds',
    diagnostics: {
      solver: 'lbfgs',
      iterations,
      converged,
      loss: cost,
      classes: estimated.map(({ tests }) => coefficientFigures(names, tests)),
    },
    warnings: warningsOfClasses(names, measures, solution, covariance?.singular ?? false),
  }
}

function warningsOfClasses(names: readonly string[], measures: ColumnMeasures, solution: MultinomialSolution, singular: boolean): string[] {
  const { problem, penalties, converged, iterations } = solution
  const warnings = warnOfConstants(names, measures)
  const penalised = penalties.l1 !== null || problem.l2.some((penalty) => penalty > 0)
  if (!penalised && canBeToldApart(solution)) warnings.push(separable)
  else if (singular) warnings.push(collinear)
  if (!converged) warnings.push(notConverged(iterations))
  return warnings
}

/** Whether some row has a probability of 1 for its class. */
function canBeToldApart({ problem, point }: MultinomialSolution): boolean {
  const probabilities = probabilitiesOf(problem, point.coefficients)
  return problem.target.some((own, row) => problem.weights?.[row] !== 0 && probabilities[own]![row]! > 1 - extreme)
}
