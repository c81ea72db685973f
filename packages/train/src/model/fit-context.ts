import { columnExpr, type FitOptions, findColumn, type Table, type TaskKind } from '@millrace/core'
import { kFold } from '@millrace/data/split'
import type { ModelSpec } from './define-model.ts'
import { targetKindOf } from './targets/target-kinds.ts'

/** Name of the fold column that training adds; no file can have it as a column of a schema that reads it by name. */
const foldColumn = '~fold'
const mostFolds = 5

/** What transforms may ask of training: the target as a number, and stored folds, stratified by its classes. */
export function fitContext(
  { target, features }: Pick<ModelSpec<unknown, unknown, unknown, TaskKind>, 'target' | 'features'>,
  table: Table,
  seed: number,
): { readonly table: Table; readonly options: FitOptions } {
  const number = targetKindOf(target).expression(features.schema, target)
  const known: FitOptions = number === undefined ? {} : { target: number }
  const folds = Math.min(mostFolds, table.rowCount)
  if (folds < 2) return { table, options: known }
  const stratify = target.kind === 'regression' ? {} : { stratify: target.column }
  const folded = kFold(table as Table<Record<string, unknown>>, { folds, seed, ...stratify, column: foldColumn })
  const fold = columnExpr<number, string>(findColumn(folded.schema, foldColumn)!)
  return { table: folded as Table, options: { ...known, fold, folds } }
}
