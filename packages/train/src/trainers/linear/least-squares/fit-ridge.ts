import type { FittedEstimator, Json, TrainingData, TrainOptions } from '@millrace/core'
import { Matrix } from 'ml-matrix'
import { coefficientFigures, linearNode } from '../design/figures.ts'
import { penaltiesOf } from '../design/penalties.ts'
import { unscale } from '../design/unscale.ts'
import { waldTests } from '../design/wald.ts'
import { collinear, warnOfConstants } from '../design/warn-of-columns.ts'
import { type Factors, factorise, symmetric } from '../solvers/factorise.ts'
import { unsolvable } from '../solvers/unsolvable.ts'
import { residualsOf, type Squares, sumSquaresOf } from './squares.ts'
import { studentLaw } from './student-law.ts'

/** Steps by which rounding of the factors is taken out of the coefficients. */
const refinements = 2

/** Fits least squares with a squared penalty, or none. */
export async function fitRidge(trainer: string, data: TrainingData, work: TrainOptions, strength: number): Promise<FittedEstimator> {
  const squares = await sumSquaresOf(trainer, data, work)
  const { measures, design, names, mean } = squares
  const { l2 } = penaltiesOf({ l1: 0, l2: strength }, measures, design.width)
  const gram = symmetric(squares.gram, design.width, design.size)
  const factors = factorise(penalised(gram, l2))
  if (factors === null) throw unsolvable(trainer)
  const coefficients = solve(squares, factors, l2)
  const { squares: unexplained } = residualsOf(squares, coefficients)
  if (!Number.isFinite(unexplained)) throw unsolvable(trainer)
  // Directions that the penalty decides are not estimated from the rows.
  const degrees = squares.count - traceOf(factors, gram)
  const variance = degrees > leastDegrees ? unexplained / degrees : Number.NaN
  const inverse = factors.inverse()
  const shares = Array.from(measures.means, () => 0)
  for (const [k, j] of measures.varying.entries()) shares[j] = l2[k]! * inverse.get(k, k) || 0
  const estimates = unscale(measures, coefficients, Matrix.mul(inverse, variance))
  const shifted = { ...estimates, intercept: { ...estimates.intercept, weight: estimates.intercept.weight + mean } }
  const tests = waldTests(shifted, shares, studentLaw(Math.max(degrees, leastDegrees)))
  const warnings = warnOfConstants(names, measures)
  if (factors.singular) warnings.push(collinear)
  if (!(degrees > leastDegrees))
    warnings.push(`${squares.count} rows determine no more than the weights: nothing is left to tell how sure they are`)
  return {
    operations: [linearNode(shifted, measures)],
    scale: 'value',
    diagnostics: { ...explained(squares, unexplained, degrees), ...coefficientFigures(names, tests) },
    warnings,
  }
}

/** Fewer degrees of freedom are rounding. */
const leastDegrees = 0.01

function penalised(gram: Matrix, l2: Float64Array): Matrix {
  const hessian = gram.clone()
  for (let j = 0; j < gram.rows; j++) hessian.set(j, j, hessian.get(j, j) + l2[j]!)
  return hessian
}

function solve(squares: Squares, factors: Factors, l2: Float64Array): Float64Array {
  const coefficients = new Float64Array(squares.design.width)
  const add = (products: Float64Array) => {
    const slopes = products.subarray(0, factors.size).map((value, j) => value - l2[j]! * coefficients[j]!)
    for (const [j, value] of factors.solve(slopes).entries()) coefficients[j]! += value
  }
  add(squares.products)
  for (let i = 0; i < refinements; i++) add(residualsOf(squares, coefficients).products)
  return coefficients
}

/** How many weights the rows determine: `trace((G + penalty)^-1 G)`. */
function traceOf(factors: Factors, gram: Matrix): number {
  let trace = 0
  for (let j = 0; j < gram.rows; j++) trace += factors.solve(Float64Array.from(gram.getColumn(j)))[j]!
  return trace
}

/** How much of the target's spread is explained. */
function explained({ spread, count }: Squares, unexplained: number, degrees: number) {
  const sound = degrees > leastDegrees
  return {
    rows: count,
    degreesOfFreedom: degrees,
    rSquared: spread > 0 ? 1 - unexplained / spread : null,
    adjustedRSquared: spread > 0 && sound ? 1 - unexplained / degrees / (spread / (count - 1)) : null,
    residualDeviation: sound ? Math.sqrt(unexplained / degrees) : null,
  } satisfies Record<string, Json>
}
