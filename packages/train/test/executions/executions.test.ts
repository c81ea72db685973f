import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AnyModel,
  type Column,
  digestBytes,
  type Explanation,
  explainTable,
  featurePrefix,
  loadModel,
  saveModel,
  type Table,
  type TaskKind,
} from '@millrace/core'
import { duckdbEngine, scoreIn } from '@millrace/data/duckdb'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadOnnx, type OnnxRuntime, scoreOnnx } from '../../src/onnx/testing/onnx-test-engine.ts'
import { toOnnx } from '../../src/onnx/to-onnx.ts'
import { differences } from '../onnx/compare.ts'
import { runtime } from '../onnx/runtime.ts'
import { type OrderModel, testedModels } from './models.ts'
import { nearThresholds } from './near-thresholds.ts'
import { type Order, orders } from './orders.ts'

const served = orders(20_000, 'serving')

describe.each(Object.entries(testedModels))('%s', (_, { fit, rows = 500, scoredBy = 'engine', explains = true }) => {
  let model: OrderModel
  let table: Table<Order>
  let expected: ReadonlyMap<string, Column>
  beforeAll(async () => {
    model = await fit()
    table = nearThresholds(model, served.slice(0, rows))
    expected = columnsOf(model, table)
  })

  test('rows one by one are answered to the bit as the columns are', () => {
    const some = table.slice(0, 500)
    const { kind } = model.definition.target
    const found = Array.from(some.rows(), (row) => flat(model.predict(row), kind))
    const wanted = Array.from(model.predict(some).rows(), (row) => row as Readonly<Record<string, unknown>>)
    for (const [i, row] of found.entries())
      expect(row, `row ${i}`).toEqual(Object.fromEntries(Object.keys(row).map((name) => [name, wanted[i]![name]])))
  })

  test('saved and loaded it is the same to the bit, and its golden rows hold', async () => {
    expect(model.definition.golden.length).toBeGreaterThan(0)
    const loaded = await reload(model)
    expect(loaded.definition.golden).toEqual(model.definition.golden)
    expect(bitsOf(columnsOf(loaded as OrderModel, table))).toEqual(bitsOf(expected))
  })

  test(`DuckDB computes the same within 1e-12, scored by the ${scoredBy}`, async () => {
    const engine = await duckdbEngine(table.slice(0, 500))
    try {
      const scores = scoreIn(engine, model as AnyModel)
      expect(scores.scoredBy).toBe(scoredBy)
      const wanted = columnsOf(model, table.slice(0, 500))
      expect(beyond(await scores.columns(), wanted)).toEqual([])
    } finally {
      await engine.close()
    }
  })

  test.skipIf(typeof runtime === 'string')('onnxruntime computes the same scores to the bit, and the rest within 1e-12', async () => {
    const ort = runtime as OnnxRuntime
    const session = await loadOnnx(ort, toOnnx(model as AnyModel))
    const given = await scoreOnnx(ort, session, table as unknown as Table)
    await session.release?.()
    expect(differences(given, expected)).toEqual([])
  })

  test.runIf(explains)('base and contributions add up to the score, by row and by table', async () => {
    const some = table.slice(0, 60)
    const { target } = model.definition
    const label = target.kind === 'multiclass' ? target.classes[1] : undefined
    const explained = await explainTable(model, some as never, { label })
    const sums = Array.from(some.rows(), (row, i) => {
      const { base, contributions, score } = model.explain(row, { label }) as Explanation<unknown, TaskKind>
      expect([base, score]).toEqual([explained.base, explained.scores[i]])
      const byColumn = explained.columns.map((column) => column.contributions[i]!)
      expect(contributions.length).toBe(byColumn.length)
      return [
        sum(
          base,
          contributions.map(({ contribution }) => contribution),
        ),
        sum(base, byColumn),
      ]
    })
    for (const [i, both] of sums.entries())
      for (const total of both) expect(Math.abs(total - explained.scores[i]!), `row ${i}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(total)))
  })
})

const sum = (base: number, parts: readonly number[]) => parts.reduce((total, part) => total + part, base)

/** What a model gives for a table, in the order of its graph. */
function columnsOf(model: OrderModel, table: Table<Order>): ReadonlyMap<string, Column> {
  const predicted = model.predict(table)
  const names = [...model.definition.graph.outputs.keys()].filter((name) => !name.startsWith(featurePrefix))
  return new Map(names.map((name) => [name, predicted.column(name as never)]))
}

/** The names of columns, what they hold to the last bit, and strings where they hold some. */
const bitsOf = (columns: ReadonlyMap<string, Column>) =>
  Array.from(columns, ([name, column]) => [
    name,
    digestBytes(new Uint8Array(column.type === 'number' ? column.values.buffer : column.codes.buffer)),
    column.type === 'string' && column.dictionary,
  ])

/** A prediction under the names of its columns. */
function flat(prediction: object, kind: TaskKind): Readonly<Record<string, unknown>> {
  if (kind !== 'multiclass') return { ...prediction }
  const { probabilities, ...rest } = prediction as { readonly probabilities: readonly { readonly probability: number }[] }
  return { ...rest, ...Object.fromEntries(probabilities.map(({ probability }, k) => [`probability:${k}`, probability])) }
}

/** The first values that differ by more than 1e-12 of max(1, |x|). */
function beyond(given: ReadonlyMap<string, Column>, wanted: ReadonlyMap<string, Column>): readonly object[] {
  expect([...given.keys()]).toEqual([...wanted.keys()])
  return [...wanted].flatMap(([output, column]) => {
    const [found, expected] = [valuesOf(given.get(output)!), valuesOf(column)]
    expect(found.length).toBe(expected.length)
    const pairs = expected.map((value, row) => ({ output, row, found: found[row]!, expected: value }))
    return pairs.filter((pair) => !agree(pair.found, pair.expected)).slice(0, 3)
  })
}

const agree = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)))

const valuesOf = (column: Column) =>
  column.type === 'string'
    ? Array.from(column.codes, (code) => column.dictionary[code] ?? null)
    : Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))

async function reload(model: OrderModel): Promise<AnyModel> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-executions-'))
  try {
    await saveModel(model as AnyModel, join(folder, 'model'))
    return (await loadModel(join(folder, 'model'))) as unknown as AnyModel
  } finally {
    await rm(folder, { recursive: true })
  }
}
