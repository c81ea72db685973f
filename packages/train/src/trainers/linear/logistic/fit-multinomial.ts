import { MillraceError, type TrainingData, type TrainOptions } from '@millrace/core'
import { layDesign } from '../design/design.ts'
import type { ColumnMeasures } from '../design/measure-columns.ts'
import { type Penalties, penaltiesOf } from '../design/penalties.ts'
import { sumGram } from '../design/sum-gram.ts'
import { factorise, symmetric } from '../solvers/factorise.ts'
import type { Point } from '../solvers/line-search.ts'
import { type Minimum, minimiseSmooth } from '../solvers/minimise-smooth.ts'
import { minimiseSparse } from '../solvers/minimise-sparse.ts'
import { unsolvable } from '../solvers/unsolvable.ts'
import { costOf } from './cost-of.ts'
import { diagonalGuess } from './diagonal-guess.ts'
import { task } from './fit-binary.ts'
import type { LogisticSettings } from './logistic-settings.ts'
import { type SoftmaxProblem, softmaxState } from './softmax-state.ts'

/** What was found for several classes. */
export interface MultinomialSolution extends Minimum<Point> {
  readonly problem: SoftmaxProblem
  readonly penalties: Penalties
  /** Loss with all penalties. */
  readonly cost: number
}

/** Up to so many columns, the search starts from the curvature of all pairs of columns and not of each alone. */
const mostPaired = 400

/** Fits the logits of several classes. */
export async function fitMultinomial(
  { features, target, weights }: TrainingData,
  measures: ColumnMeasures,
  classes: number,
  settings: LogisticSettings,
  { signal, progress }: TrainOptions,
): Promise<MultinomialSolution> {
  requireClasses(target, classes)
  const design = layDesign(features, measures, target.length)
  const penalties = penaltiesOf(settings, measures, design.width)
  const problem = { design, target, weights, classes, l2: penalties.l2 }
  const evaluate = (coefficients: Float64Array) => softmaxState(problem, coefficients)
  const report = (done: number) => progress?.({ ...task, done })
  const options = { ...settings, signal, report, evaluate, start: evaluate(new Float64Array(classes * design.width)) }
  if (!Number.isFinite(options.start.loss)) throw unsolvable('logisticRegression')
  const l1 = penalties.l1 && repeated(penalties.l1, classes)
  const found =
    l1 === null
      ? await minimiseSmooth({ ...options, guess: design.size <= mostPaired ? pairedGuess(problem) : separateGuess(problem) })
      : await minimiseSparse({ ...options, l1, guess: separateGuess(problem) })
  progress?.({ ...task, done: found.iterations, total: found.iterations })
  return { ...found, problem, penalties, cost: costOf(found.point, l1) }
}

function requireClasses(target: Float64Array, classes: number): void {
  const row = target.findIndex((value) => !(Number.isInteger(value) && value >= 0 && value < classes))
  if (row < 0) return
  throw new MillraceError({
    code: 'E_TARGET_CLASS',
    message: `logisticRegression: the target is ${target[row]} in row ${row}, and not the index of one of ${classes} classes`,
    details: { row, classes },
  })
}

function repeated(values: Float64Array, times: number): Float64Array {
  const all = new Float64Array(values.length * times)
  for (let i = 0; i < times; i++) all.set(values, i * values.length)
  return all
}

/** Weight of each row times the curvature of a softmax of equal shares. */
function evenCurvature({ target, weights, classes }: SoftmaxProblem): Float64Array {
  const curvature = (1 - 1 / classes) / classes
  return Float64Array.from(target, (_, row) => curvature * (weights?.[row] ?? 1))
}

function eachClass(classes: number, solve: (gradient: Float64Array) => Float64Array): (gradient: Float64Array) => Float64Array {
  return (gradient) => {
    const width = gradient.length / classes
    const result = new Float64Array(gradient.length)
    for (let c = 0; c < classes; c++) result.set(solve(gradient.subarray(c * width, (c + 1) * width)), c * width)
    return result
  }
}

const separateGuess = (problem: SoftmaxProblem) =>
  eachClass(problem.classes, diagonalGuess(problem.design, evenCurvature(problem), problem.l2))

function pairedGuess(problem: SoftmaxProblem): (gradient: Float64Array) => Float64Array {
  const { design, l2, classes } = problem
  const hessian = symmetric(sumGram(design, evenCurvature(problem)), design.width, design.size)
  for (let j = 0; j < design.size; j++) hessian.set(j, j, hessian.get(j, j) + l2[j]!)
  const factors = factorise(hessian)
  if (factors === null) throw unsolvable('logisticRegression')
  return eachClass(classes, (gradient) => factors.solve(gradient.subarray(0, design.size)))
}
