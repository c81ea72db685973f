import { describe, expect, it } from 'vitest'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import { haveGoldens, numbersOf, outputsOf, readBytes, readGolden } from './goldens.ts'

const cases = [
  'bike-forest',
  'bike-hist',
  'german-forest',
  'german-logistic',
  'loan-logistic',
  'season-forest-zipmap',
  'season-hist',
  'titanic-forest-nan',
  'titanic-hist',
  'titanic-logistic',
  'wdbc-forest',
  'wdbc-lightgbm',
  'wdbc-xgboost',
]

describe.skipIf(!haveGoldens)('ONNX goldens (shared/golden/trees beside the repository)', () => {
  it.each(cases)('%s: what onnxruntime answers, labels included', (name) => {
    const golden = readGolden(`onnx-${name}`)
    const isPipeline = name.includes('logistic') || name.includes('german')
    const model = fromOnnx(readBytes(`onnx-${name}.onnx`), isPipeline ? {} : { columns: golden.columns.map((column) => column.name) })
    const outputs = outputsOf(model as never, golden)
    const expected = golden.expected.onnxruntime as { label?: number[]; probability?: number[][]; value?: number[] }
    const classes = expected.probability?.[0]?.length ?? 0
    const names =
      expected.value !== undefined
        ? ['value']
        : classes === 2
          ? ['probability']
          : Array.from({ length: classes }, (_, k) => `probability:${k}`)
    const wanted = expected.value?.map((value) => [value]) ?? expected.probability!.map((row) => (classes === 2 ? [row[1]!] : row))
    const largest = Math.max(1, ...wanted.flat().map(Math.abs))
    numbersOf(outputs, names).forEach((row, i) => {
      row.forEach((value, k) => {
        expect(Math.abs(value - wanted[i]![k]!)).toBeLessThanOrEqual(2e-6 * largest)
      })
    })
    if (expected.label !== undefined) expect(numbersOf(outputs, ['label']).flat()).toEqual(expected.label)
  })
})
