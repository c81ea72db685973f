import type { TrackingStore } from '@millrace/core'
import type { Database } from '../sqlite/open-database.ts'
import { createExperiment, findExperiment, updateExperiment } from './experiments.ts'
import { metricHistory } from './metric-history.ts'
import { purge } from './purge.ts'
import { createRun, findRun, record, updateRun } from './runs.ts'
import { searchExperiments } from './search-experiments.ts'
import { countRuns, searchRuns } from './search-runs.ts'
import type { Tracking } from './tracking.ts'

/** How a tracking store works. */
export interface CreateTrackingStoreOptions {
  /** The clock, in milliseconds since 1970-01-01 UTC. @defaultValue `Date.now` */
  readonly now?: () => number
}

/** Keeps experiments and runs in a database, with all abilities. Disposing of the store closes the database. */
export function createTrackingStore(database: Database, { now = Date.now }: CreateTrackingStoreOptions = {}): Required<TrackingStore> {
  const tracking: Tracking = { database, now }
  return Object.freeze<Required<TrackingStore>>({
    specVersion: 1,
    createExperiment: (name, { tags = new Map() } = {}) => createExperiment(tracking, { name, tags }),
    findExperiment: (by) => findExperiment(tracking, by),
    searchExperiments: (query = {}) => searchExperiments(tracking, query),
    updateExperiment: (id, change) => updateExperiment(tracking, { id, change }),
    createRun: (run) => createRun(tracking, run),
    findRun: (id) => findRun(tracking, id),
    updateRun: (id, change) => updateRun(tracking, { id, change }),
    record: (runId, entries) => record(tracking, { runId, entries }),
    searchRuns: (query = {}) => searchRuns(tracking, query),
    metricHistory: (runId, query) => metricHistory(tracking, { runId, ...query }),
    countRuns: (query = {}) => countRuns(tracking, query),
    purge: (options) => purge(tracking, options),
    [Symbol.asyncDispose]: () => database.close(),
  })
}
