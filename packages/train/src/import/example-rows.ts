import { argumentsOf, type ColumnSpec, type Graph, isText, type Json, seededRandom, type TreeEnsemble } from '@millrace/core'

const rowCount = 16
const mostNodes = 4_096

/**
 * Rows that a model can be checked with where no data is at hand: numbers at, below and above thresholds of its trees, strings that it knows, and null.
 *
 * Equal graphs give equal rows.
 */
export function exampleRows({ nodes }: Graph, inputs: readonly ColumnSpec[]): Record<string, Json>[] {
  const numbers = new Map<string, Json[]>()
  const texts = new Map<string, Json[]>()
  for (const { name, kind } of inputs) (isText(kind) ? texts : numbers).set(name, isText(kind) ? [null, 'unseen'] : [null, 0, 1, -1])
  const columnOf = onlyColumns({ nodes })
  for (const node of nodes) {
    if (node.op === 'lookup') texts.get(columnOf(node.args[0]))?.push(...node.keys.slice(0, rowCount))
    if (node.op === 'trees')
      for (const [argument, near] of nearThresholds(node.trees)) numbers.get(columnOf(node.args[argument]!))?.push(...near)
  }
  const random = seededRandom(7)
  const candidates = inputs.map(({ name }) => [name, numbers.get(name) ?? texts.get(name)!] as const)
  return Array.from({ length: rowCount }, () =>
    Object.fromEntries(candidates.map(([name, values]) => [name, values[random.integer(values.length)]!])),
  )
}

/** Numbers that make splits decide either way, by argument; of very large ensembles only some. */
function* nearThresholds({
  feature,
  threshold,
  categories,
}: TreeEnsemble): Generator<readonly [argument: number, near: readonly number[]]> {
  const stride = Math.ceil(feature.length / mostNodes)
  for (let at = 0; at < feature.length; at += stride) {
    if (feature[at] === -1) continue
    const isCategory = (categories?.set[at] ?? -1) >= 0
    const t = threshold[at]!
    yield [feature[at]!, isCategory ? [0, 1, 2, 3] : [t + 0, t - Math.abs(t) / 8, t + Math.abs(t) / 8].filter(Number.isFinite)]
  }
}

/** The one column that a node rests on; empty where it rests on none or several. */
function onlyColumns({ nodes }: Pick<Graph, 'nodes'>): (node: number) => string {
  const found: (string | null | undefined)[] = []
  for (const node of nodes) {
    const below = new Set(argumentsOf(node).map((argument) => found[argument]))
    below.delete(undefined)
    found.push(node.op === 'column' ? node.name : below.size > 1 ? null : [...below][0])
  }
  return (node) => found[node] ?? ''
}
