import { readFileSync } from 'node:fs'
import type { ClassPrediction, Json, Model, Prediction, TaskKind, ValuePrediction } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'
import { reload } from '../support/round-trip.ts'

const read = (name: string) => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))
const { columns, inputs, expected } = JSON.parse(read('expected.json').toString()) as {
  readonly columns: readonly string[]
  readonly inputs: readonly (readonly Json[])[]
  readonly expected: Readonly<Record<string, Readonly<Record<'score' | 'probability' | 'label' | 'value', number[] | number[][]>>>>
}
const rows = inputs.map((row) => Object.fromEntries(columns.map((name, j) => [name, row[j]!])))

function open(file: string): Model<Readonly<Record<string, unknown>>, unknown, TaskKind> {
  if (file.endsWith('.txt')) return fromLightgbm(read(file).toString())
  return file.endsWith('.onnx') ? fromOnnx(read(file)) : fromXgboost(read(file))
}

/** What a prediction says in the order of the tool: one number, or one a class. */
function answerOf(prediction: Prediction<unknown> | ClassPrediction<unknown> | ValuePrediction): number[] {
  if ('value' in prediction) return [prediction.value]
  return 'probabilities' in prediction ? prediction.probabilities.map(({ probability }) => probability) : [prediction.probability]
}

describe.each(Object.keys(expected))('%s', (file) => {
  const model = open(file)
  const wanted = expected[file]!

  it('answers what the tool does', () => {
    for (const [i, row] of rows.entries()) {
      const prediction = model.predict(row) as Parameters<typeof answerOf>[0]
      const all = [(wanted.value ?? wanted.probability)[i]!].flat()
      const own = answerOf(prediction)
      const values = own.length === 1 ? all.slice(-1) : all
      own.forEach((value, k) => {
        expect(Math.abs(value - values[k]!)).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)))
      })
      if (wanted.label !== undefined && 'label' in prediction) expect(prediction.label).toBe(wanted.label[i])
    }
  })

  it('answers a value that training did not see as null, or as no category', () => {
    const [row] = rows
    expect(model.predict({ ...row, city: 'Oslo' })).toEqual(model.predict({ ...row, city: null }))
  })

  it('is stored and read back', async () => {
    const loaded = (await reload(model as never)) as unknown as typeof model
    expect(loaded.predict(rows)).toEqual(model.predict(rows))
  })
})
