import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Column, fromRows, type Graph, runGraph, schemaOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { printSql } from '../sql/print-sql.ts'
import { duckdbEngine } from './duckdb-engine.ts'
import type { DuckdbEngine } from './engine-contract.ts'
import { type Duckdb, openDuckdb } from './open-duckdb.ts'
import { runInDuckdb } from './run-in-duckdb.ts'
import { errorOf } from './test-support/error-of.ts'
import { expectSameColumns } from './test-support/expect-same-columns.ts'

const Loan = z.object({ id: z.string(), amount: z.number().nullable(), opened: z.iso.date() })
const rowCount = 10_000
const loans = fromRows(
  Loan,
  Array.from({ length: rowCount }, (_, i) => ({ id: `L${i}`, amount: i % 10 === 3 ? null : i / 8, opened: '2024-01-01' })),
)
const amounts = (count: number): Graph['nodes'][number] => ({
  op: 'trees',
  args: [0, 1],
  trees: {
    roots: Int32Array.from({ length: count }, (_, tree) => 3 * tree),
    feature: Int32Array.from({ length: 3 * count }, (_, i) => (i % 3 === 0 ? (i / 3) % 2 : -1)),
    threshold: Float64Array.from({ length: 3 * count }, (_, i) => (i % 3 === 0 ? i * 1.5 : 0)),
    left: Int32Array.from({ length: 3 * count }, (_, i) => (i % 3 === 0 ? i + 1 : -1)),
    right: Int32Array.from({ length: 3 * count }, (_, i) => (i % 3 === 0 ? i + 2 : -1)),
    missingLeft: new Uint8Array(3 * count),
    value: Float64Array.from({ length: 3 * count }, (_, i) => i / 7),
    cover: new Float64Array(3 * count).fill(1),
    gain: new Float64Array(3 * count),
    base: -1,
    aggregate: 'mean',
  },
})
/** A feature, a score of trees, a label from the score, and a condition that reads both. */
const graphWith = (trees: number): Graph => ({
  nodes: [
    { op: 'column', name: 'amount', type: 'number' },
    { op: 'exp', args: [0] },
    amounts(trees),
    { op: 'const', value: 3 },
    { op: 'lt', args: [3, 2] },
    { op: 'pick', args: [4], values: ['no', 'yes'] },
    { op: 'isNull', args: [0] },
    { op: 'pick', args: [6], values: ['present'] },
    { op: 'coalesce', args: [1, 2] },
  ],
  outputs: new Map([
    ['score', 2],
    ['amount', 0],
    ['label', 5],
    ['state', 7],
    ['grown', 1],
    ['either', 8],
  ]),
})

let folder: string
let duckdb: Duckdb
let engine: DuckdbEngine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duckdb-engine-'))
  duckdb = await openDuckdb({ threads: 2 })
  engine = await duckdbEngine(loans, { duckdb })
})
afterAll(async () => {
  await engine.close()
  await duckdb.close()
  await rm(folder, { recursive: true })
})

describe('run and runBlocks', () => {
  test.each([2, 120])('an ensemble of %i trees, in SQL or in Node', async (trees) => {
    expectSameColumns(await engine.run(graphWith(trees)), runGraph(graphWith(trees), loans), 'ulp')
  })

  test('blocks have the asked size and come in the order of the rows', async () => {
    const graph = graphWith(120)
    const starts: number[] = []
    const done: number[] = []
    const expected = runGraph(graph, loans)
    for await (const block of engine.runBlocks(graph, { blockRows: 3_000, progress: (event) => done.push(event.done) })) {
      starts.push(block.start)
      const rows = new Map([...expected].map(([name, column]) => [name, sliceOf(column, block.start, block.start + block.rowCount)]))
      expectSameColumns(block.columns, rows, 'ulp')
    }
    expect(starts).toEqual([0, 3_000, 6_000, 9_000])
    expect(done).toEqual([3_000, 6_000, 9_000, 10_000])
  })

  test('rows keep their order when threads read several parts of a file, whatever the database says', async () => {
    const connection = await duckdb.instance.connect()
    const to = join(folder, 'parts.parquet')
    await connection.run(
      `COPY (SELECT CAST(range AS DOUBLE) AS amount FROM range(300000)) TO '${to}' (FORMAT parquet, ROW_GROUP_SIZE 20000)`,
    )
    await connection.run('SET preserve_insertion_order = false')
    const parts = await duckdbEngine({ parquet: to }, { duckdb, schema: z.object({ amount: z.number() }) })
    const columns = await parts.run({ nodes: [{ op: 'column', name: 'amount', type: 'number' }], outputs: new Map([['amount', 0]]) })
    const amount = columns.get('amount') as Extract<Column, { type: 'number' }>
    expect(amount.values.findIndex((value, row) => value !== row)).toBe(-1)
    expect(amount.values.length).toBe(300_000)
  })

  test('no rows give columns without rows', async () => {
    const empty = fromRows(Loan, [])
    expectSameColumns(await runInDuckdb(graphWith(120), empty), runGraph(graphWith(120), empty))
  })

  test('streams of one engine do not meet, nor does one that is left', async () => {
    const graph = graphWith(2)
    for await (const block of engine.runBlocks(graph, { blockRows: 1_000 })) {
      const [mean] = await engine.statistics({ nodes: graph.nodes, statistics: [{ stat: 'count', of: 0 }] })
      expect(mean).toBe(9_000)
      if (block.start === 2_000) break
    }
    expect((await engine.run(graph)).get('score')).toBeDefined()
  })

  test('an abort ends a stream with its reason', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const work = async () => {
      for await (const block of engine.runBlocks(graphWith(2), { blockRows: 10, signal: controller.signal }))
        if (block.start > 50) controller.abort(reason)
    }
    await expect(work()).rejects.toBe(reason)
  })

  test('an abort interrupts a query that would run for long', async () => {
    const connection = await duckdb.instance.connect()
    await connection.run(
      `CREATE OR REPLACE VIEW endless AS SELECT CAST(a.range + b.range AS DOUBLE) AS amount
        FROM range(10000000) AS a, range(10000000) AS b`,
    )
    const slow = await duckdbEngine({ table: 'endless' }, { duckdb, schema: z.object({ amount: z.number() }) })
    const reason = new Error('enough')
    const controller = new AbortController()
    const work = slow.statistics(
      { nodes: [{ op: 'column', name: 'amount', type: 'number' }], statistics: [{ stat: 'mean', of: 0 }] },
      { signal: controller.signal },
    )
    setTimeout(() => controller.abort(reason), 100)
    await expect(work).rejects.toBe(reason)
  })

  test('the size of blocks is checked', async () => {
    expect((await errorOf(engine.runBlocks(graphWith(2), { blockRows: 0 }).next())).code).toBe('E_OPTION_INVALID')
  })
})

