import type { Json } from '../json/json.ts'
import type { Definition, Named, Needs } from './definition.ts'
import { type Expr, type ExprGroup, exprOf, type Keep } from './expr.ts'

/**
 * One output learnt from one input. A transform that does not take null passes null through.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type Transform<In, Out> = <T extends In | null, I extends string>(x: Expr<T, I>) => Expr<null extends In ? Out : Keep<T, Out>, I>

/**
 * Several named outputs learnt from one input, null included.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type GroupTransform<In> = <T extends In | null, I extends string>(x: Expr<T, I>) => ExprGroup<number, I>

/**
 * Defines a transform with one output: statistics it needs, the state they become, the expression that the state becomes.
 *
 * Fitting asks the statistics, keeps the state as provenance and stores the expression alone, so that whoever serves it need not know the transform.
 *
 * @param definition - kind, version, params and the functions `needs`, `state`, `apply`, perhaps `applyTraining`
 * @returns a function from expression to expression, for `pipe`
 * @example
 * ```ts
 * import { defineTransform, div, maximum, type Expr } from '@millrace/core'
 *
 * const shareOfMaximum = () => defineTransform({
 *   kind: 'share-of-maximum',
 *   version: 1,
 *   needs: (x: Expr<number>) => ({ most: maximum(x) }),
 *   state: ({ most }) => ({ most: most || 1 }),
 *   apply: (x, { most }) => div(x, most),
 * })
 * typeof shareOfMaximum() // => 'function'
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function defineTransform<In, Out, N extends Needs, S extends Json>(definition: Definition<In, Expr<Out>, N, S>): Transform<In, Out> {
  const frozen = Object.freeze({ ...definition })
  return (x) => exprOf({ kind: 'transform', definition: frozen as never, input: x.node })
}

/**
 * Defines a transform with several named outputs, such as one column a category; as `defineTransform` otherwise.
 *
 * @param definition - as for `defineTransform`; `apply` returns pairs of name and expression, names being unique
 * @returns a function from expression to group
 * @example
 * ```ts
 * import { defineGroup, eq, topValues, type Expr } from '@millrace/core'
 *
 * const topTwo = () => defineGroup({
 *   kind: 'top-two',
 *   version: 1,
 *   needs: (x: Expr<string | null>) => ({ top: topValues(x, 2) }),
 *   state: ({ top }) => ({ categories: top.map(({ value }) => value) }),
 *   apply: (x, { categories }) => categories.map((category) => [category, eq(x, category)] as const),
 * })
 * typeof topTwo() // => 'function'
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function defineGroup<In, N extends Needs, S extends Json>(definition: Definition<In, Named, N, S>): GroupTransform<In> {
  const frozen = Object.freeze({ ...definition })
  return (x) => Object.freeze({ node: Object.freeze({ kind: 'group', definition: frozen as never, input: x.node }), '~group': 0 })
}
