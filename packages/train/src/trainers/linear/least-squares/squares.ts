import type { TrainingData, WorkOptions } from '@millrace/core'
import { yieldToEventLoop } from '@millrace/core'
import { requireFiniteTarget } from '../../require-finite.ts'
import { addTransposed, multiplyBlock } from '../design/block-products.ts'
import { blockRows, type Design, layDesign } from '../design/design.ts'
import { type ColumnMeasures, measureColumns } from '../design/measure-columns.ts'
import { sumGram } from '../design/sum-gram.ts'
import { takeColumns } from '../design/take-columns.ts'

/** Least squares as sums over rows: all that its solvers read. */
export interface Squares {
  readonly names: readonly string[]
  readonly measures: ColumnMeasures
  readonly design: Design
  readonly weights: Float64Array | undefined
  /** Sum of the weights. */
  readonly total: number
  /** Rows that weigh something. */
  readonly count: number
  /** Mean of the target, and the target from there. */
  readonly mean: number
  readonly centred: Float64Array
  /** `sum(weight * centred^2)`. */
  readonly spread: number
  /** `X' W X`, as wide as the design. */
  readonly gram: Float64Array
  /** `X' W y`. */
  readonly products: Float64Array
}

/** Sums what least squares needs; refuses what arithmetic cannot bear. */
export async function sumSquaresOf(trainer: string, data: TrainingData, { signal, progress }: WorkOptions): Promise<Squares> {
  const { features, names, target, weights } = data
  const report = (done: number) => progress?.({ task: 'fit a linear regression', done, total: 2, unit: 'parts' })
  report(0)
  await yieldToEventLoop(signal)
  const measures = takeColumns(trainer, features, names, weights)
  requireFiniteTarget(trainer, target)
  const mean = measureColumns([target], weights).means[0]!
  const centred = target.map((value) => value - mean)
  const design = layDesign(features, measures, target.length)
  report(1)
  await yieldToEventLoop(signal)
  const gram = sumGram(design, weights ?? null)
  report(2)
  const products = transposed(design, weighted(centred, weights))
  const { total, count } = weights === undefined ? { total: target.length, count: target.length } : tally(weights)
  return { names, measures, design, weights, total, count, mean, centred, spread: squareSum(centred, weights), gram, products }
}

function tally(weights: Float64Array): { readonly total: number; readonly count: number } {
  let total = 0
  let count = 0
  for (const weight of weights) {
    total += weight
    if (weight > 0) count++
  }
  return { total, count }
}

const weighted = (values: Float64Array, weights: Float64Array | undefined) =>
  weights === undefined ? values : values.map((value, row) => value * weights[row]!)

function squareSum(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0
  for (let row = 0; row < values.length; row++) sum += (weights?.[row] ?? 1) * values[row]! * values[row]!
  return sum
}

/** `X' r`. */
function transposed(design: Design, residuals: Float64Array): Float64Array {
  const sums = new Float64Array(design.width)
  for (let block = 0; block < design.blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    addTransposed(design, count, residuals.subarray(start, start + count), sums, 0)
  }
  return sums
}

/** What coefficients leave unexplained. */
export interface Residuals {
  /** `sum(weight * residual^2)`. */
  readonly squares: number
  /** `X' W r`. */
  readonly products: Float64Array
}

/** The residuals' sums, taken from rows: exact also where almost all is explained. */
export function residualsOf({ design, weights, centred }: Squares, coefficients: Float64Array): Residuals {
  const residuals = centred.slice()
  const margins = new Float64Array(blockRows)
  for (let block = 0; block < design.blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    multiplyBlock(design, count, coefficients, 0, margins)
    for (let row = 0; row < count; row++) residuals[start + row]! -= margins[row]!
  }
  return { squares: squareSum(residuals, weights), products: transposed(design, weighted(residuals, weights)) }
}
