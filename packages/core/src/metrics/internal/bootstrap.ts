import type { BootstrapOptions } from '../bootstrap-options.ts'
import { checkThreshold } from '../confusion.ts'
import { binaryMetricNames } from '../metric-name.ts'
import type { Scored } from '../scored.ts'
import { type Checked, checkScored } from './check-scored.ts'
import { descendingOrder } from './descending-order.ts'
import { kernels } from './kernels.ts'
import { type Measure, measureByFunction, measureByKernel } from './measure.ts'
import { optionError } from './option-error.ts'
import { resampler } from './resampler.ts'

/** The metric of one score column on the rows as given and on each draw. */
export interface Bootstrapped {
  readonly estimate: number
  readonly draws: Float64Array
}

interface Plan {
  readonly probability?: boolean
  readonly bothClasses?: boolean
  readonly measureOf: (rows: Checked) => Measure
}

/** Measures score columns, by their names, on the same draws of the rows that they share. */
export function bootstrap(caller: string, columns: Readonly<Record<string, Scored>>, options: BootstrapOptions): Bootstrapped[] {
  const { seed, rounds = 1000 } = options
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw optionError({ metric: caller, option: 'rounds', value: rounds, range: 'a positive integer' })
  }
  const { measureOf, ...requirements } = planOf(caller, options)
  const checked = inOrderOfFirst(
    Object.entries(columns).map(([column, scored]) => checkScored(scored, { ...requirements, metric: caller, column })),
  )
  const asGiven = new Uint32Array(checked[0]!.label.length).fill(1)
  const measured = checked.map((rows) => {
    const measure = measureOf(rows)
    return { measure, estimate: measure(asGiven), draws: new Float64Array(rounds) }
  })
  const draw = resampler(checked[0]!, seed)
  for (let round = 0; round < rounds; round++) {
    const counts = draw()
    for (const { measure, draws } of measured) draws[round] = measure(counts)
  }
  return measured
}

function planOf(caller: string, { metric, ...options }: BootstrapOptions): Plan {
  const threshold = checkThreshold(caller, options)
  if (typeof metric === 'function') return { measureOf: (rows) => measureByFunction(rows, metric, caller) }
  if (Object.hasOwn(kernels, metric)) {
    const { over, ...requirements } = kernels[metric]
    return { ...requirements, measureOf: (rows) => measureByKernel(rows, (score) => over(score, threshold)) }
  }
  throw optionError({ metric: caller, option: 'metric', value: metric, range: `a function or one of ${binaryMetricNames.join(', ')}` })
}

/** The rows by descending first score: draws do not care, and the tallies of the first column are then written from start to end. */
function inOrderOfFirst(columns: readonly Checked[]): Checked[] {
  const order = descendingOrder(columns[0]!.score)
  return columns.map(({ label, score, weight }) => ({
    label: label.map((_, i) => label[order[i]!]!),
    score: score.map((_, i) => score[order[i]!]!),
    weight: weight?.map((_, i) => weight[order[i]!]!),
  }))
}
