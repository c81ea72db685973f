import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRows, type Graph } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { duckdbEngine } from './duckdb-engine.ts'
import { type Duckdb, openDuckdb } from './open-duckdb.ts'
import { errorOf } from './test-support/error-of.ts'

const Loan = z.object({
  amount: z.number().nullable(),
  term: z.int().nullable(),
  approved: z.boolean().nullable(),
  opened: z.iso.date().nullable(),
  changed: z.iso.datetime().nullable(),
  area: z.enum(['Urban', 'Rural']).nullable(),
  note: z.string().nullable(),
  extra: z.number().optional(),
})
const rows = [
  { amount: 1.5, term: 360, approved: true, opened: '1969-12-31', changed: '1969-12-31T23:59:59.999Z', area: 'Urban' as const, note: '' },
  { amount: null, term: null, approved: null, opened: null, changed: null, area: null, note: null },
  {
    amount: -0.1,
    term: -1,
    approved: false,
    opened: '2024-02-29',
    changed: '2260-01-01T00:00:00.001Z',
    area: 'Rural' as const,
    note: 'a "b"',
  },
]
const numbers = ['amount', 'term', 'approved', 'opened', 'changed', 'extra']
const texts = ['area', 'note']
/** Every column: numbers as they are, texts by lookups that tell '' and null apart. */
const graph: Graph = {
  nodes: [
    ...numbers.map((name) => ({ op: 'column' as const, name, type: 'number' as const })),
    ...texts.flatMap((name, i) => [
      { op: 'column' as const, name, type: 'string' as const },
      {
        op: 'lookup' as const,
        args: [numbers.length + 2 * i] as const,
        keys: ['', 'Urban', 'a "b"'],
        values: Float64Array.of(1, 2, 3),
        other: 4,
        missing: 5,
      },
    ]),
  ],
  outputs: new Map([
    ...numbers.map((name, i) => [name, i] as const),
    ...texts.map((name, i) => [name, numbers.length + 2 * i + 1] as const),
  ]),
}
const expected = {
  amount: [1.5, Number.NaN, -0.1],
  term: [360, Number.NaN, -1],
  approved: [1, Number.NaN, 0],
  opened: [-1, Number.NaN, 19_782],
  changed: [-1, Number.NaN, Date.parse('2260-01-01T00:00:00.001Z')],
  extra: [Number.NaN, Number.NaN, Number.NaN],
  area: [2, 5, 4],
  note: [1, 5, 3],
}

let folder: string
let duckdb: Duckdb
const run = async (sql: string) => (await duckdb.instance.connect()).run(sql)
const path = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duckdb sources '))
  duckdb = await openDuckdb({ threads: 2 })
  await run(
    `CREATE TABLE "my ""loans""" (amount DOUBLE, term BIGINT, approved BOOLEAN, opened DATE, changed TIMESTAMP,
      area ENUM('Urban', 'Rural'), note VARCHAR)`,
  )
  await run(`INSERT INTO "my ""loans""" VALUES
    (1.5, 360, true, '1969-12-31', '1969-12-31 23:59:59.9999', 'Urban', ''),
    ('nan', NULL, NULL, NULL, NULL, NULL, NULL),
    (-0.1, -1, false, '2024-02-29', '2260-01-01 00:00:00.001', 'Rural', 'a "b"')`)
})
afterAll(async () => {
  await duckdb.close()
  await rm(folder, { recursive: true })
})

async function columnsOf(source: Parameters<typeof duckdbEngine>[0]) {
  const engine = await duckdbEngine(source, { schema: Loan, duckdb })
  const columns = await engine.run(graph)
  await engine.close()
  return Object.fromEntries([...columns].map(([name, column]) => [name, column.type === 'number' ? [...column.values] : column]))
}

