import { describe, expect, it } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { haveGoldens, numbersOf, outputsOf, readBytes, readGolden } from './goldens.ts'

const cases = [
  'titanic-binary',
  'loan-binary',
  'adult-binary',
  'titanic-zero-missing',
  'titanic-no-missing',
  'titanic-forest',
  'titanic-constant',
  'wdbc-binary',
  'season-multiclass',
  'season-ova',
  'bike-regression',
  'bike-poisson',
]

describe.skipIf(!haveGoldens)('LightGBM goldens (shared/golden/trees beside the repository)', () => {
  it.each(cases)('%s: raw scores to the last bit, answers within 1e-12', (name) => {
    const golden = readGolden(`lightgbm-${name}`)
    const model = fromLightgbm(readBytes(`lightgbm-${name}.txt`).toString())
    const outputs = outputsOf(model as never, golden)
    const classes = Number(golden.settings.num_class ?? 1)
    const each = (output: string) => (classes === 1 ? [output] : Array.from({ length: classes }, (_, k) => `${output}:${k}`))
    const raw = (golden.expected.raw as number[] | number[][]).map((row) => [row].flat())
    const answer = (golden.expected.output as number[] | number[][]).map((row) => [row].flat())
    expect(numbersOf(outputs, each('score'))).toEqual(raw)
    numbersOf(outputs, each(outputs.has('value') ? 'value' : 'probability')).forEach((row, i) => {
      row.forEach((value, k) => {
        expect(Math.abs(value - answer[i]![k]!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)))
      })
    })
  })
})
