import { type FittedEstimator, type TrainingData, type TrainOptions, yieldToEventLoop } from '@millrace/core'
import { linearNode } from '../design/figures.ts'
import { penaltiesOf } from '../design/penalties.ts'
import { unscale } from '../design/unscale.ts'
import { notConverged, warnOfConstants } from '../design/warn-of-columns.ts'
import { coordinateDescent, type SparseSolution } from '../solvers/coordinate-descent.ts'
import { unsolvable } from '../solvers/unsolvable.ts'
import { residualsOf, type Squares, sumSquaresOf } from './squares.ts'

/** How an elastic net is fitted, once defaults are filled in. */
export interface ElasticNetSettings {
  readonly alpha: number
  readonly l1Ratio: number
  readonly tolerance: number
  readonly maxIterations: number
}

/** Fits least squares with a penalty on sizes, and on squares. */
export async function fitElasticNet(
  trainer: string,
  data: TrainingData,
  work: TrainOptions,
  settings: ElasticNetSettings,
): Promise<FittedEstimator> {
  const squares = await sumSquaresOf(trainer, data, work)
  const { measures, names, mean, total, spread } = squares
  const { coefficients, sweeps, converged } = await descend(squares, settings, work)
  const { squares: unexplained } = residualsOf(squares, coefficients)
  if (!Number.isFinite(unexplained)) throw unsolvable(trainer)
  const { slopes, intercept } = unscale(measures, coefficients, null)
  const estimates = { slopes, intercept: { ...intercept, weight: intercept.weight + mean } }
  const selected = slopes.filter(({ weight }) => weight !== 0).length
  const largestAlpha = largestAlphaOf(squares, settings.l1Ratio)
  const warnings = warnOfConstants(names, measures)
  if (selected === 0 && measures.varying.length > 0)
    warnings.push(`all weights are 0: alpha is ${settings.alpha}, and from ${largestAlpha} on nothing is left; lower it`)
  if (!converged) warnings.push(notConverged(sweeps))
  return {
    operations: [linearNode(estimates, measures)],
    scale: 'value',
    diagnostics: {
      iterations: sweeps,
      converged,
      selected,
      largestAlpha,
      rows: squares.count,
      rSquared: spread > 0 ? 1 - unexplained / spread : null,
      residualDeviation: Math.sqrt(unexplained / (total || 1)),
      intercept: { weight: estimates.intercept.weight },
      coefficients: names.map((name, j) => ({ name, weight: slopes[j]!.weight })),
    },
    warnings,
  }
}

/** Sweeps between two chances to stop. */
const sweepsAtOnce = 50

async function descend(squares: Squares, settings: ElasticNetSettings, { signal }: TrainOptions): Promise<SparseSolution> {
  const { measures, design, spread } = squares
  const { alpha, l1Ratio, tolerance, maxIterations } = settings
  const total = squares.total || 1
  const { l1, l2 } = penaltiesOf({ l1: alpha * l1Ratio, l2: alpha * (1 - l1Ratio) }, measures, design.width)
  const gram = squares.gram.slice()
  for (let j = 0; j < design.size; j++) {
    for (let k = j; k < design.size; k++) {
      const value = gram[j * design.width + k]! / total + (j === k ? l2[j]! : 0)
      gram[j * design.width + k] = value
      gram[k * design.width + j] = value
    }
  }
  const linear = squares.products.map((value) => value / total)
  const problem = { gram, width: design.width, size: design.size, linear, l1: l1 ?? new Float64Array(design.width) }
  let found: SparseSolution = { coefficients: new Float64Array(design.width), sweeps: 0, converged: false }
  while (!found.converged && found.sweeps < maxIterations) {
    await yieldToEventLoop(signal)
    const maxSweeps = Math.min(sweepsAtOnce, maxIterations - found.sweeps)
    const next = coordinateDescent(problem, { start: found.coefficients, tolerance: (tolerance * spread) / total / 2, maxSweeps })
    found = { ...next, sweeps: found.sweeps + next.sweeps }
  }
  return found
}

/** The least alpha at which all weights are 0; 0 where sizes are not penalised. */
function largestAlphaOf({ measures, products, total }: Squares, l1Ratio: number): number {
  let largest = 0
  for (const [k, j] of measures.varying.entries()) largest = Math.max(largest, Math.abs(products[k]!) * measures.scales[j]!)
  return largest / (total || 1) / l1Ratio
}
