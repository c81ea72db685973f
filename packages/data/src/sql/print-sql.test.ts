import { buildTrees, type Graph, type GraphNode, schemaFromColumns } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { errorOf } from '../duckdb/test-support/error-of.ts'
import { duckdbDialect } from './duckdb-dialect.ts'
import { identifier, numberList, numberLiteral, textLiteral } from './literal.ts'
import { type PrintSqlOptions, printSql } from './print-sql.ts'

const { columns } = schemaFromColumns([
  { name: 'x', kind: 'number', nullable: true, optional: false },
  { name: 'day "1"', kind: 'day', nullable: true, optional: false },
  { name: 's', kind: 'string', nullable: true, optional: false },
])
const print = (nodes: readonly GraphNode[], outputs: Graph['outputs'], options: Partial<PrintSqlOptions> = {}) =>
  printSql({ nodes, outputs }, { source: 'loans', columns, dialect: duckdbDialect, ...options })
const x: GraphNode = { op: 'column', name: 'x', type: 'number' }

describe('literals', () => {
  test.each([
    [0, '0e0'],
    [-0, '0e0'],
    [0.1, '0.1e0'],
    [-1.5, '(-1.5e0)'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [-1e-7, '(-1e-7)'],
    [123456789012345680000, '123456789012345680000e0'],
    [Number.NaN, 'CAST(NULL AS DOUBLE)'],
  ])('%f', (value, sql) => {
    expect(numberLiteral(value)).toBe(sql)
  })
  test('text is quoted, and U+0000 is spelt', () => {
    expect(textLiteral("it's; DROP TABLE x --")).toBe("'it''s; DROP TABLE x --'")
    expect(textLiteral('a\0')).toBe("('a' || chr(0) || '')")
    expect(numberList([1, Number.NaN, -2e-7])).toBe("CAST('[1, NULL, -2e-7]' AS DOUBLE[])")
  })
  test('names are quoted', () => {
    expect(identifier('a "b"')).toBe('"a ""b"""')
  })
  test.each([() => textLiteral('\uD83D'), () => identifier('\uDE00'), () => identifier('a\0b')])(
    'what no engine can store is refused',
    async (work) => {
      expect((await errorOf(work)).code).toBe('E_SQL_TEXT_INVALID')
    },
  )
})

test('reads as one would write it: shared nodes are columns of inner selects, single ones are inlined', () => {
  const nodes: GraphNode[] = [
    x,
    { op: 'const', value: 2 },
    { op: 'mul', args: [0, 1] },
    { op: 'add', args: [2, 1] },
    { op: 'column', name: 'day "1"', type: 'number' },
    { op: 'sub', args: [3, 4] },
    { op: 'lt', args: [3, 4] },
  ]
  expect(
    print(
      nodes,
      new Map([
        ['a "b"', 5],
        ['late', 6],
      ]),
      { keep: ['s'] },
    ),
  ).toBe(
    [
      `SELECT k0 AS "s", CASE WHEN isfinite(n5) THEN n5 END AS "a ""b""", CAST(n6 AS DOUBLE) AS "late" FROM (`,
      `SELECT *, (n3 - n4) AS n5, (n3 < n4) AS n6 FROM (`,
      `SELECT *, ((n0 * 2e0) + 2e0) AS n3 FROM (`,
      [
        `SELECT nullif(CAST(millrace_source."x" AS DOUBLE), CAST('nan' AS DOUBLE)) AS n0`,
        `CASE WHEN isfinite(millrace_source."day ""1""") THEN CAST(millrace_source."day ""1""" - DATE '1970-01-01' AS DOUBLE) END AS n4`,
        `millrace_source."s" AS k0 FROM loans AS millrace_source) AS layer0) AS layer1) AS layer2`,
      ].join(', '),
    ].join('\n'),
  )
})

test('the text grows with the nodes, not with the paths through them', () => {
  const chain = (length: number) => {
    const nodes: GraphNode[] = [x]
    for (let i = 0; i < length; i++) nodes.push({ op: i % 2 === 0 ? 'add' : 'min', args: [i, i] })
    return print(nodes, new Map([['y', length]])).length
  }
  expect(chain(200)).toBeLessThan(2.2 * chain(100))
})

test('long weighted sums nest no deeper than short ones', () => {
  const length = 3_000
  const values = new Float64Array(length).fill(1)
  const linear: GraphNode = { op: 'linear', args: new Array<number>(length).fill(0), weights: values, intercept: 0, means: values }
  const deepest = Math.max(
    ...print([x, linear], new Map([['y', 1]]))
      .split('\n')
      .map((line) => line.split(' + ').length),
  )
  expect(deepest).toBeLessThan(100)
})

describe('what cannot be printed is a typed error', () => {
  const trees = (nodes: number) => ({
    roots: Int32Array.of(0),
    feature: new Int32Array(nodes).fill(-1),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    missingLeft: new Uint8Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
    base: 0,
    aggregate: 'sum' as const,
  })
  const manyCategories = () =>
    buildTrees(
      [
        {
          feature: 0,
          threshold: 0,
          categories: Array.from({ length: 20_001 }, (_, code) => code),
          missingLeft: false,
          left: { value: 0, cover: 1 },
          right: { value: 1, cover: 1 },
          cover: 2,
        },
      ],
      { base: 0, aggregate: 'sum' },
    )
  const deep = () => {
    const ensemble = trees(200)
    for (let i = 0; i < 198; i += 2) {
      ensemble.feature[i] = 0
      ensemble.left[i] = i + 1
      ensemble.right[i] = i + 2
    }
    return ensemble
  }
  test.each([
    ['E_COLUMN_UNKNOWN', [{ op: 'column', name: 'z', type: 'number' }]],
    ['E_TABLE_INVALID', [{ op: 'column', name: 'x', type: 'string' }]],
    ['E_TABLE_INVALID', [{ op: 'column', name: 's', type: 'number' }]],
    ['E_GRAPH_INVALID', [{ op: 'column', name: 's', type: 'string' }]],
    ['E_SQL_TREES_TOO_LARGE', [x, { op: 'trees', args: [0], trees: trees(2_001) }]],
    ['E_SQL_TREES_TOO_LARGE', [x, { op: 'trees', args: [0], trees: deep() }]],
    ['E_SQL_TREES_TOO_LARGE', [x, { op: 'trees', args: [0], trees: manyCategories() }]],
  ] as const)('%s', async (code, nodes) => {
    expect((await errorOf(() => print(nodes, new Map([['y', nodes.length - 1]])))).code).toBe(code)
  })
  test('E_COLUMN_EXISTS', async () => {
    expect(
      (
        await errorOf(() =>
          print(
            [x],
            new Map([
              ['y', 0],
              ['Y', 0],
            ]),
          ),
        )
      ).code,
    ).toBe('E_COLUMN_EXISTS')
    expect((await errorOf(() => print([x], new Map([['y', 0]]), { keep: ['Y'] }))).code).toBe('E_COLUMN_EXISTS')
  })
})
