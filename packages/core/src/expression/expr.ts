import type { Operation } from '../graph/operation.ts'
import { type ColumnSpec, isText } from '../schema/column-spec.ts'
import type { GroupDefinition, TransformDefinition } from './definition.ts'

/**
 * A node of a spec: an operation over other spec nodes, something still to be learnt, or a stand-in that fitting binds.
 *
 * @category Expressions
 * @since 0.1.0
 */
export type SpecNode =
  | { readonly kind: 'operation'; readonly operation: Operation<SpecNode>; readonly column?: ColumnSpec }
  | { readonly kind: 'transform'; readonly definition: TransformDefinition; readonly input: SpecNode }
  | { readonly kind: 'group'; readonly definition: GroupDefinition; readonly input: SpecNode }
  | { readonly kind: 'symbol'; readonly symbol: symbol; readonly name: string }

/**
 * A typed value computed from columns: inert, immutable, and plain data inside.
 *
 * `T` is what the value can be, null included; `I` names the columns that it reads.
 *
 * @category Expressions
 * @since 0.1.0
 */
export interface Expr<out T, out I extends string = string> {
  /** What is computed. */
  readonly node: SpecNode
  /** For the compiler alone. */
  readonly '~type'?: T | undefined
  /** For the compiler alone. */
  readonly '~reads'?: I | undefined
  /** Hands the expression to functions, one after another. */
  pipe<A>(a: (x: Expr<T, I>) => A): A
  pipe<A, B>(a: (x: Expr<T, I>) => A, b: (x: A) => B): B
  pipe<A, B, C>(a: (x: Expr<T, I>) => A, b: (x: A) => B, c: (x: B) => C): C
  pipe<A, B, C, D>(a: (x: Expr<T, I>) => A, b: (x: A) => B, c: (x: B) => C, d: (x: C) => D): D
}

/**
 * Several named outputs of one transform, known when it is fitted.
 *
 * @category Expressions
 * @since 0.1.0
 */
export interface ExprGroup<out T, out I extends string = string> {
  /** What is computed. */
  readonly node: SpecNode
  /** For the compiler alone. */
  readonly '~group': T
  /** For the compiler alone. */
  readonly '~reads'?: I | undefined
}

/**
 * Every numeric expression: numbers and booleans, possibly null.
 *
 * @category Expressions
 * @since 0.1.0
 */
export type Numeric<I extends string = string> = Expr<number | boolean | null, I>

/**
 * The columns that an expression, or each of a union of arguments, reads.
 *
 * @category Expressions
 * @since 0.1.0
 */
export type Reads<A> = A extends Expr<unknown, infer I> ? I : never

/**
 * null where an argument may be null, else never.
 *
 * @category Expressions
 * @since 0.1.0
 */
export type Nulls<A> = A extends Expr<infer T> ? Extract<T, null> : never

/**
 * `Out`, or null where `T` may be null.
 *
 * @category Expressions
 * @since 0.1.0
 */
export type Keep<T, Out> = Out | Extract<T, null>

const prototype = {
  pipe(this: unknown, ...steps: readonly ((x: unknown) => unknown)[]): unknown {
    return steps.reduce((value, step) => step(value), this)
  },
}

/** Wraps a node. */
export function exprOf<T, I extends string>(node: SpecNode): Expr<T, I> {
  return Object.freeze(Object.assign(Object.create(prototype), { node: Object.freeze(node) }))
}

/** Wraps an operation over expressions and plain numbers or booleans. */
export function operation<T, I extends string>(
  op: Operation<unknown>['op'],
  args: readonly (Expr<unknown> | number | boolean | null)[],
  attributes: object = {},
): Expr<T, I> {
  const nodes = args.map(toNode)
  if (op !== 'lookup' && nodes.some(isTextNode)) {
    throw new TypeError(`${op}: a string was given; strings are compared by eq and isIn, and turned into numbers by lookup`)
  }
  return exprOf({ kind: 'operation', operation: { op, args: nodes, ...attributes } as unknown as Operation<SpecNode> })
}

/**
 * A column as an expression, where no schema makes it; `defineFeatures` hands out those of its schema.
 *
 * @param column - its type
 * @example
 * ```ts
 * import { add, columnExpr, compute } from '@millrace/core'
 *
 * const income = columnExpr<number, 'income'>({ name: 'income', kind: 'number', nullable: false, optional: false })
 * compute(add(income, 1), { income: 2 }) // => 3
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function columnExpr<T, I extends string>(column: ColumnSpec): Expr<T, I> {
  const type = isText(column.kind) ? 'string' : 'number'
  return exprOf({ kind: 'operation', operation: { op: 'column', name: column.name, type }, column })
}

/**
 * A number as an expression.
 *
 * @param value - a finite number
 * @throws RangeError when it is not finite
 * @example
 * ```ts
 * import { constant, compute } from '@millrace/core'
 *
 * compute(constant(2)) // => 2
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function constant(value: number): Expr<number, never> {
  return exprOf(toNode(value))
}

/** Whether a value is an expression rather than a plain constant. */
export function isExpr(value: unknown): value is Expr<unknown> {
  return typeof value === 'object' && value !== null && 'node' in value
}

function toNode(argument: Expr<unknown> | number | boolean | null): SpecNode {
  if (isExpr(argument)) return argument.node
  const value = argument === null ? Number.NaN : Number(argument)
  if (argument !== null && !Number.isFinite(value)) throw new RangeError(`a constant in an expression is ${value}; constants are finite`)
  return { kind: 'operation', operation: { op: 'const', value: value + 0 } }
}

/** Whether the node is a column of strings. */
export function isTextColumn(node: SpecNode): boolean {
  return node.kind === 'operation' && node.operation.op === 'column' && node.operation.type === 'string'
}

/** Whether the node yields strings. */
export function isTextNode(node: SpecNode): boolean {
  return isTextColumn(node) || (node.kind === 'operation' && node.operation.op === 'pick')
}
