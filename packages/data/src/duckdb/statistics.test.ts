import {
  add,
  cells,
  count,
  defineFeatures,
  defineTransform,
  type Expr,
  fit,
  fromRows,
  maximum,
  mean,
  memoryEngine,
  minimum,
  mul,
  nulls,
  quantiles,
  type StatisticOf,
  stddevPop,
  topValues,
} from '@millrace/core'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { duckdbEngine } from './duckdb-engine.ts'
import type { DuckdbEngine } from './engine-contract.ts'
import { openDuckdb } from './open-duckdb.ts'
import { errorOf } from './test-support/error-of.ts'
import { nastyStrings, nastyTable } from './test-support/nasty-table.ts'

const duckdb = await openDuckdb({ threads: 2 })
afterAll(() => duckdb.close())

const Row = z.object({
  x: z.number().nullable(),
  y: z.number().nullable(),
  fold: z.int().nullable(),
  s: z.string().nullable(),
  ok: z.boolean().nullable(),
})
const rows = Array.from({ length: 5_000 }, (_, i) => ({
  x: i % 7 === 0 ? null : Math.sin(i) * 1e3 + 1e6,
  y: i % 11 === 0 ? null : (i * 7919) % 13,
  fold: i % 101 === 0 ? null : i % 3,
  s: nastyStrings[(i * i) % nastyStrings.length]!,
  ok: i % 17 === 0 ? null : i % 2 === 0,
}))
const nodes = [
  { op: 'column', name: 'x', type: 'number' },
  { op: 'column', name: 'y', type: 'number' },
  { op: 'column', name: 'fold', type: 'number' },
  { op: 'column', name: 's', type: 'string' },
  { op: 'column', name: 'ok', type: 'number' },
  { op: 'div', args: [0, 1] },
  { op: 'isNull', args: [0] },
  { op: 'const', value: 3 },
] as const
const numbers = [0, 1, 4, 5, 6, 7]
const probabilities = [0, 0.01, 0.25, 0.5, 0.501, 0.75, 0.999, 1]
const manyProbabilities = Array.from({ length: 61 }, (_, k) => k / 60)
const statistics: readonly StatisticOf<number>[] = [
  ...numbers.flatMap((of): StatisticOf<number>[] => [
    ...(['count', 'nulls', 'mean', 'stddevPop', 'minimum', 'maximum'] as const).map((stat) => ({ stat, of })),
    { stat: 'quantiles', of, probabilities },
    { stat: 'quantiles', of, probabilities: manyProbabilities },
    { stat: 'topValues', of, limit: 5 },
    { stat: 'cells', of, edges: [-1, 0, 2, 500, 1e6], value: 1 },
  ]),
  { stat: 'count', of: 3 },
  { stat: 'nulls', of: 3 },
  { stat: 'topValues', of: 3, limit: 4 },
  { stat: 'topValues', of: 3, limit: 1_000 },
  { stat: 'sumBy', key: 3, fold: 2, of: 1 },
  { stat: 'cells', of: 0, edges: [], value: 1 },
]

/** Numbers within 1e-9, all else the same. */
function expectClose(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number' && Number.isFinite(expected)) {
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-6, Math.abs(expected)))
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual as object)).toEqual(Object.keys(expected))
    for (const [key, value] of Object.entries(expected)) expectClose((actual as Record<string, unknown>)[key], value)
  } else {
    expect(actual).toBe(expected)
  }
}

const engines: DuckdbEngine[] = []
afterAll(() => Promise.all(engines.map((engine) => engine.close())))
async function engineOver(...source: Parameters<typeof duckdbEngine>): Promise<DuckdbEngine> {
  const engine = await duckdbEngine(source[0], { duckdb, ...source[1] })
  engines.push(engine)
  return engine
}

