import { describe, expect, it } from 'vitest'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'
import { haveGoldens, numbersOf, outputsOf, readBytes, readGolden } from './goldens.ts'

const cases = [
  'titanic-binary',
  'adult-binary',
  'loan-binary',
  'titanic-frame',
  'titanic-dart',
  'wdbc-lossguide',
  'season-multiclass',
  'season-forest',
  'bike-regression',
  'bike-poisson',
].flatMap((name) => ['model.json', 'ubj'].map((ending) => [name, ending] as const))

describe.skipIf(!haveGoldens)('XGBoost goldens (shared/golden/trees beside the repository)', () => {
  it.each(cases)('%s.%s: raw scores and answers within float32 sums', (name, ending) => {
    const golden = readGolden(`xgboost-${name}`)
    const model = fromXgboost(readBytes(`xgboost-${name}.${ending}`))
    const outputs = outputsOf(model as never, golden)
    const classes = Number(golden.settings.num_class ?? 1)
    const each = (output: string) => (classes === 1 ? [output] : Array.from({ length: classes }, (_, k) => `${output}:${k}`))
    const compare = (actual: readonly number[][], expected: readonly (number | number[])[]) => {
      actual.forEach((row, i) => {
        row.forEach((value, k) => {
          const wanted = [expected[i]!].flat()[k]!
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(wanted)))
        })
      })
    }
    compare(numbersOf(outputs, each('score')), golden.expected.raw as (number | number[])[])
    compare(numbersOf(outputs, each(outputs.has('value') ? 'value' : 'probability')), golden.expected.output as (number | number[])[])
  })
})
