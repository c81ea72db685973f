import type { Json, TaskKind, Trainer } from '@millrace/core'
import { checkOptions } from './check-options.ts'
import type { ForestOptions } from './forest-options.ts'

/** What sets the trainers on forests apart. */
export interface ForestKind {
  /** The factory, for messages. */
  readonly factory: string
  /** The trainer, for provenance. */
  readonly name: string
  readonly randomSplits: boolean
  /** Features that a split is chosen from where the options do not say, by what is learnt. */
  readonly maxFeatures: { readonly classes: number | 'sqrt'; readonly numbers: number }
  /** Options where the user gives none. */
  readonly defaults: Pick<ForestOptions, 'trees' | 'bootstrap'>
}

const tasks = Object.freeze(['binary', 'multiclass', 'regression'] as const)

/** Makes a trainer of a kind; the code that grows trees is loaded when one is fitted. */
export function defineForest(kind: ForestKind, options: ForestOptions): Trainer<true, TaskKind> {
  checkOptions(kind.factory, options)
  return Object.freeze({
    specVersion: 1 as const,
    name: kind.name,
    params: paramsOf({ ...kind.defaults, ...options }),
    acceptsNull: true as const,
    tasks,
    fit: async (data, { seed, signal, progress }) => {
      const { fitForest } = await import('./fit-forest.ts')
      return fitForest(kind, { ...kind.defaults, ...options }, { data, seed, signal, progress })
    },
  } satisfies Trainer<true, TaskKind>)
}

/** The options that the forest depends on. */
function paramsOf({ threads, outOfBag, onOutOfBag, ...params }: ForestOptions): Readonly<Record<string, Json>> {
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return Object.freeze(Object.fromEntries(given))
}
