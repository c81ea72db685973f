import type { Day, Instant } from '../../src/expression/column-types.ts'
import { columnExpr, type Expr } from '../../src/expression/expr.ts'
import type { ColumnKind } from '../../src/schema/column-spec.ts'

const column = <T>(name: string, kind: ColumnKind) => columnExpr<T, string>({ name, kind, nullable: true, optional: false })

/** Columns for expressions without a schema; all may be null. */
export const numberColumn = (name: string): Expr<number | null> => column(name, 'number')
export const booleanColumn = (name: string): Expr<boolean | null> => column(name, 'boolean')
export const stringColumn = (name: string): Expr<string | null> => column(name, 'string')
export const dayColumn = (name: string): Expr<Day | null> => column(name, 'day')
export const instantColumn = (name: string): Expr<Instant | null> => column(name, 'instant')
