import { coalesce, columnExpr, type Expr, eq, type FitOptions, findColumn, type Table } from '@millrace/core'
import { kFold } from '@millrace/data'
import type { ModelSpec } from './define-model.ts'

/** Name of the fold column that training adds; no file can have it as a column of a schema that reads it by name. */
const foldColumn = '~fold'
const mostFolds = 5

/** What transforms may ask of training: the target as a number, and stored folds, stratified by it. */
export function fitContext(
  { target, features }: ModelSpec<unknown, unknown>,
  table: Table,
  seed: number,
): { readonly table: Table; readonly options: FitOptions } {
  const label = columnExpr<string, string>(findColumn(features.schema, target.column)!)
  const positive = coalesce(eq(label, target.positive as never) as Expr<boolean | null>, false)
  const folds = Math.min(mostFolds, table.rowCount)
  if (folds < 2) return { table, options: { target: positive } }
  const folded = kFold(table as Table<Record<string, unknown>>, { folds, seed, stratify: target.column, column: foldColumn })
  const fold = columnExpr<number, string>(findColumn(folded.schema, foldColumn)!)
  return { table: folded as Table, options: { target: positive, fold, folds } }
}
