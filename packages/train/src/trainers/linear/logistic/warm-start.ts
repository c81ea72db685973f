import type { WorkOptions } from '@millrace/core'
import { layDesign } from '../design/design.ts'
import type { ColumnMeasures } from '../design/measure-columns.ts'
import { sampleRows } from '../design/sample-rows.ts'
import { type BinaryProblem, binaryState } from './binary-state.ts'
import { newton } from './newton.ts'

/** How a warm start is made. */
interface WarmStartOptions extends Pick<WorkOptions, 'signal'> {
  readonly seed: number
  /** Penalty of each coefficient's size; null where there is none. */
  readonly l1: Float64Array | null
}

/** Rows of the sample, for each column. */
const sampledRows = 128
/** All rows are at least so many times the sample. */
const leastRatio = 6
const mostSteps = 12
/** Of a sample, a loss this near its least will do. */
const roughly = 1e-4

/**
 * Coefficients for Newton's method to start from: the fit to a seeded sample of the rows, by which most steps are taken where they cost little.
 *
 * @returns null where there are few rows, or the sample does not determine a fit
 */
export async function warmStart(
  { l2, design, ...rows }: BinaryProblem,
  features: readonly Float64Array[],
  measures: ColumnMeasures,
  { seed, l1, signal }: WarmStartOptions,
): Promise<Float64Array | null> {
  const count = sampledRows * design.size
  if (design.rows < leastRatio * count) return null
  const { features: sampled, target, weights } = sampleRows({ ...rows, features }, { count, seed })
  const smaller = { l2, target, weights, design: layDesign(sampled, measures, target.length) }
  const start = binaryState(smaller, new Float64Array(design.width), { withGram: true })
  const { converged, factors, state } = await newton(smaller, { start, l1, tolerance: roughly, maxIterations: mostSteps, signal })
  return converged && !factors.singular ? state.coefficients : null
}
