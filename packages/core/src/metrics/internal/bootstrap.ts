import type { BootstrapOptions } from '../bootstrap-options.ts'
import { checkThreshold } from '../confusion.ts'
import { binaryMetricNames } from '../metric-name.ts'
import type { Scored } from '../scored.ts'
import { checkScored } from './check-scored.ts'
import { kernels } from './kernels.ts'
import { measureByFunction, measureByKernel } from './measure.ts'
import { optionError } from './option-error.ts'
import { quantileOfSorted } from './quantile.ts'
import { forEachResample } from './resample.ts'

/** The metric of one score column on the rows as given and on each draw. */
export interface Bootstrapped {
  readonly estimate: number
  readonly draws: Float64Array
}

/** Measures score columns, by their names, on the same draws of the rows that they share. */
export function bootstrap(caller: string, columns: Readonly<Record<string, Scored>>, options: BootstrapOptions): Bootstrapped[] {
  const { metric, seed, rounds = 1000 } = options
  const threshold = checkThreshold(caller, options)
  if (!Number.isInteger(rounds) || rounds < 1) throw optionError({ metric: caller, option: 'rounds', value: rounds, range: 'a positive integer' })
  const kernel = typeof metric === 'function' ? undefined : kernels[metric]
  if (kernel === undefined && typeof metric !== 'function') {
    throw optionError({ metric: caller, option: 'metric', value: metric, range: `a function or one of ${binaryMetricNames.join(', ')}` })
  }
  const checked = Object.entries(columns).map(([column, scored]) => checkScored(scored, { ...kernel, metric: caller, column }))
  const measures = checked.map((rows) =>
    typeof metric === 'function' ? measureByFunction(rows, metric, caller) : measureByKernel(rows, kernels[metric], threshold),
  )
  const asGiven = new Uint32Array(checked[0]!.label.length).fill(1)
  const results = measures.map((measure) => ({ estimate: measure(asGiven), draws: new Float64Array(rounds) }))
  forEachResample(checked[0]!, {
    rounds,
    seed,
    visit: (counts, round) => {
      for (const [column, measure] of measures.entries()) results[column]!.draws[round] = measure(counts)
    },
  })
  return results
}
