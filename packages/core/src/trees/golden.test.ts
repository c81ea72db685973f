import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goldenColumns, goldenFolder, goldenOf, lightgbmTrees, readGolden, xgboostTrees } from '../../test/support/golden-trees.ts'
import { buildTrees, type TreeNode } from './build-trees.ts'
import { checkTrees } from './check-trees.ts'
import { compileTrees } from './compile-trees.ts'
import { predictTrees } from './predict-trees.ts'

function predict(trees: readonly TreeNode[], base: number, columns: readonly Float64Array[]): Float64Array {
  const ensemble = buildTrees(trees, { base, aggregate: 'sum' })
  checkTrees(ensemble, { features: columns.length })
  const out = new Float64Array(columns[0]!.length)
  predictTrees(compileTrees(ensemble), columns, out.length, out)
  return out
}

describe.skipIf(!existsSync(goldenFolder))('models of other tools (shared/golden/trees beside the repository)', () => {
  it.each([
    'lightgbm-wdbc-binary',
    'lightgbm-bike-regression',
    'lightgbm-titanic-binary',
    'lightgbm-titanic-no-missing',
    'lightgbm-titanic-forest',
    'lightgbm-titanic-constant',
    'lightgbm-adult-binary',
  ])('%s: the raw score to the last bit, ties, nulls and categories included', (name) => {
    const golden = goldenOf(name)
    const scores = predict(lightgbmTrees(readGolden(`${name}.txt`)), 0, goldenColumns(golden))
    expect(Array.from(scores)).toEqual(golden.expected.raw)
  })

  it.each(['xgboost-wdbc-lossguide', 'xgboost-titanic-binary', 'xgboost-adult-binary'])(
    '%s: the raw score within the error of its float32 sums, ties, nulls and categories included',
    (name) => {
      const golden = goldenOf(name)
      const { trees, base } = xgboostTrees(readGolden(`${name}.model.json`))
      const scores = predict(trees, base, goldenColumns(golden, Math.fround))
      golden.expected.raw.forEach((raw, row) => {
        expect(Math.abs(scores[row]! - (raw as number))).toBeLessThan(5e-6)
      })
    },
  )
})