describe('DuckDB answers what memory answers', () => {
  test.each([
    ['many rows', rows],
    ['one row', rows.slice(1, 2)],
    ['no row', []],
    ['nulls alone', [{ x: null, y: null, fold: null, s: null, ok: null }]],
  ])('%s', async (_, some) => {
    const table = fromRows(Row, some)
    const engine = await engineOver(table)
    const answers = await engine.statistics({ nodes, statistics })
    for (const [i, expected] of (await memoryEngine(table).statistics({ nodes, statistics })).entries()) {
      const exact = ['count', 'nulls', 'minimum', 'maximum', 'topValues'].includes(statistics[i]!.stat)
      if (exact) expect(answers[i]).toEqual(expected)
      else expectClose(answers[i], expected)
    }
  })

  test('the strings that are easily taken for others, ties in the order of code points', async () => {
    const asked = [{ stat: 'topValues', of: 0, limit: 100 }] as const
    const column = [{ op: 'column', name: 's', type: 'string' }] as const
    const table = nastyTable()
    const engine = await engineOver(table)
    expect(await engine.statistics({ nodes: column, statistics: asked })).toEqual(
      await memoryEngine(table).statistics({ nodes: column, statistics: asked }),
    )
  })

  test('deviations and means beyond float64, beside others that are not', async () => {
    const table = fromRows(z.object({ a: z.number(), b: z.number() }), [
      { a: 1e200, b: 1e308 },
      { a: -1e200, b: 1e308 },
      { a: 0, b: 1.5e308 },
    ])
    const engine = await engineOver(table)
    const request = {
      nodes: [
        { op: 'column', name: 'a', type: 'number' },
        { op: 'column', name: 'b', type: 'number' },
        { op: 'const', value: 1e200 },
        { op: 'div', args: [0, 2] },
      ] as never,
      statistics: [
        { stat: 'stddevPop', of: 0 },
        { stat: 'mean', of: 0 },
        { stat: 'stddevPop', of: 3 },
        { stat: 'mean', of: 1 },
        { stat: 'count', of: 1 },
      ] as const,
    }
    const [a, meanOfA, scaled, meanOfB, counted] = await engine.statistics(request)
    expect(a).toBe(Number.POSITIVE_INFINITY)
    expect(meanOfA).toBe(0)
    expectClose(scaled, Math.sqrt(2 / 3))
    expectClose(meanOfB, 1e308 + 5e307 / 3)
    expect(counted).toBe(3)
  })

  test('a constant column deviates by nothing and its mean is the constant', async () => {
    const table = fromRows(
      z.object({ a: z.number() }),
      Array.from({ length: 10_000 }, () => ({ a: 0.1 })),
    )
    const engine = await engineOver(table)
    const statistics = [
      { stat: 'mean', of: 0 },
      { stat: 'stddevPop', of: 0 },
    ] as const
    expect(await engine.statistics({ nodes: [{ op: 'column', name: 'a', type: 'number' }], statistics })).toEqual([0.1, 0])
  })
})

const everything = defineTransform({
  kind: 'everything',
  version: 1,
  needs: (x: Expr<number | null>) => ({
    count: count(x),
    nulls: nulls(x),
    mean: mean(x),
    sd: stddevPop(x),
    low: minimum(x),
    high: maximum(x),
    middle: quantiles(x, [0.5]),
    top: topValues(x, 3),
    cells: cells(x, [0, 5], x),
  }),
  state: (state) => state as never,
  apply: (x) => add(x as Expr<number>, 0),
})
test('features fit over DuckDB learn what they learn in memory', async () => {
  const table = fromRows(Row, rows)
  const spec = defineFeatures(Row, (row) => ({ twice: everything(mul(row.x, row.y)), y: everything(row.y) }))
  const engine = await engineOver(table)
  const [inMemory, inDuckdb] = [await fit(spec, table), await fit(spec, engine)]
  expect(inDuckdb.engine).toBe('duckdb')
  for (const [i, { state }] of inMemory.learned.entries()) expectClose(inDuckdb.learned[i]!.state, state)
})

test('progress counts statistics, and an abort is the reason', async () => {
  const engine = await engineOver(fromRows(Row, rows))
  const done: number[] = []
  await engine.statistics({ nodes, statistics }, { progress: (event) => done.push(event.done) })
  expect(done.at(-1)).toBe(statistics.length)
  const reason = new Error('enough')
  await expect(engine.statistics({ nodes, statistics }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('a node over a column that the schema lacks is a typed error', async () => {
  const engine = await engineOver(fromRows(Row, rows))
  const asked = engine.statistics({ nodes: [{ op: 'column', name: 'z', type: 'number' }], statistics: [{ stat: 'count', of: 0 }] })
  expect((await errorOf(asked)).code).toBe('E_COLUMN_UNKNOWN')
  const wrong = engine.statistics({ nodes: [{ op: 'column', name: 's', type: 'number' }], statistics: [{ stat: 'count', of: 0 }] })
  expect((await errorOf(wrong)).code).toBe('E_TABLE_INVALID')
})
