import type { Contribution, Json, Model } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'
import { haveGoldens, readBytes, readGolden } from './goldens.ts'

const lightgbm = [
  'adult-binary',
  'titanic-binary',
  'titanic-constant',
  'titanic-forest',
  'titanic-no-missing',
  'titanic-zero-missing',
  'wdbc-binary',
  'season-multiclass',
  'season-ova',
  'bike-regression',
  'bike-poisson',
]
const xgboost = [
  'adult-binary',
  'titanic-binary',
  'titanic-frame',
  'titanic-dart',
  'wdbc-lossguide',
  'season-multiclass',
  'season-forest',
  'bike-regression',
  'bike-poisson',
]

type Explained = Model<Readonly<Record<string, unknown>>>

/** Compares the contributions of each row, column by column, with those of the tool. */
function compare(model: Explained, name: string, tolerance: number): number {
  const { columns, inputs, expected, settings } = readGolden(name)
  const classes = Number(settings.num_class ?? 1)
  const kindOf = new Map(model.inputs.columns.map((column) => [column.name, column.kind]))
  let compared = 0
  for (const [i, cells] of inputs.entries()) {
    if (cells.some((cell) => typeof cell === 'string')) continue
    const row = Object.fromEntries(
      columns.map(({ name, categories }, j): [string, Json] => {
        const cell = cells[j] as number | null
        return [name, kindOf.get(name) === 'string' && cell !== null ? (categories![Math.trunc(cell)] ?? 'unseen') : cell]
      }),
    )
    const wanted = (expected.contributions as unknown as readonly (readonly number[])[])[i]!
    const span = wanted.length / classes
    for (let k = 0; k < classes; k++) {
      const { base, contributions } = model.explain(row, classes > 1 ? { label: k } : {})
      const own = (column: string) => contributions.find((each: Contribution) => each.columns.includes(column))?.contribution ?? 0
      const all = [...columns.map((column) => own(column.name)), base]
      const largest = Math.max(1, ...wanted.map(Math.abs))
      all.forEach((value, j) => {
        expect(Math.abs(value - wanted[k * span + j]!), `row ${i}, class ${k}, column ${j}`).toBeLessThan(tolerance * largest)
      })
      compared++
    }
  }
  return compared
}

describe.skipIf(!haveGoldens)('SHAP values (shared/golden/trees beside the repository)', () => {
  it.each(lightgbm)('LightGBM %s: as the tool says', (name) => {
    const model = fromLightgbm(readBytes(`lightgbm-${name}.txt`).toString()) as unknown as Explained
    expect(compare(model, `lightgbm-${name}`, 1e-9)).toBeGreaterThan(30)
  })

  it.each(xgboost)('XGBoost %s: as the tool says, within its float32 sums', (name) => {
    const model = fromXgboost(readBytes(`xgboost-${name}.ubj`)) as unknown as Explained
    expect(compare(model, `xgboost-${name}`, 1e-5)).toBeGreaterThan(30)
  })
})
