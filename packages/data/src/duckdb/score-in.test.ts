import {
  add,
  buildTrees,
  type Column,
  createModel,
  div,
  estimate,
  exp,
  extendGraph,
  fromRows,
  ge,
  mul,
  pick,
  type TreeNode,
  type TreeSplit,
} from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { duckdbEngine } from './duckdb-engine.ts'
import type { DuckdbEngine } from './engine-contract.ts'
import { scoreIn } from './score-in.ts'
import { expectSameColumns } from './test-support/expect-same-columns.ts'

const Row = z.object({
  income: z.number(),
  amount: z.number().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  employed: z.boolean(),
  gender: z.enum(['f', 'm']).nullable(),
})
const rows = Array.from({ length: 500 }, (_, i) => ({
  income: 37 * i,
  amount: i % 7 === 0 ? null : 1 + i,
  area: i % 11 === 0 ? null : (['Urban', 'Rural', 'Coast'] as const)[i % 3]!,
  employed: i % 5 !== 0,
  gender: null,
}))
const table = fromRows(Row, rows)
let engine: DuckdbEngine

beforeAll(async () => {
  engine = await duckdbEngine(table)
})
afterAll(() => engine.close())

const split = (feature: number, question: Pick<TreeSplit, 'threshold' | 'categories'>, left: TreeNode, right: TreeNode): TreeNode => ({
  feature,
  ...question,
  missingLeft: feature % 2 === 0,
  left,
  right,
  cover: 4,
})
const leaf = (value: number) => ({ value, cover: 2 })

/** The example with so many trees in place of its linear score; one of three splits by categories. */
function treesModel(trees: number) {
  const { definition } = exampleModel()
  const names = ['income', 'amount', 'coast', 'employed']
  const grown = Array.from({ length: trees }, (_, i) =>
    split(
      i % 4,
      i % 3 === 0 ? { threshold: 0, categories: [0, 5, 7] } : { threshold: (i % 9) / 2 },
      leaf((i % 5) - 2),
      split((i + 1) % 4, { threshold: 1 }, leaf(0.25), leaf(-i / 300)),
    ),
  )
  const graph = extendGraph(definition.graph, ({ output }) => {
    const score = estimate(
      { op: 'trees', trees: buildTrees(grown, { base: 0.5, aggregate: 'mean' }) },
      names.map((name) => output(`feature:${name}`)),
    )
    const probability = div(1, add(exp(mul(score, -1)), 1))
    return { score, probability, label: pick(ge(probability, 0.5), ['no', 'yes']) }
  })
  return createModel<z.output<typeof Row>, 'yes' | 'no'>({ ...definition, graph })
}

const columnsOf = (predicted: object): ReadonlyMap<string, Column> =>
  new Map(['score', 'probability', 'label'].map((name) => [name, (predicted as typeof table).column(name as never)]))

test.each([
  { trees: 60, scoredBy: 'engine', note: "duckdb computes the features and the scores of 'repayment' in SQL" },
  {
    trees: 150,
    scoredBy: 'node',
    note: "duckdb computes the features of 'repayment' and Node scores the blocks that it streams: 1 of the model's ensembles is beyond what SQL carries (100 trees, 2000 nodes, depth 32)",
  },
])('$trees trees are scored by the $scoredBy, as rows are', async ({ trees, scoredBy, note }) => {
  const model = treesModel(trees)
  const scores = scoreIn(engine, model)
  expect([scores.scoredBy, scores.note]).toEqual([scoredBy, note])
  const expected = columnsOf(model.predict(table))
  expectSameColumns(await scores.columns(), expected, 'ulp')
  expect((expected.get('score') as Column & { type: 'number' }).values.length).toBe(500)

  const sizes: number[] = []
  for await (const { start, rowCount, columns } of scores.blocks({ blockRows: 200 })) {
    sizes.push(rowCount)
    expect([...columns.keys()]).toEqual(['score', 'probability', 'label'])
    expect((columns.get('score') as Column & { type: 'number' }).values).toEqual(
      (expected.get('score') as Column & { type: 'number' }).values.slice(start, start + rowCount),
    )
  }
  expect(sizes).toEqual([200, 200, 100])
})

test('a row without a score has no other output either', async () => {
  const { definition } = exampleModel()
  const graph = extendGraph(definition.graph, ({ output }) => ({
    score: div(output('score'), output('feature:employed')),
  }))
  const model = createModel<z.output<typeof Row>, 'yes' | 'no'>({ ...definition, graph })
  const columns = await scoreIn(engine, model).columns()
  const { values } = columns.get('probability') as Column & { type: 'number' }
  const { codes } = columns.get('label') as Column & { type: 'string' }
  rows.forEach(({ employed }, row) => {
    expect([Number.isNaN(values[row]), codes[row] === -1]).toEqual([!employed, !employed])
  })
})
