import type { Random } from '@millrace/core'
import { normalCdf } from '@millrace/core/distributions'
import { drawParams, mapDimensions, type TrialParams } from '../draw.ts'
import type { SearchSpace } from '../search-space.ts'
import { placeOf, valueAt } from '../unit-scale.ts'

/** A density over a search space, from which params can be drawn. */
export interface Parzen {
  draw(random: Random): TrialParams
  logDensity(params: TrialParams): number
}

/** The logarithm of a density at a value of one dimension. */
type LogKernel = (value: TrialParams[string]) => number

/**
 * A Parzen estimate with one kernel an observation and an even one for the prior. A kernel is a product over the dimensions: a normal density, cut off at the bounds, on
 * the scale of a number; on a choice most weight on what was observed. The bandwidth is 0.2 n^(-1/(d+4)) of the range.
 */
export function parzenOf(space: SearchSpace, observed: readonly TrialParams[]): Parzen {
  const dimensions = Object.entries(space)
  const width = Math.max(0.2 * observed.length ** (-1 / (dimensions.length + 4)), 1 / Math.min(100, observed.length + 2))
  const kept = 1 - 1 / (observed.length + 1)

  const kernels = observed.map((at) =>
    dimensions.map(([name, dimension]): LogKernel => {
      if (dimension.kind === 'choice') {
        const even = (1 - kept) / dimension.values.length
        const [same, other] = [Math.log(kept + even), Math.log(even)]
        return (value) => (value === at[name] ? same : other)
      }
      const mean = placeOf(dimension, Number(at[name]))
      const logArea = Math.log(width * Math.sqrt(2 * Math.PI) * (normalCdf((1 - mean) / width) - normalCdf(-mean / width)))
      return (value) => -(((placeOf(dimension, Number(value)) - mean) / width) ** 2) / 2 - logArea
    }),
  )
  const logPrior = dimensions.reduce((sum, [, dimension]) => sum - (dimension.kind === 'choice' ? Math.log(dimension.values.length) : 0), 0)

  return {
    draw(random) {
      const at = observed[random.integer(observed.length + 1)]
      if (at === undefined) return drawParams(space, random)
      return mapDimensions(space, (dimension, name) => {
        if (dimension.kind === 'number') return valueAt(dimension, normalWithin(placeOf(dimension, Number(at[name])), width, random))
        return random.next() < kept ? at[name]! : dimension.values[random.integer(dimension.values.length)]!
      })
    },
    logDensity(params) {
      const logs = kernels.map((kernel) => kernel.reduce((sum, log, i) => sum + log(params[dimensions[i]![0]]!), 0))
      const greatest = logs.reduce((most, log) => Math.max(most, log), logPrior)
      const total = logs.reduce((sum, log) => sum + Math.exp(log - greatest), Math.exp(logPrior - greatest))
      return greatest + Math.log(total / (observed.length + 1))
    },
  }
}

/** A normal number, drawn again until it lies between 0 and 1: its mean does, so that about half of the draws are good at worst. */
function normalWithin(mean: number, width: number, random: Random): number {
  for (;;) {
    const place = mean + width * random.normal()
    if (place >= 0 && place <= 1) return place
  }
}
