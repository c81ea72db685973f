import type { TrainingData, TrainOptions } from '@millrace/core'
import { layDesign } from '../design/design.ts'
import type { ColumnMeasures } from '../design/measure-columns.ts'
import { type Penalties, penaltiesOf } from '../design/penalties.ts'
import { minimiseSmooth } from '../solvers/minimise-smooth.ts'
import { minimiseSparse } from '../solvers/minimise-sparse.ts'
import { unsolvable } from '../solvers/unsolvable.ts'
import { binaryState } from './binary-state.ts'
import { costOf } from './cost-of.ts'
import { diagonalGuess } from './diagonal-guess.ts'
import type { LogisticSettings } from './logistic-settings.ts'
import { type NewtonSolution, newton } from './newton.ts'
import { warmStart } from './warm-start.ts'

/** What was found: by L-BFGS without factors of the curvature. */
export interface BinarySolution extends Omit<NewtonSolution, 'factors'> {
  readonly factors: NewtonSolution['factors'] | null
  readonly penalties: Penalties
  /** Loss with all penalties. */
  readonly cost: number
}

/** Fits the log-odds of two classes. */
export async function fitBinary(
  data: TrainingData,
  measures: ColumnMeasures,
  settings: LogisticSettings,
  work: TrainOptions,
): Promise<BinarySolution> {
  const solution = await solve(data, measures, settings, work)
  work.progress?.({ ...task, done: solution.iterations, total: solution.iterations })
  return solution
}

/** What is reported while steps are taken. */
export const task = { task: 'fit a logistic regression', unit: 'steps' } as const

async function solve(
  { features, target, weights }: TrainingData,
  measures: ColumnMeasures,
  settings: LogisticSettings,
  { seed, signal, progress }: TrainOptions,
): Promise<BinarySolution> {
  const design = layDesign(features, measures, target.length)
  const penalties = penaltiesOf(settings, measures, design.width)
  const problem = { design, target, weights, l2: penalties.l2 }
  const report = (done: number) => progress?.({ ...task, done })
  const common = { ...settings, signal, report }
  const evaluate = (coefficients: Float64Array) => binaryState(problem, coefficients)
  const { l1 } = penalties
  if (settings.solver === 'newton') {
    const near = await warmStart(problem, features, measures, { seed, l1, signal })
    const found = await newton(problem, {
      ...common,
      start: binaryState(problem, near ?? new Float64Array(design.width), { withGram: true }),
      l1,
    })
    return { ...found, penalties, cost: costOf(found.state, l1) }
  }
  const start = evaluate(new Float64Array(design.width))
  if (!Number.isFinite(start.loss)) throw unsolvable('logisticRegression')
  const guess = diagonalGuess(design, start.curvature, problem.l2)
  const options = { ...common, start, evaluate, guess }
  const { point, ...rest } = await (l1 === null ? minimiseSmooth(options) : minimiseSparse({ ...options, l1 }))
  return { state: point, factors: null, ...rest, penalties, cost: costOf(point, l1) }
}
