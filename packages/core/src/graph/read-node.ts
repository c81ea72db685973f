import { index, type JsonReader, list, mismatch, number, object, oneOf, text } from '../json/read-json.ts'
import { checkTrees } from '../trees/check-trees.ts'
import type { GraphNode } from './graph.ts'
import { graphLimits } from './graph-limits.ts'
import type { BinaryName, OperationName, UnaryName } from './operation.ts'
import type { ArrayReaders } from './side-arrays.ts'

type NodeOf<Name extends OperationName> = Extract<GraphNode, { readonly op: Name | UnaryName | BinaryName }>

/** Readers of nodes: one for each operation, so that one that is missing does not compile. */
export type NodeReaders = { readonly [Name in OperationName]: JsonReader<NodeOf<Name>> }

const anyArguments = list(index, graphLimits.arguments)

/** Arguments of a known number. */
const exactly =
  <Arguments extends readonly number[]>(count: Arguments['length']): JsonReader<Arguments> =>
  (value) => {
    const args = anyArguments(value)
    return args.length === count ? (args as Arguments) : mismatch(`has ${args.length} arguments, not ${count}`)
  }

const one = exactly<readonly [number]>(1)
const two = exactly<readonly [number, number]>(2)
const unary = <const Name extends UnaryName>(op: Name) => object({ op: oneOf(op), args: one })
const binary = <const Name extends BinaryName>(op: Name) => object({ op: oneOf(op), args: two })

/** null is NaN. */
const numberOrNull: JsonReader<number> = (value) => (value === null ? Number.NaN : number(value))

/** What a reader takes, if a check of the whole finds nothing wrong. */
const checked =
  <T>(read: JsonReader<T>, fault: (value: T) => string | null): JsonReader<T> =>
  (value) => {
    const node = read(value)
    const reason = fault(node)
    return reason === null ? node : mismatch(reason)
  }

/** Makes the readers; long arrays are found beside the JSON. */
export function nodeReaders(arrays: ArrayReaders): NodeReaders {
  const { numbers, nullableNumbers, strings } = arrays
  return {
    column: object({ op: oneOf('column'), name: text(1, 1_000), type: oneOf('number', 'string') }),
    const: object({ op: oneOf('const'), value: numberOrNull }),
    add: binary('add'),
    sub: binary('sub'),
    mul: binary('mul'),
    div: binary('div'),
    pow: binary('pow'),
    min: binary('min'),
    max: binary('max'),
    lt: binary('lt'),
    le: binary('le'),
    eq: binary('eq'),
    and: binary('and'),
    or: binary('or'),
    coalesce: binary('coalesce'),
    not: unary('not'),
    isNull: unary('isNull'),
    floor: unary('floor'),
    abs: unary('abs'),
    sqrt: unary('sqrt'),
    log: unary('log'),
    exp: unary('exp'),
    when: object({ op: oneOf('when'), args: exactly<readonly [number, number, number]>(3) }),
    lookup: checked(
      object({ op: oneOf('lookup'), args: one, keys: strings, values: nullableNumbers, other: numberOrNull, missing: numberOrNull }),
      ({ keys, values }) => {
        if (values.length !== keys.length) return `has ${keys.length} keys and ${values.length} values`
        return new Set(keys).size < keys.length ? 'has a key twice' : null
      },
    ),
    bucket: checked(object({ op: oneOf('bucket'), args: one, edges: numbers }), ({ edges }) =>
      edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) ? null : 'has edges that do not increase strictly',
    ),
    pick: object({ op: oneOf('pick'), args: one, values: strings }),
    linear: checked(
      object({ op: oneOf('linear'), args: anyArguments, weights: numbers, intercept: number, means: numbers }),
      ({ args, weights, means }) =>
        weights.length === args.length && means.length === args.length ? null : 'needs one weight and one mean an argument',
    ),
    trees: treesReader(arrays),
  }
}

function treesReader({ float64, int32, uint8 }: ArrayReaders): NodeReaders['trees'] {
  const parts = object({
    roots: int32,
    feature: int32,
    threshold: float64,
    left: int32,
    right: int32,
    missingLeft: uint8,
    value: float64,
    cover: float64,
    gain: float64,
  })
  const sets = object({ set: int32, start: int32, words: int32 })
  const read = object({
    op: oneOf('trees'),
    args: anyArguments,
    base: number,
    aggregate: oneOf('sum', 'mean'),
    trees: parts,
    categories: (value) => (value === undefined ? undefined : sets(value)),
  })
  return (value) => {
    const { op, args, base, aggregate, trees: arrays, categories } = read(value)
    const trees = { ...arrays, ...(categories && { categories }), base, aggregate }
    checkTrees(trees, { features: args.length })
    return { op, args, trees }
  }
}
