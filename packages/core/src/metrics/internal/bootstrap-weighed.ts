import { MillraceError } from '../../errors/millrace-error.ts'
import { seededRandom } from '../../random/random.ts'
import { optionError } from './option-error.ts'
import { type Weighed, weightsOf } from './weighed.ts'

/** What is drawn. */
interface Draws {
  readonly rows: number
  readonly weight: Float64Array | undefined
  readonly seed: number
  readonly rounds?: number | undefined
}

/** Metrics on the rows as given and on each draw of them; a draw on which one is not defined is made again. */
export function bootstrapWeighed(caller: string, measures: readonly Weighed[], { rows, weight, seed, rounds = 1000 }: Draws) {
  if (!Number.isInteger(rounds) || rounds < 1)
    throw optionError({ metric: caller, option: 'rounds', value: rounds, range: 'a positive integer' })
  const given = weightsOf(rows, weight)
  const measured = measures.map((measure) => ({ estimate: measure(given), draws: new Float64Array(rounds) }))
  if (!measured.every(({ estimate }) => Number.isFinite(estimate))) throw undefinedMetric(caller)
  const random = seededRandom(seed)
  const drawn = new Float64Array(rows)
  for (let round = 0; round < rounds; ) {
    drawn.fill(0)
    for (let i = 0; i < rows; i++) {
      const row = Math.floor(random.next() * rows)
      drawn[row]! += given[row]!
    }
    const values = measures.map((measure) => measure(drawn))
    if (!values.every(Number.isFinite)) continue
    for (const [i, value] of values.entries()) measured[i]!.draws[round] = value
    round++
  }
  return measured
}

const undefinedMetric = (caller: string) =>
  new MillraceError({
    code: 'E_METRIC_VALUE',
    message: `${caller}: the metric is not defined on these rows; give rows of two classes at least, or choose another metric`,
    details: { caller },
  })