describe('write', () => {
  const Written = z.object({
    id: z.string(),
    opened: z.iso.date(),
    amount: z.number().nullable(),
    grown: z.number().nullable(),
    label: z.enum(['yes', 'no']),
  })
  const back: Graph = {
    nodes: [
      ...['amount', 'grown', 'opened'].map((name) => ({ op: 'column' as const, name, type: 'number' as const })),
      { op: 'column', name: 'label', type: 'string' },
      { op: 'lookup', args: [3], keys: ['no', 'yes'], values: Float64Array.of(0, 1), other: 2, missing: Number.NaN },
    ],
    outputs: new Map([
      ['amount', 0],
      ['grown', 1],
      ['opened', 2],
      ['label', 4],
    ]),
  }
  test.each(['parquet', 'csv'] as const)('a %s file holds the kept columns and the outputs', async (format) => {
    const to = join(folder, `it's.${format}`)
    const graph = graphWith(2)
    expect(await engine.write(graph, { to, keep: ['id', 'opened'] })).toEqual({ path: to, rows: rowCount })
    const written = await duckdbEngine(format === 'csv' ? { csv: to } : { parquet: to }, { duckdb, schema: Written })
    const columns = await written.run(back)
    const expected = runGraph(graph, loans)
    const label = expected.get('label') as Extract<Column, { type: 'string' }>
    expectSameColumns(
      columns,
      new Map<string, Column>([
        ['amount', expected.get('amount')!],
        ['grown', expected.get('grown')!],
        ['opened', { type: 'number', values: new Float64Array(rowCount).fill(19_723) }],
        ['label', { type: 'number', values: Float64Array.from(label.codes, (code) => (code < 0 ? Number.NaN : code)) }],
      ]),
      'ulp',
    )
  })

  test('what fails leaves nothing behind', async () => {
    const before = await readdir(folder)
    const graph = graphWith(2)
    expect((await errorOf(engine.write(graph, { to: join(folder, 'none', 'a.parquet') }))).code).toBe('E_FILE_UNWRITABLE')
    expect((await errorOf(engine.write(graphWith(120), { to: join(folder, 'a.parquet') }))).code).toBe('E_SQL_TREES_TOO_LARGE')
    expect((await errorOf(engine.write(graph, { to: join(folder, 'a.parquet'), keep: ['nothing'] }))).code).toBe('E_COLUMN_UNKNOWN')
    expect((await errorOf(engine.write(graph, { to: join(folder, 'a.parquet'), keep: ['amount'] }))).code).toBe('E_COLUMN_EXISTS')
    expect(await readdir(folder)).toEqual(before)
  })
})

test('printed SQL gives the same when somebody else runs it', async () => {
  const connection = await duckdb.instance.connect()
  await connection.run('CREATE OR REPLACE TABLE given AS SELECT * FROM (VALUES (1.5e0), (NULL), (710e0)) AS v(amount)')
  const graph = graphWith(2)
  const sql = printSql(graph, {
    source: 'given',
    columns: schemaOf(z.object({ amount: z.number().nullable() })).columns,
    dialect: duckdbDialect,
  })
  const rows = await (await connection.run(sql)).getRowObjectsJS()
  expect(rows.map(({ label, state }) => [label, state])).toEqual([
    ['no', 'present'],
    ['no', null],
    ['no', 'present'],
  ])
  expect(rows.map(({ grown }) => grown)).toEqual([expect.closeTo(Math.exp(1.5), 12), null, null])
})

function sliceOf(column: Column, start: number, end: number): Column {
  return column.type === 'number'
    ? { ...column, values: column.values.subarray(start, end) }
    : { ...column, codes: column.codes.subarray(start, end) }
}
