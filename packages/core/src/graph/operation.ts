import type { TreeEnsemble } from '../trees/tree-ensemble.ts'

/**
 * Operations of one number.
 *
 * @category Graph
 * @since 0.1.0
 */
export type UnaryName = 'not' | 'isNull' | 'floor' | 'abs' | 'sqrt' | 'log' | 'exp'
/**
 * Operations of two numbers.
 *
 * @category Graph
 * @since 0.1.0
 */
export type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | 'lt' | 'le' | 'eq' | 'and' | 'or' | 'coalesce'

/**
 * One step of a graph: the closed, versioned set of primitives. `Argument` is an index into the graph's nodes, always a smaller one.
 *
 * Numbers are float64 with NaN as null, booleans are 1 and 0. Arithmetic and comparison with null give null; so do division by zero, `sqrt` below 0, `log` at or
 * below 0 and a power outside its domain. `and` and `or` follow SQL's three values; `when` takes its last argument where the condition is null.
 *
 * @category Graph
 * @since 0.1.0
 */
export type Operation<Argument> =
  | { readonly op: 'column'; readonly name: string; readonly type: 'number' | 'string' }
  | { readonly op: 'const'; readonly value: number }
  | { readonly op: UnaryName; readonly args: readonly [Argument] }
  | { readonly op: BinaryName; readonly args: readonly [Argument, Argument] }
  | { readonly op: 'when'; readonly args: readonly [condition: Argument, then: Argument, otherwise: Argument] }
  | LookupOperation<Argument>
  | BucketOperation<Argument>
  | PickOperation<Argument>
  | LinearOperation<Argument>
  | TreesOperation<Argument>

/**
 * A string to a number: the value of its key, `other` for any other string, `missing` for null.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface LookupOperation<Argument> {
  /** Name of the primitive. */
  readonly op: 'lookup'
  /** The string. */
  readonly args: readonly [Argument]
  /** Distinct strings. */
  readonly keys: readonly string[]
  /** One number a key; NaN is null. */
  readonly values: Float64Array
  /** The number for a string that is no key; NaN is null. */
  readonly other: number
  /** The number for null; NaN is null. */
  readonly missing: number
}

/**
 * The number of edges at or below a number: cells are closed on the left, `[a, b)`.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface BucketOperation<Argument> {
  /** Name of the primitive. */
  readonly op: 'bucket'
  /** The number. */
  readonly args: readonly [Argument]
  /** Strictly increasing. */
  readonly edges: Float64Array
}

/**
 * A number to a string: the value at that index, null where there is none.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface PickOperation<Argument> {
  /** Name of the primitive. */
  readonly op: 'pick'
  /** The index. */
  readonly args: readonly [Argument]
  /** The strings, from index 0. */
  readonly values: readonly string[]
}

/**
 * `intercept + w[0] x[0] + w[1] x[1] + …`, summed in this order; null where an argument is null.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface LinearOperation<Argument> {
  /** Name of the primitive. */
  readonly op: 'linear'
  /** The features. */
  readonly args: readonly Argument[]
  /** One weight an argument. */
  readonly weights: Float64Array
  /** The number where all arguments are 0. */
  readonly intercept: number
  /** Training mean of each argument, against which contributions are measured. */
  readonly means: Float64Array
}

/**
 * The sum or mean of decision trees over the arguments.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface TreesOperation<Argument> {
  /** Name of the primitive. */
  readonly op: 'trees'
  /** The features. */
  readonly args: readonly Argument[]
  /** The trees; a split names an argument by its index. */
  readonly trees: TreeEnsemble
}

/**
 * The name of a primitive; a printer is a total record over these.
 *
 * @category Graph
 * @since 0.1.0
 */
export type OperationName = Operation<unknown>['op']

interface OperationFacts {
  /** Number of arguments; null where any number will do. */
  readonly arity: number | null
  /** `ulp`: executions may differ in the last place, within 1e-12 of max(1, |x|). */
  readonly exactness: 'exact' | 'ulp'
}

/**
 * What every reader of graphs must know of each primitive: its number of arguments, null where any number will do, and whether executions may differ in the last
 * place.
 *
 * @example
 * ```ts
 * import { operations } from '@millrace/core'
 *
 * operations.log // => { arity: 1, exactness: 'ulp' }
 * ```
 * @category Graph
 * @since 0.1.0
 */
export const operations: Readonly<Record<OperationName, OperationFacts>> = Object.freeze({
  column: { arity: 0, exactness: 'exact' },
  const: { arity: 0, exactness: 'exact' },
  add: { arity: 2, exactness: 'exact' },
  sub: { arity: 2, exactness: 'exact' },
  mul: { arity: 2, exactness: 'exact' },
  div: { arity: 2, exactness: 'exact' },
  pow: { arity: 2, exactness: 'ulp' },
  min: { arity: 2, exactness: 'exact' },
  max: { arity: 2, exactness: 'exact' },
  lt: { arity: 2, exactness: 'exact' },
  le: { arity: 2, exactness: 'exact' },
  eq: { arity: 2, exactness: 'exact' },
  and: { arity: 2, exactness: 'exact' },
  or: { arity: 2, exactness: 'exact' },
  not: { arity: 1, exactness: 'exact' },
  isNull: { arity: 1, exactness: 'exact' },
  coalesce: { arity: 2, exactness: 'exact' },
  when: { arity: 3, exactness: 'exact' },
  floor: { arity: 1, exactness: 'exact' },
  abs: { arity: 1, exactness: 'exact' },
  sqrt: { arity: 1, exactness: 'exact' },
  log: { arity: 1, exactness: 'ulp' },
  exp: { arity: 1, exactness: 'ulp' },
  lookup: { arity: 1, exactness: 'exact' },
  bucket: { arity: 1, exactness: 'exact' },
  pick: { arity: 1, exactness: 'exact' },
  linear: { arity: null, exactness: 'exact' },
  trees: { arity: null, exactness: 'exact' },
} as const)

/**
 * The arguments of an operation, none for columns and constants.
 *
 * @param operation - any operation
 * @example
 * ```ts
 * import { argumentsOf } from '@millrace/core'
 *
 * argumentsOf({ op: 'add', args: [0, 2] }) // => [0, 2]
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function argumentsOf<Argument>(operation: Operation<Argument>): readonly Argument[] {
  return 'args' in operation ? operation.args : []
}
