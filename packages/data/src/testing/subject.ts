import {
  defineFeatures,
  type Expr,
  type ExprGroup,
  type FitOptions,
  type FittedFeatures,
  fit,
  type Graph,
  MillraceError,
  type StatisticsEngine,
  type Table,
} from '@millrace/core'
import { Nasty, type NastyRow } from './nasty-row.ts'
import { type NastyVariant, nastyTable, nastyVariants } from './nasty-table.ts'

/** A transform whose input type was checked where the suite was called. */
export type ErasedTransform = (x: Expr<never>) => Expr<number | boolean | null> | ExprGroup<number | null>

/** The column under test with target and fold: what fitting and running read. */
export type Rows = Table<Pick<NastyRow, 'target' | 'fold'>>

/** What fitting came to: features, or a refusal by a typed error. */
export type Outcome =
  | { readonly fitted: FittedFeatures; readonly refused?: never }
  | { readonly fitted?: never; readonly refused: MillraceError }

interface FitAndApply {
  readonly fit: Rows
  readonly apply: Rows
}

/** A transform applied to one column of the nasty table. */
export interface Subject {
  readonly column: keyof NastyRow
  /** The rows of a variant. */
  rows(variant: NastyVariant): FitAndApply
  /** Fits; what is no `MillraceError` rejects. */
  fit(source: Rows | StatisticsEngine): Promise<Outcome>
  /** Fits on a variant, once. */
  outcome(variant: NastyVariant): Promise<Outcome>
  /** Whether fitting asks for the target or the fold. */
  readsTarget(): Promise<boolean>
  /** Every graph that came of fitting, with the tables that it is run over. */
  runs(): Promise<readonly Run[]>
}

/** A graph and a table that it is run over. */
export interface Run {
  /** For messages: `fitted on all rows, applied to one row`. */
  readonly where: string
  readonly graph: Graph
  readonly table: Rows
}

/** Applies the transform to a column. */
export function createSubject(transform: ErasedTransform, column: keyof NastyRow): Subject {
  const rows = (variant: NastyVariant) => rowsOf(variant, column)
  const fitOn = async (source: Rows | StatisticsEngine, knowsTarget = true): Promise<Outcome> => {
    let context: FitOptions = {}
    const features = defineFeatures(Nasty, (row) => {
      context = { target: row.target, fold: row.fold, folds: 5 }
      return { feature: transform(row[column] as Expr<never>) }
    })
    try {
      return { fitted: await fit(features, source, knowsTarget ? context : {}) }
    } catch (error) {
      if (MillraceError.isInstance(error)) return { refused: error }
      throw error
    }
  }
  const outcomes = new Map<NastyVariant, Promise<Outcome>>()
  const outcome = (variant: NastyVariant) => {
    const found = outcomes.get(variant) ?? fitOn(rows(variant).fit)
    outcomes.set(variant, found)
    return found
  }
  const runs = async () => {
    const all: Run[] = []
    for (const variant of nastyVariants) {
      const { fitted } = await outcome(variant)
      if (fitted === undefined) continue
      const applied: readonly NastyVariant[] = variant === 'all rows' ? nastyVariants : ['all rows']
      for (const to of applied) all.push({ where: `fitted on ${variant}, applied to ${to}`, graph: fitted.serving, table: rows(to).apply })
      all.push({ where: `fitted on ${variant}, training output`, graph: fitted.training, table: rows(variant).fit })
    }
    return all
  }
  return Object.freeze({
    column,
    rows,
    fit: (source) => fitOn(source),
    outcome,
    readsTarget: async () => (await fitOn(rows('all rows').fit, false)).refused?.code === 'E_FIT_CONTEXT_MISSING',
    runs,
  } satisfies Subject)
}

const selected = new Map<string, FitAndApply>()

/** The same tables at every call, so that an engine need copy each but once. */
function rowsOf(variant: NastyVariant, column: keyof NastyRow): FitAndApply {
  const key = `${variant}/${column}`
  const { fit, apply } = nastyTable(variant)
  const select = (table: Table<NastyRow>): Rows => table.select(column, 'target', 'fold')
  const rows = selected.get(key) ?? { fit: select(fit), apply: select(apply) }
  selected.set(key, rows)
  return rows
}