describe('the same rows give the same numbers', () => {
  test('from a table in memory', async () => {
    expect(await columnsOf(fromRows(Loan, rows))).toEqual(expected)
  })
  test('from a table of the database, of other types', async () => {
    expect(await columnsOf({ table: 'my "loans"' })).toEqual(expected)
  })
  test('from Parquet, one file or several', async () => {
    await run(`COPY "my ""loans""" TO '${path("it's [1].parquet").replace("'", "''")}' (FORMAT parquet)`)
    expect(await columnsOf({ parquet: path("it's [1].parquet") })).toEqual(expected)
    const twice = await columnsOf({ parquet: [path("it's [1].parquet"), path("it's [1].parquet")] })
    expect(twice.amount).toEqual([...expected.amount, ...expected.amount])
  })
  test('from CSV, with columns in another order and more of them', async () => {
    const lines = [
      'note;more;amount;term;approved;opened;changed;area',
      '"";x;1.5;360;true;1969-12-31;1969-12-31T23:59:59.999Z;Urban',
      ';y;NA;;;;;',
      '"a ""b""";z;-0.1;-1;false;2024-02-29;2260-01-01T01:00:00.001+01:00;Rural',
    ]
    await writeFile(path('loans.csv'), lines.map((line) => `${line}\r\n`).join(''))
    expect(await columnsOf({ csv: path('loans.csv'), delimiter: ';', nullValues: ['', 'NA'] })).toEqual(expected)
  })
})

