import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TaskKind } from '../../contracts/trainer.ts'
import type { GraphNode } from '../../graph/graph.ts'
import { digestJson } from '../../json/digest.ts'
import type { Json } from '../../json/json.ts'
import { fromRows } from '../../table/from-rows.ts'
import type { Table } from '../../table/table.ts'
import { exampleClassModel, exampleValueModel } from '../../testing/index.ts'
import { loadModel } from '../load-model.ts'
import { type AnyModel, createModel } from '../model.ts'
import { definitionFromJson, definitionToJson } from '../model-json.ts'
import { saveModel } from '../save-model.ts'

const Applicant = z.object({
  income: z.number().min(0),
  amount: z.number().positive().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  employed: z.boolean(),
  gender: z.enum(['f', 'm']).nullable(),
})
const row = (income: number) =>
  ({ income, amount: income % 3 === 0 ? null : 100 + income / 1000, area: 'Rural', employed: true, gender: null }) as const
/** As much as the tests change of what is stored. */
interface Stored {
  readonly target: { readonly column: string }
}
const rows = [0, 500, 1000, 4000, 100_000].map(row)
const table = fromRows(Applicant, rows)
const classes = exampleClassModel()
const values = exampleValueModel()

describe('a model of several classes', () => {
  it('says the most probable label, its probability, and those of all in the order of the classes', () => {
    const predictions = classes.predict(rows)
    expect(new Set(predictions.map(({ label }) => label)).size).toBeGreaterThan(1)
    for (const { label, probability, probabilities } of predictions) {
      expect(probabilities.map((each) => each.label)).toEqual(['low', 'middle', 'high'])
      expect(probabilities.reduce((sum, each) => sum + each.probability, 0)).toBeCloseTo(1, 14)
      expect(probability).toBe(Math.max(...probabilities.map((each) => each.probability)))
      expect(probabilities.find((each) => each.label === label)!.probability).toBe(probability)
    }
  })

  it('says the same of a row, of rows and of a table', () => {
    const one = rows.map((each) => classes.predict(each))
    expect(classes.predict(rows)).toEqual(one)
    const columns = classes.predict(table)
    expect(columns.schema.columns.map(({ name }) => name)).toEqual([
      ...[0, 1, 2].map((index) => `score:${index}`),
      ...[0, 1, 2].map((index) => `probability:${index}`),
      'probability',
      'label',
    ])
    for (const [index, { label, probability, probabilities }] of one.entries()) {
      const said = columns.row(index)
      expect(said).toMatchObject({ label, probability })
      expect([0, 1, 2].map((i) => said[`probability:${i}`])).toEqual(probabilities.map((each) => each.probability))
    }
  })
})

describe('a model of a number', () => {
  it('says the same of a row, of rows and of a table', () => {
    const one = rows.map((each) => values.predict(each))
    expect(Object.keys(one[0]!)).toEqual(['value'])
    expect(values.predict(rows)).toEqual(one)
    expect(Array.from(values.predict(table).rows(), ({ value }) => ({ value }))).toEqual(one)
  })
})

describe.each<[string, AnyModel]>([
  ['several classes', classes],
  ['a number', values],
])('a model of %s', (_, model) => {
  const stored = () => definitionToJson(model.definition)
  const changed = (change: (json: Stored) => object): Json => {
    const { json } = stored()
    return { ...(json as object), ...change(json as never) } as never
  }

  it('comes back from its folder, typed and with an MLflow signature of its outputs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-kinds-'))
    try {
      await saveModel(model, join(folder, 'model'))
      const loaded = await loadModel(join(folder, 'model'))
      expect(loaded.definition.target).toEqual(model.definition.target)
      expect(loaded.definition.label.kind).toBe(model.definition.label.kind)
      expect(loaded.predict(rows[1]!)).toEqual(model.predict(rows[1] as never))
      const manifest = await readFile(join(folder, 'model', 'MLmodel'), 'utf8')
      for (const output of Object.keys(model.definition.golden[0]!.outputs)) expect(manifest).toContain(output)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is refused when a golden row comes out otherwise', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-kinds-'))
    try {
      await saveModel(model, join(folder, 'model'))
      const file = join(folder, 'model', 'model.json')
      const { digest: _, ...content } = JSON.parse(await readFile(file, 'utf8'))
      const output = Object.keys(content.golden[0].outputs)[0]!
      content.golden[0].outputs[output] += 1e-6
      await writeFile(file, JSON.stringify({ ...content, digest: digestJson(content) }))
      await expect(loadModel(join(folder, 'model'))).rejects.toMatchObject({ code: 'E_MODEL_GOLDEN' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each<[string, (json: Stored) => object]>([
    ['no target', () => ({ target: null })],
    ['an unknown kind', ({ target }) => ({ target: { ...target, kind: 'ranking' } })],
    ['no kind', ({ target }) => ({ target: { ...target, kind: undefined } })],
    [
      'another kind',
      ({ target: { column } }) => ({ target: { kind: 'binary', column, positive: 'low', negative: 'high', threshold: 0.5 } }),
    ],
    [
      'classes that its outputs lack',
      ({ target: { column } }) => ({ target: { kind: 'multiclass', column, classes: ['a', 'b', 'c', 'd'] } }),
    ],
    ['a class twice', ({ target: { column } }) => ({ target: { kind: 'multiclass', column, classes: ['low', 'low', 'high'] } })],
    ['one class', ({ target: { column } }) => ({ target: { kind: 'multiclass', column, classes: ['low'] } })],
    ['classes of another type', ({ target: { column } }) => ({ target: { kind: 'multiclass', column, classes: [1, 2, 3] } })],
    ['no outputs', () => ({ outputs: { type: 'object', properties: {}, required: [] } })],
  ])('is refused with %s', (_, change) => {
    expect(() => definitionFromJson(changed(change), stored().arrays)).toThrow(expect.objectContaining({ code: 'E_MODEL_INVALID' }))
  })
})

it.each<[string, AnyModel]>([
  ['several classes', classes],
  ['a number', values],
])('a row whose arithmetic overflows has no score, and no other output: %s', (_, { definition }) => {
  const steep = (node: GraphNode): GraphNode => (node.op === 'linear' ? { ...node, weights: node.weights.map(() => 1e308) } : node)
  const graph = { ...definition.graph, nodes: definition.graph.nodes.map(steep) }
  const model = createModel<(typeof rows)[number], unknown, TaskKind>({ ...definition, graph })
  expect(() => model.predict(rows[4]!)).toThrow(expect.objectContaining({ code: 'E_SCORE_NULL' }))
  for (const said of model.predict(table as Table<(typeof rows)[number]>).rows())
    expect(Object.values(said).every((value) => value === null)).toBe(true)
})
