import type { TrackingStore } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { rejectsWith } from './rejects-with.ts'
import { countsRuns, purges } from './tracking/abilities.ts'
import {
  changesTags,
  copiesEntries,
  keepsItsLimits,
  keepsNastyTexts,
  keepsParams,
  recordsAllOrNothing,
  recordsAtOnce,
  takesManyEntries,
} from './tracking/entries.ts'
import {
  changesExperiments,
  createsExperiments,
  deletesWithRuns,
  findsNoExperiment,
  keepsNastyExperiments,
  namesAreUniqueAmongActive,
  oneOfManyIsCreated,
  searchesExperiments,
} from './tracking/experiments.ts'
import { keepsInputs, keepsInputsOnce, refusesOddInputs, sharesInputs } from './tracking/inputs.ts'
import { ignoresRepeats, keepsEveryNumber, keepsStepsAndTimes, knowsTheLatest, readsHistory } from './tracking/metrics.ts'
import { changesRuns, createsGivenRuns, createsRuns, deletesRuns, missingRunsAreTyped, refusesRuns } from './tracking/runs.ts'
import {
  agreesOnFilters,
  agreesOnOrder,
  pagesRuns,
  refusesOddPages,
  refusesOddQuestions,
  searchesRuns,
  testsConditions,
} from './tracking/searches.ts'
import { mapOf } from './tracking/subject.ts'

/**
 * What {@link testTrackingStore} must know of a store.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestTrackingStoreOptions {
  /** Opens an empty store, a new one for each test; the test disposes of it. */
  readonly open: () => Promise<TrackingStore>
  /** Which abilities the store has; the tests of others are skipped. @defaultValue all */
  readonly abilities?: readonly ('countRuns' | 'purge')[]
  /** Name of the group of tests. @defaultValue 'tracking store' */
  readonly name?: string
}

/**
 * Declares the tests that every tracking store passes.
 *
 * - Experiments and runs are created, found, changed, deleted and restored as the contract says, experiments with their runs.
 * - A call is written whole or not at all, also beside others; params never change, repeats are left alone, every number and text is kept as it is.
 * - Metrics know their latest value and their history; inputs keep their statistics.
 * - Filters and orders, written out and random ones, give what a reference in plain code gives; pages add up to the whole.
 * - What is unknown, taken, too long or no question is a typed error and changes nothing.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param options - how a store is opened, and what it can
 * @example
 * ```ts
 * import { describe, test } from 'node:test'
 * import { openRegistry } from '@millrace/registry'
 * import { testTrackingStore } from '@millrace/registry/testing'
 *
 * testTrackingStore({ describe, test }, { name: 'memory', open: async () => (await openRegistry('memory:')).tracking })
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testTrackingStore({ describe, test }: TestFunctions, options: TestTrackingStoreOptions): void {
  const { open, abilities = ['countRuns', 'purge'], name = 'tracking store' } = options
  const declare = (behaviour: string, law: (store: TrackingStore) => Promise<void>, run: TestFunctions['test']['skip'] = test) =>
    run(behaviour, async () => {
      await using store = await open()
      await law(store)
    })
  const needs = (ability: 'countRuns' | 'purge') => (abilities.includes(ability) ? test : test.skip)

  describe(name, () => {
    declare('creates experiments', createsExperiments)
    declare('finds no experiment that is none', findsNoExperiment)
    declare('gives a name to one active experiment', namesAreUniqueAmongActive)
    declare('creates one of many experiments of a name', oneOfManyIsCreated)
    declare('changes experiments', changesExperiments)
    declare('deletes and restores experiments with their runs', deletesWithRuns)
    declare('searches experiments', searchesExperiments)
    declare('keeps nasty names and tags of experiments', keepsNastyExperiments)
    declare('creates runs', createsRuns)
    declare('creates runs as they are given', createsGivenRuns)
    declare('refuses runs that cannot be created', refusesRuns)
    declare('changes runs', changesRuns)
    declare('deletes and restores runs', deletesRuns)
    declare('says by a code that a run is missing', missingRunsAreTyped)
    declare('keeps params', keepsParams)
    declare('records all or nothing', recordsAllOrNothing)
    declare('records calls at once', recordsAtOnce)
    declare('copies what it is given', copiesEntries)
    declare('changes tags', changesTags)
    declare('keeps nasty keys and values', keepsNastyTexts)
    declare('keeps its limits', keepsItsLimits)
    declare('takes a thousand entries a call', takesManyEntries)
    declare('keeps every number', keepsEveryNumber)
    declare('keeps steps and times', keepsStepsAndTimes)
    declare('knows the latest value of a metric', knowsTheLatest)
    declare('ignores repeated values', ignoresRepeats)
    declare('reads the history of a metric', readsHistory)
    declare('keeps inputs', keepsInputs)
    declare('keeps an input once', keepsInputsOnce)
    declare('keeps inputs that runs share', sharesInputs)
    declare('refuses inputs that are no JSON', refusesOddInputs)
    declare('searches runs', searchesRuns)
    declare('tests conditions', testsConditions)
    declare('agrees with the reference on filters', agreesOnFilters)
    declare('agrees with the reference on order', agreesOnOrder)
    declare('pages runs', pagesRuns)
    declare('refuses pages that are none', refusesOddPages)
    declare('refuses questions that are none', refusesOddQuestions)
    declare('counts runs', countsRuns, needs('countRuns'))
    declare('purges what was deleted', purges, needs('purge'))
    test('rejects calls after closing', async () => {
      const store = await open()
      const { id } = await store.createExperiment('loan')
      await store[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await rejectsWith(store.createExperiment('other'), 'E_STORE_CLOSED')
      await rejectsWith(store.findExperiment({ id }), 'E_STORE_CLOSED')
      await rejectsWith(store.createRun({ experimentId: id }), 'E_STORE_CLOSED')
      await rejectsWith(store.record('run', { tags: mapOf({ a: 'b' }) }), 'E_STORE_CLOSED')
      await rejectsWith(store.searchRuns(), 'E_STORE_CLOSED')
    })
  })
}
