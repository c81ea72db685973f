import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goldenColumns, goldenFolder, goldenOf, lightgbmTrees, readGolden, xgboostTrees } from '../../../test/support/golden-trees.ts'
import { buildTrees } from '../build-trees.ts'
import type { TreeEnsemble } from '../tree-ensemble.ts'
import { treesExplainer } from './explain-trees.ts'

/** Contributions of each row, then the base, as the tools give them. */
function explain(ensemble: TreeEnsemble, columns: readonly Float64Array[], background?: readonly Float64Array[]): number[][] {
  const rows = columns[0]!.length
  const { base, explain } = treesExplainer(ensemble, columns.length, background)
  const out = new Float64Array(rows * columns.length)
  explain(columns, 0, rows, out)
  return Array.from({ length: rows }, (_, row) => [...out.subarray(row * columns.length, (row + 1) * columns.length), base])
}

function expectWithin(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  const differences = expected.flatMap((row, i) => row.map((value, j) => Math.abs(value - actual[i]![j]!)))
  expect(Math.max(...differences)).toBeLessThan(tolerance)
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
  ])('%s: path-dependent contributions', (name) => {
    const golden = goldenOf(name)
    const ensemble = buildTrees(lightgbmTrees(readGolden(`${name}.txt`)), { base: 0, aggregate: 'sum' })
    expectWithin(explain(ensemble, goldenColumns(golden)), golden.expected.contributions, 1e-9)
  })

  it.each(['xgboost-wdbc-lossguide', 'xgboost-titanic-binary', 'xgboost-adult-binary'])('%s: path-dependent contributions', (name) => {
    const golden = goldenOf(name)
    const { trees, base } = xgboostTrees(readGolden(`${name}.model.json`))
    const ensemble = buildTrees(trees, { base, aggregate: 'sum' })
    expectWithin(explain(ensemble, goldenColumns(golden, Math.fround)), golden.expected.contributions, 1e-5)
  })

  it('lightgbm-wdbc-binary: contributions against a background', () => {
    const golden = goldenOf('lightgbm-wdbc-binary')
    const { background, raw } = golden.interventional!
    const ensemble = buildTrees(lightgbmTrees(readGolden('lightgbm-wdbc-binary.txt')), { base: 0, aggregate: 'sum' })
    const rows = goldenColumns(golden).map((column) => column.subarray(0, raw.values.length))
    const expected = raw.values.map((row) => [...row, raw.expected_value])
    expectWithin(explain(ensemble, rows, goldenColumns({ ...golden, inputs: background })), expected, 1e-6)
  })
})
