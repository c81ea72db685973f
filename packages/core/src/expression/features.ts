import type { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Schema } from '../schema/schema.ts'
import { schemaOf } from '../schema/schema-of.ts'
import type { Columns } from './column-types.ts'
import { columnExpr, type Expr, type ExprGroup, isTextNode } from './expr.ts'

/**
 * Features by name: numbers or groups of numbers.
 *
 * @category Features
 * @since 0.1.0
 */
export type FeatureMap = Readonly<Record<string, Expr<number | boolean | null> | ExprGroup<number | null>>>

type ReadsOf<F> = F[keyof F] extends { readonly '~reads'?: infer I } ? NonNullable<I> : never
type NullableOf<F> = { [K in keyof F]: F[K] extends Expr<infer T> ? (null extends T ? K : never) : never }[keyof F]

/**
 * Features of a schema's columns, not yet fitted: inert and frozen.
 *
 * @category Features
 * @since 0.1.0
 */
export interface FeatureSpec<Row, Reads extends keyof Row, MayBeNull> {
  /** The columns that features may read. */
  readonly schema: Schema<Row>
  /** Names of the features, in order. */
  readonly names: readonly string[]
  /** The features by name. */
  readonly features: FeatureMap
  /** For the compiler alone. */
  readonly '~row'?: Row | undefined
  /** For the compiler alone: the columns that are read. */
  readonly '~reads'?: Reads | undefined
  /** For the compiler alone: the features that may be null. */
  readonly '~null'?: MayBeNull | undefined
}

/**
 * A feature spec of any type.
 *
 * @category Features
 * @since 0.1.0
 */
export type AnyFeatureSpec = Pick<FeatureSpec<unknown, never, unknown>, 'schema' | 'names' | 'features'>

/**
 * Describes features as expressions of a schema's columns; what they must learn, fitting learns.
 *
 * @param schema - the zod object of one row
 * @param build - receives one expression a column and returns the features by name
 * @returns the spec, for `fit` or `defineModel`
 * @throws MillraceError `E_SCHEMA_UNSUPPORTED` as `schemaOf`; `E_FEATURES_INVALID` when there is none, a name is empty or holds a colon, or a feature
 * is a string
 * @example
 * ```ts
 * import { add, defineFeatures, log1p } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), partnerIncome: z.number() })
 * const features = defineFeatures(Loan, (loan) => ({
 *   income: add(loan.income, loan.partnerIncome).pipe(log1p),
 * }))
 * features.names // => ['income']
 * ```
 * @category Features
 * @since 0.1.0
 */
export function defineFeatures<Shape extends z.core.$ZodLooseShape, const F extends FeatureMap>(
  schema: z.ZodObject<Shape>,
  build: (row: Columns<Shape>) => F,
): FeatureSpec<z.output<z.ZodObject<Shape>>, ReadsOf<F> & keyof z.output<z.ZodObject<Shape>>, NullableOf<F>> {
  const columns = schemaOf(schema)
  const row = Object.fromEntries(columns.columns.map((column) => [column.name, columnExpr(column)]))
  const features = Object.freeze({ ...build(row as unknown as Columns<Shape>) })
  const names = Object.keys(features)
  if (names.length === 0) throw invalid('no feature is defined', names)
  for (const [name, { node }] of Object.entries(features)) {
    if (name === '' || name.includes(':')) throw invalid(`'${name}' is no name for a feature; use a text without colons`, names)
    if (isTextNode(node)) throw invalid(`the feature '${name}' is a string; turn it into numbers, by a one-hot group or lookup`, names)
  }
  return Object.freeze({ schema: columns, names: Object.freeze(names), features })
}

function invalid(fault: string, names: readonly string[]): MillraceError {
  return new MillraceError({ code: 'E_FEATURES_INVALID', message: `defineFeatures: ${fault}`, details: { names } })
}