describe('a source that is not what the schema says is a typed error', () => {
  const open = (source: Parameters<typeof duckdbEngine>[0], schema: z.ZodObject = Loan) => duckdbEngine(source, { schema, duckdb })
  const query = async (sql: string, schema: z.ZodObject) => {
    await run(`CREATE OR REPLACE VIEW given AS ${sql}`)
    const engine = await open({ table: 'given' }, schema)
    return engine.run({ nodes: [{ op: 'column', name: 'x', type: 'number' }], outputs: new Map([['x', 0]]) })
  }

  test.each([
    ['E_FILE_MISSING', { parquet: '/nowhere/a.parquet' }],
    ['E_FILE_MISSING', { csv: '/nowhere/a.csv' }],
    ['E_TABLE_UNKNOWN', { table: 'nothing' }],
    ['E_TABLE_UNKNOWN', { table: '/etc/hostname' }],
    ['E_OPTION_INVALID', { csv: [] }],
    ['E_OPTION_INVALID', { parquet: '' }],
    ['E_OPTION_INVALID', { csv: 'a.csv', delimiter: '""' }],
  ] as const)('%s: %o', async (code, source) => {
    expect((await errorOf(open(source))).code).toBe(code)
  })

  test('a schema must be given', async () => {
    expect((await errorOf(duckdbEngine({ table: 'x' }))).code).toBe('E_OPTION_INVALID')
  })
  test('a missing column is named', async () => {
    await run('CREATE OR REPLACE VIEW given AS SELECT 1 AS "AMOUNT"')
    const error = await errorOf(open({ table: 'given' }, z.object({ amount: z.number() })))
    expect(error).toMatchObject({ code: 'E_COLUMN_UNKNOWN', details: { column: 'amount' } })
  })
  test.each([
    ['VARCHAR', `'1' AS x`, z.number()],
    ['INTEGER', '1 AS x', z.string()],
    ['INTEGER', '1 AS x', z.boolean()],
    ['DATE', `DATE '2020-01-01' AS x`, z.iso.datetime()],
    ['TIMESTAMP', `TIMESTAMP '2020-01-01' AS x`, z.iso.date()],
    ['INTEGER[]', '[1] AS x', z.number()],
  ])('a column of type %s: SELECT %s', async (type, select, column) => {
    const error = await errorOf(query(`SELECT ${select}`, z.object({ x: column })))
    expect(error).toMatchObject({ code: 'E_COLUMN_TYPE', details: { column: 'x', type } })
  })
  test.each([
    ['infinite', `CAST('inf' AS DOUBLE) AS x`, z.number()],
    ['infinite', `CAST('-inf' AS FLOAT) AS x`, z.number()],
    ['infinite', `CAST('infinity' AS DATE) AS x`, z.iso.date()],
    ['infinite', `CAST('-infinity' AS TIMESTAMP) AS x`, z.iso.datetime()],
    ['2^53', `9007199254740993 AS x`, z.number()],
    ['2^53', `CAST(-9007199254740992 AS HUGEINT) AS x`, z.int()],
    ['integer', `1.5e0 AS x`, z.int()],
    ['integer', `CAST(1.5 AS DECIMAL(4, 2)) AS x`, z.int()],
  ])('a value that no column may hold (%s): SELECT %s', async (reason, select, column) => {
    const error = await errorOf(query(`SELECT ${select}`, z.object({ x: column })))
    expect(error).toMatchObject({ code: 'E_ROWS_INVALID', details: { column: 'x' } })
    expect(error.message).toContain(reason)
  })
  test('a value of a column with a strange name', async () => {
    const name = `a '"} \\`
    await run(`CREATE OR REPLACE VIEW given AS SELECT CAST('inf' AS DOUBLE) AS "a '""} \\"`)
    const engine = await open({ table: 'given' }, z.object({ [name]: z.number() }))
    const nodes = [{ op: 'column', name, type: 'number' }] as const
    expect(await errorOf(engine.run({ nodes, outputs: new Map([['x', 0]]) }))).toMatchObject({
      code: 'E_ROWS_INVALID',
      details: { column: name },
    })
  })
  test.each([
    ['SELECT 9007199254740991 AS x', 9007199254740991],
    ['SELECT CAST(1.25 AS DECIMAL(18, 4)) AS x', 1.25],
    ['SELECT CAST(0.5 AS FLOAT) AS x', 0.5],
    ['SELECT CAST(200 AS UTINYINT) AS x', 200],
  ])('%s is read', async (sql, value) => {
    expect((await query(sql, z.object({ x: z.number() }))).get('x')).toEqual({ type: 'number', values: Float64Array.of(value) })
  })

  test.each([
    ['ragged.csv', 'x,y\n1,2\n3\n4,5,6\n', 'Line: 3'],
    ['text.csv', 'x\n1\nabc\n', 'Line: 3'],
    ['comment.csv', 'x\n1\n#2\n', 'Line: 3'],
    ['fraction.csv', 'x\n1\n1.5\n', "column 'x'"],
  ])('%s names the place', async (name, content, place) => {
    await writeFile(path(name), content)
    const work = async () => {
      const engine = await open({ csv: path(name) }, z.object({ x: z.int() }))
      await engine.run({ nodes: [{ op: 'column', name: 'x', type: 'number' }], outputs: new Map([['x', 0]]) })
    }
    expect(await errorOf(work)).toMatchObject({ code: 'E_ROWS_INVALID', message: expect.stringContaining(place) })
  })
})

test('a database that is handed in stays open, and holds nothing of the engine any more', async () => {
  const engine = await duckdbEngine(fromRows(Loan, rows), { duckdb })
  await engine.close()
  const tables = await (await run(`SELECT table_name FROM duckdb_tables() WHERE database_name = 'millrace_scratch'`)).getRowsJS()
  expect(tables).toEqual([])
})

test('an instance that is handed in is used as it is', async () => {
  const other = await openDuckdb({ instance: duckdb.instance })
  expect(other.instance).toBe(duckdb.instance)
  await other.close()
  expect(await (await run('SELECT 1')).getRowsJS()).toEqual([[1]])
})

test.each([
  [{ threads: 0 }, 'E_OPTION_INVALID'],
  [{ memoryLimitBytes: 0.5 }, 'E_OPTION_INVALID'],
  [{ path: '/nowhere/at/all.db' }, 'E_DUCKDB_FAILED'],
])('openDuckdb(%o) is refused', async (options, code) => {
  expect((await errorOf(openDuckdb(options))).code).toBe(code)
})
