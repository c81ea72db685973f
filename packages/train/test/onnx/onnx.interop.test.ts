import { type ModelDefinition, runGraph, type Table } from '@millrace/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { toOnnx } from '../../src/onnx/to-onnx.ts'
import { scoreInPython } from '../interop/score-in-python.ts'
import { applicants } from './applicants.ts'
import { differences } from './compare.ts'
import { handMadeModels } from './hand-made.ts'
import { trainedModels } from './trained.ts'

const table = applicants(20_000, 3) as unknown as Table

describe("Python's onnxruntime gives for 20,000 rows what the machine gives, and onnx.checker passes", async () => {
  const models = Object.entries({ ...handMadeModels(), ...(await trainedModels()) }) as [string, { definition: ModelDefinition }][]
  let scored: ReturnType<typeof scoreInPython>

  beforeAll(() => {
    const files = models.map(([, model]) => toOnnx(model, { features: true }))
    scored = scoreInPython(files, table)
  }, 300_000)

  test.for(models.map(([name], i) => ({ name, i })))('$name', ({ i }) => {
    expect(differences(scored[i]!, runGraph(models[i]![1].definition.graph, table))).toEqual([])
  })
})
