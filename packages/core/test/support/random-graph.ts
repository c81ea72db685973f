import fc from 'fast-check'
import type { Graph, GraphNode } from '../../src/graph/graph.ts'
import type { Column } from '../../src/table/column.ts'
import { buildTrees, type TreeNode } from '../../src/trees/build-trees.ts'

/** Strings that lookups know, and some that none does. */
const keys = ['a', 'b', '__proto__', 'null', '😀', '']
const words = [...keys, 'unknown', 'other']

const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 0.5, 1e308, -1e308, 5e-324),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 }),
)
const numberOrNull = fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: fc.constant(Number.NaN) }).map((value) => value + 0)

const names = { number: ['x', 'y', 'z'], string: ['s', 't'] } as const

const leaf: fc.Arbitrary<TreeNode> = fc.record({ value: number.filter((value) => Math.abs(value) < 1e9), cover: fc.nat(9) })
const trees = (features: number): fc.Arbitrary<TreeNode> => {
  const split = (child: fc.Arbitrary<TreeNode>) =>
    fc.record({ feature: fc.nat(features - 1), threshold: number, missingLeft: fc.boolean(), left: child, right: child, cover: fc.nat(9) })
  return fc.oneof(leaf, split(leaf), split(fc.oneof(leaf, split(leaf))))
}

/** A node over earlier ones: `numbers` and `strings` are their indexes. */
function nodeOver(numbers: readonly number[], strings: readonly number[]): fc.Arbitrary<GraphNode> {
  const one = fc.constantFrom(...numbers)
  const many = fc.array(one, { minLength: 1, maxLength: 5 })
  return fc.oneof(
    fc.record({ op: fc.constant('const' as const), value: numberOrNull }),
    fc.record({ op: fc.constantFrom('not', 'isNull', 'floor', 'abs', 'sqrt', 'log', 'exp'), args: fc.tuple(one) }),
    {
      weight: 3,
      arbitrary: fc.record({
        op: fc.constantFrom('add', 'sub', 'mul', 'div', 'pow', 'min', 'max', 'lt', 'le', 'eq', 'and', 'or', 'coalesce'),
        args: fc.tuple(one, one),
      }),
    },
    fc.record({ op: fc.constant('when' as const), args: fc.tuple(one, one, one) }),
    {
      weight: 3,
      arbitrary: fc
        .record({
          op: fc.constant('lookup' as const),
          args: fc.tuple(fc.constantFrom(...strings)),
          keys: fc.uniqueArray(fc.constantFrom(...keys)),
          other: numberOrNull,
          missing: numberOrNull,
        })
        .chain((node) =>
          fc
            .array(numberOrNull, { minLength: node.keys.length, maxLength: node.keys.length })
            .map((values) => ({ ...node, values: Float64Array.from(values) })),
        ),
    },
    fc.record({
      op: fc.constant('bucket' as const),
      args: fc.tuple(one),
      edges: fc.array(number, { maxLength: 6 }).map((edges) => Float64Array.from(new Set(edges.map((edge) => edge + 0))).sort()),
    }),
    many.chain((args) =>
      fc.record({
        op: fc.constant('linear' as const),
        args: fc.constant(args),
        weights: fc.array(number, { minLength: args.length, maxLength: args.length }).map((values) => Float64Array.from(values)),
        intercept: number,
        means: fc.constant(new Float64Array(args.length)),
      }),
    ),
    many.chain((args) =>
      fc.record({
        op: fc.constant('trees' as const),
        args: fc.constant(args),
        trees: fc
          .tuple(fc.array(trees(args.length), { minLength: 1, maxLength: 3 }), fc.constantFrom('sum' as const, 'mean' as const))
          .map(([roots, aggregate]) => buildTrees(roots, { base: 0.25, aggregate })),
      }),
    ),
  ) as fc.Arbitrary<GraphNode>
}

/** Graphs of every operation; each numeric node is an output, and some are picked from. */
export const graphs: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => {
    const columns: GraphNode[] = [
      ...names.number.map((name) => ({ op: 'column', name, type: 'number' }) as const),
      ...names.string.map((name) => ({ op: 'column', name, type: 'string' }) as const),
    ]
    const strings = [3, 4]
    const grow = (nodes: readonly GraphNode[]): fc.Arbitrary<readonly GraphNode[]> =>
      nodes.length === columns.length + count
        ? fc.constant(nodes)
        : nodeOver(
            [...nodes.keys()].filter((index) => !strings.includes(index)),
            strings,
          ).chain((node) => grow([...nodes, node]))
    return grow(columns)
  })
  .chain((nodes) => {
    const numeric = [...nodes.keys()].filter((index) => index !== 3 && index !== 4)
    return fc.record({ kept: fc.subarray(numeric, { minLength: 1 }), picked: fc.constantFrom(...numeric) }).map(({ kept, picked }) => {
      const withPick: GraphNode[] = [...nodes, { op: 'pick', args: [picked], values: ['no', 'yes'] }]
      const outputs = new Map(kept.map((index) => [`node ${index}`, index]))
      return { nodes: withPick, outputs: outputs.set('picked', nodes.length) }
    })
  })

/** The columns that {@link graphs} read. */
export interface Rows {
  readonly rowCount: number
  column(name: string): Column
}

/** Rows for {@link graphs}. */
export const rows = (most: number): fc.Arbitrary<Rows> =>
  fc
    .array(fc.tuple(numberOrNull, numberOrNull, numberOrNull, fc.option(fc.constantFrom(...words)), fc.option(fc.constantFrom(...words))), {
      maxLength: most,
    })
    .map((given) => {
      // Dictionaries hold strings that no row uses, in another order than the lookups'.
      const dictionary = ['unused', ...words].reverse()
      const columns = new Map<string, Column>()
      for (const [at, name] of names.number.entries()) {
        columns.set(name, { type: 'number', values: Float64Array.from(given, (row) => row[at] as number) })
      }
      for (const [at, name] of names.string.entries()) {
        const codes = Int32Array.from(given, (row) => dictionary.indexOf((row[at + 3] ?? 'no such word') as string))
        columns.set(name, { type: 'string', codes, dictionary })
      }
      return { rowCount: given.length, column: (name) => columns.get(name)! }
    })

/** One value of a column, as a machine takes it. */
export function physicalAt(column: Column, row: number): number | string | null {
  return column.type === 'number' ? column.values[row]! : (column.dictionary[column.codes[row]!] ?? null)
}
