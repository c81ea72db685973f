import { type GraphNode, MillraceError, type TreeEnsemble, type TreeLimits } from '@millrace/core'
import { asNullable, asNumber, numberFragment, type SqlFragment } from './fragment.ts'
import { numberLiteral } from './literal.ts'

type TreesNode = GraphNode & { readonly op: 'trees' }

/**
 * The largest ensemble that is printed as SQL (measured: 2,000 nodes are planned in 0.1 s and score 0.15
 * million rows a second; 25,000 nodes take 3 s to plan). Splits by categories may name 20,000 of them in all.
 *
 * @category SQL
 * @since 0.1.0
 */
export const sqlTreeLimits: TreeLimits = Object.freeze({ trees: 100, nodes: 2_000, depth: 32 })

/** Most categories of all splits together. */
const mostCategories = 20_000

/** Whether an ensemble is small enough to be printed. */
export function isPrintable({ trees }: TreesNode): boolean {
  const withinCounts = trees.roots.length <= sqlTreeLimits.trees && trees.feature.length <= sqlTreeLimits.nodes
  if (withinCounts && countCategories(trees) > mostCategories) return false
  return withinCounts && trees.roots.every((root) => depthBelow(trees.left, trees.right, root) <= sqlTreeLimits.depth)
}

/** Trees as nested conditions, summed in their order. */
export function printTrees(node: TreesNode, args: readonly SqlFragment[]): SqlFragment {
  if (!isPrintable(node)) throw tooLarge(node)
  const { roots, feature, left, right, value, base, aggregate } = node.trees
  const walk = (index: number): string => {
    if (feature[index]! < 0) return numberLiteral(value[index]!)
    const condition = printSplit(node.trees, index, args[feature[index]!]!)
    return `CASE WHEN ${condition} THEN ${walk(left[index]!)} ELSE ${walk(right[index]!)} END`
  }
  const sum = roots.length === 0 ? '0e0' : Array.from(roots, walk).join(' + ')
  const aggregated = aggregate === 'mean' ? `(${sum}) / ${numberLiteral(roots.length)}` : `(${sum})`
  return numberFragment(`(${numberLiteral(base)} + ${aggregated})`, 'nan')
}

/** The condition to go left; null does so where SQL's null is let in by name, and NaN is greater than any number. */
function printSplit(trees: TreeEnsemble, index: number, x: SqlFragment): string {
  const missing = trees.missingLeft[index] === 1 ? ` OR ${asNullable(x)} IS NULL` : ''
  const codes = categoriesOf(trees, index)
  if (codes !== null) return codes.length === 0 ? `FALSE${missing}` : `${containsCode(codes, asNullable(x))}${missing}`
  const number = missing === '' ? asNumber(x) : asNullable(x)
  return `${number} <= ${numberLiteral(trees.threshold[index]!)}${missing}`
}

/**
 * DuckDB makes a join of each `IN` with constants: right for thousands of codes, but a thousand joins take seconds to plan, so that shorter lists are searched.
 */
function containsCode(codes: readonly number[], x: string): string {
  const list = codes.map(numberLiteral).join(', ')
  return codes.length > mostSearched ? `trunc(${x}) IN (${list})` : `list_contains([${list}], trunc(${x}))`
}

/** Most codes of a list that is searched row by row. */
const mostSearched = 256

/** The category codes that go left; null where the split compares numbers. */
function categoriesOf({ categories }: TreeEnsemble, index: number): number[] | null {
  const set = categories?.set[index] ?? -1
  if (set === -1) return null
  const { start, words } = categories!
  const own = words.subarray(start[set]!, start[set + 1]!)
  return Array.from({ length: 32 * own.length }, (_, code) => code).filter((code) => ((own[code >> 5]! >>> (code & 31)) & 1) === 1)
}

function countCategories(trees: TreeEnsemble): number {
  let count = 0
  trees.categories?.set.forEach((_, index) => {
    count += categoriesOf(trees, index)?.length ?? 0
  })
  return count
}

function depthBelow(left: Int32Array, right: Int32Array, index: number): number {
  return left[index]! < 0 ? 0 : 1 + Math.max(depthBelow(left, right, left[index]!), depthBelow(left, right, right[index]!))
}

function tooLarge({ trees }: TreesNode): MillraceError {
  const given = { trees: trees.roots.length, nodes: trees.feature.length }
  const most = `at most ${sqlTreeLimits.trees} trees, ${sqlTreeLimits.nodes} nodes, depth ${sqlTreeLimits.depth}`
  const remedy = `let the engine compute the features and score the trees in Node, as its 'run' and 'runBlocks' do`
  return new MillraceError({
    code: 'E_SQL_TREES_TOO_LARGE',
    message: `an ensemble of ${given.trees} trees and ${given.nodes} nodes is too large for SQL (${most}); ${remedy}`,
    details: given,
  })
}
