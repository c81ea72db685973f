import { describe, expect, test } from 'vitest'
import { exampleModel } from '../testing/example-model.ts'
import { mlmodelText } from './mlmodel.ts'

const manifest = (hasOnnx: boolean) =>
  mlmodelText(exampleModel().definition, { digest: 'd', created: new Date('2024-02-29T12:00:00.123Z'), hasOnnx }).split('\n')
const typesIn = (lines: readonly string[]) => {
  const text = lines.find((line) => line.startsWith('  inputs: '))!.slice('  inputs: '.length)
  return Object.fromEntries((JSON.parse(JSON.parse(text)) as { name: string; type: string }[]).map(({ name, type }) => [name, type]))
}

describe('the manifest of a folder', () => {
  test('without model.onnx has no flavor that MLflow runs', () => {
    expect(manifest(false).filter((line) => /onnx|python_function/.test(line))).toEqual([])
    expect(typesIn(manifest(false))).toMatchObject({ income: 'double', area: 'string', employed: 'boolean' })
  })

  test('with model.onnx lets MLflow run it, and says what its tensors are', () => {
    const lines = manifest(true)
    expect(lines.slice(5, 11)).toEqual([
      '  onnx:',
      '    code: null',
      '    data: "model.onnx"',
      '  python_function:',
      '    data: "model.onnx"',
      '    loader_module: mlflow.onnx',
    ])
    expect(typesIn(lines)).toMatchObject({ income: 'double', area: 'string', employed: 'double' })
  })
})
