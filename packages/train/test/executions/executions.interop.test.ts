import { type AnyModel, type Column, featurePrefix, type Table } from '@millrace/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { toOnnx } from '../../src/onnx/to-onnx.ts'
import { scoreInPython } from '../interop/score-in-python.ts'
import { differences } from '../onnx/compare.ts'
import { testedModels } from './models.ts'
import { orders } from './orders.ts'

const table = orders(20_000, 'serving', 4)

describe("what is trained gives in Python's onnxruntime what it gives here for 20,000 rows, and onnx.checker passes", async () => {
  const models = await Promise.all(Object.entries(testedModels).map(async ([name, { fit }]) => [name, await fit()] as const))
  let scored: ReturnType<typeof scoreInPython>

  beforeAll(() => {
    const files = models.map(([, model]) => toOnnx(model as AnyModel))
    scored = scoreInPython(files, table as unknown as Table)
  }, 300_000)

  test.for(models.map(([name], i) => ({ name, i })))('$name', ({ i }) => {
    const [, model] = models[i]!
    const predicted = model.predict(table)
    const names = [...model.definition.graph.outputs.keys()].filter((name) => !name.startsWith(featurePrefix))
    const expected = new Map(names.map((name): [string, Column] => [name, predicted.column(name as never)]))
    expect(differences(scored[i]!, expected)).toEqual([])
  })
})
