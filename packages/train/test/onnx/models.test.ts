import { lengthOf, type ModelDefinition, runGraph, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { loadOnnx, type OnnxRuntime, scoreOnnx } from '../../src/onnx/testing/onnx-test-engine.ts'
import { type ToOnnxOptions, toOnnx } from '../../src/onnx/to-onnx.ts'
import { applicants } from './applicants.ts'
import { differences } from './compare.ts'
import { handMadeModels } from './hand-made.ts'
import { runtime } from './runtime.ts'
import { trainedModels } from './trained.ts'

type AnyModel = { readonly definition: ModelDefinition }

const table = applicants(20_000, 3) as unknown as Table

async function outputsOf(model: AnyModel, rows = table, options: ToOnnxOptions = { features: true }) {
  const ort = runtime as OnnxRuntime
  const session = await loadOnnx(ort, toOnnx(model, options))
  const columns = await scoreOnnx(ort, session, rows)
  await session.release?.()
  return columns
}

const reason = typeof runtime === 'string' ? ` (${runtime})` : ''

describe.skipIf(typeof runtime === 'string')(`ONNX gives for 20,000 rows what the machine gives${reason}`, async () => {
  const models = { ...handMadeModels(), ...(await trainedModels()) } as Readonly<Record<string, AnyModel>>

  test.for(Object.keys(models))('%s', async (name) => {
    const model = models[name]!
    expect(differences(await outputsOf(model), runGraph(model.definition.graph, table))).toEqual([])
  })

  test('no rows give no outputs', async () => {
    const given = await outputsOf(models.forest!, applicants(0) as unknown as Table)
    expect([...given.values()].map(lengthOf)).toEqual([...given].map(() => 0))
  })

  test('features are outputs only where they are asked for', async () => {
    const given = await outputsOf(models.boosting!, table, {})
    expect([...given.keys()]).toEqual(['score', 'probability', 'label', 'decision', 'reason'])
  })
})
