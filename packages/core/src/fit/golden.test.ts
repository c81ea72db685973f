import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { memoryEngine } from './memory-engine.ts'
import { quantilesOfSorted } from './quantiles.ts'

interface Golden {
  readonly probabilities: readonly number[]
  readonly samples: readonly {
    readonly name: string
    readonly values: readonly number[]
    readonly mean: number
    readonly stddevPop: number
    readonly quantiles: readonly number[]
  }[]
}

const path = new URL('../../test/fixtures/statistics/statistics.json', import.meta.url)
const { probabilities, samples } = JSON.parse(readFileSync(path, 'utf8')) as Golden
const nodes = [{ op: 'column', name: 'x', type: 'number' }] as const

describe.each(samples)('$name: $values.length numbers', ({ values, mean, stddevPop, quantiles }) => {
  const column = { type: 'number', values: Float64Array.from(values) } as const
  const engine = memoryEngine({ rowCount: values.length, column: () => column })

  it('have the moments of rational arithmetic', async () => {
    const [ourMean, ourDeviation] = await engine.statistics({
      nodes,
      statistics: [
        { stat: 'mean', of: 0 },
        { stat: 'stddevPop', of: 0 },
      ],
    })
    expectClose(ourMean, mean, { rel: 1e-12 })
    expectClose(ourDeviation, stddevPop, { rel: 1e-13 })
  })

  it("have numpy's quantiles", async () => {
    expectClose(quantilesOfSorted(column.values.slice().sort(), probabilities), quantiles, { rel: 1e-15 })
    expect(await engine.statistics({ nodes, statistics: [{ stat: 'quantiles', of: 0, probabilities }] })).toEqual([
      quantilesOfSorted(column.values.slice().sort(), probabilities),
    ])
  })
})
