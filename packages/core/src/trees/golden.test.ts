import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../test/fixtures/trees/ensembles.ts'
import { buildTrees, type TreeNode } from './build-trees.ts'
import { checkTrees } from './check-trees.ts'
import { compileTrees } from './compile-trees.ts'
import { predecessor } from './predecessor.ts'
import { predictTrees } from './predict-trees.ts'

const folder = new URL('../../../../../shared/golden/trees/', import.meta.url)

interface Golden {
  readonly inputs: readonly (readonly (number | string | null)[])[]
  readonly expected: { readonly raw: readonly number[] }
}

const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const goldenOf = (name: string): Golden => JSON.parse(read(`${name}.json`))
const rowsOf = ({ inputs }: Golden, cell: (x: number) => number): number[][] =>
  inputs.map((row) => row.map((x) => cell(x === null ? Number.NaN : Number(x))))

function predict(trees: readonly TreeNode[], base: number, rows: readonly (readonly number[])[]): Float64Array {
  const ensemble = buildTrees(trees, { base, aggregate: 'sum' })
  checkTrees(ensemble, { features: rows[0]!.length })
  const out = new Float64Array(rows.length)
  predictTrees(compileTrees(ensemble), columnsOf(rows), rows.length, out)
  return out
}

/** Trees of a LightGBM text file that has numeric splits and no missing values. */
function lightgbmTrees(text: string): TreeNode[] {
  return text
    .split('\nTree=')
    .slice(1)
    .map((block) => {
      const numbers = (key: string) => (new RegExp(`^${key}=(.*)$`, 'm').exec(block)?.[1] ?? '').split(' ').map(Number)
      const [feature, threshold, left, right] = ['split_feature', 'threshold', 'left_child', 'right_child'].map(numbers)
      const [value, cover] = ['leaf_value', 'leaf_count'].map(numbers)
      const node = (at: number): TreeNode =>
        at < 0
          ? { value: value![~at]!, cover: cover![~at]! }
          : {
              feature: feature![at]!,
              threshold: threshold![at]!,
              missingLeft: true,
              left: node(left![at]!),
              right: node(right![at]!),
              cover: 0,
            }
      return node(0)
    })
}

interface XgboostTree {
  readonly split_indices: readonly number[]
  readonly split_conditions: readonly number[]
  readonly default_left: readonly number[]
  readonly left_children: readonly number[]
  readonly right_children: readonly number[]
  readonly sum_hessian: readonly number[]
}

function xgboostTree(tree: XgboostTree): TreeNode {
  const node = (at: number): TreeNode => {
    const condition = Math.fround(tree.split_conditions[at]!)
    const cover = tree.sum_hessian[at]!
    if (tree.left_children[at] === -1) return { value: condition, cover }
    const [left, right] = [node(tree.left_children[at]!), node(tree.right_children[at]!)]
    return {
      feature: tree.split_indices[at]!,
      threshold: predecessor(condition),
      missingLeft: tree.default_left[at] === 1,
      left,
      right,
      cover,
    }
  }
  return node(0)
}

describe.skipIf(!existsSync(folder))('models of other tools (shared/golden/trees beside the repository)', () => {
  it.each(['lightgbm-wdbc-binary', 'lightgbm-bike-regression'])('%s: the raw score to the last bit, ties included', (name) => {
    const golden = goldenOf(name)
    const nullIsZero = (x: number) => (Number.isNaN(x) ? 0 : x)
    const scores = predict(lightgbmTrees(read(`${name}.txt`)), 0, rowsOf(golden, nullIsZero))
    expect(Array.from(scores)).toEqual(golden.expected.raw)
  })

  it('xgboost-wdbc-lossguide: the raw score within the error of its float32 sums, ties and nulls included', () => {
    const golden = goldenOf('xgboost-wdbc-lossguide')
    const { learner } = JSON.parse(read('xgboost-wdbc-lossguide.model.json'))
    const mean = JSON.parse(learner.learner_model_param.base_score)[0]
    const trees: TreeNode[] = learner.gradient_booster.model.trees.map(xgboostTree)
    const scores = predict(trees, Math.log(mean / (1 - mean)), rowsOf(golden, Math.fround))
    golden.expected.raw.forEach((raw, row) => {
      expect(Math.abs(scores[row]! - raw)).toBeLessThan(5e-6)
    })
  })
})
