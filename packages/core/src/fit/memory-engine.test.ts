import { expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../../test/support/failure.ts'
import { fromRows } from '../table/from-rows.ts'
import { memoryEngine, nodesOf } from './memory-engine.ts'

const table = fromRows(z.object({ x: z.number().nullable(), s: z.string() }), [
  { x: 2, s: 'a' },
  { x: null, s: 'b' },
  { x: 6, s: 'a' },
])
const engine = memoryEngine(table)
const column = { op: 'column', name: 'x', type: 'number' } as const

it('answers several questions about computed values in one pass, in order', async () => {
  const nodes = [column, { op: 'const', value: 2 }, { op: 'div', args: [0, 1] }, { op: 'column', name: 's', type: 'string' }] as const
  const statistics = [
    { stat: 'mean', of: 2 },
    { stat: 'nulls', of: 2 },
    { stat: 'count', of: 0 },
    { stat: 'topValues', of: 3, limit: 1 },
    { stat: 'maximum', of: 1 },
    { stat: 'mean', of: 2 },
  ] as const
  expect(await engine.statistics({ nodes, statistics })).toEqual([2, 1, 2, [{ value: 'a', count: 2 }], 2, 2])
})

it('answers the same when it is asked again', async () => {
  const request = { nodes: [column], statistics: [{ stat: 'stddevPop', of: 0 }] } as const
  expect(await engine.statistics(request)).toEqual(await engine.statistics(request))
})

it('refuses a column that the rows lack', async () => {
  const request = { nodes: [{ ...column, name: 'z' }], statistics: [{ stat: 'mean', of: 0 }] } as const
  expect((await failureOf(engine.statistics(request))).code).toBe('E_COLUMN_UNKNOWN')
})

it('gives up when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(engine.statistics({ nodes: [column], statistics: [{ stat: 'mean', of: 0 }] }, { signal })).rejects.toThrow('enough')
})

it('names the nodes that a statistic reads', () => {
  expect(nodesOf({ stat: 'mean', of: 1 })).toEqual([1])
  expect(nodesOf({ stat: 'sumBy', key: 1, fold: 2, of: 3 })).toEqual([1, 2, 3])
  expect(nodesOf({ stat: 'cells', of: 1, edges: [], value: 2 })).toEqual([1, 2])
})
