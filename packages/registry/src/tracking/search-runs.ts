import type { Page, Run, RunQuery } from '@millrace/core'
import { filterSql } from '../sqlite/search/filter.ts'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { experimentNumber } from './find-place.ts'
import { readRuns } from './read-runs.ts'
import { runTest } from './run-filter.ts'
import { orderRuns, type RunsQuery } from './run-order.ts'
import type { Tracking, Tx } from './tracking.ts'

/** Most experiments of a question: SQLite takes 32,766 parameters. */
const maximumExperiments = 10_000

/** A page of the runs that pass: first their numbers in order, then what they hold. */
export async function searchRuns({ database }: Tracking, query: RunQuery): Promise<Page<Run>> {
  const { experimentIds, filter, orderBy = [], lifecycle, ...request } = query
  const question = ['runs', { experimentIds, filter, orderBy, lifecycle }]
  return database.snapshot(async (tx) => {
    const { query: ordered, terms } = orderRuns(runsThatPass(tx, query).select('runs.id'), orderBy)
    const { rows, next } = await keysetPage(ordered, { ...request, where: 'searchRuns', question, terms })
    const items = await readRuns(
      tx,
      rows.map(({ id }) => id),
    )
    return Object.freeze({ items: Object.freeze(items), ...next })
  })
}

/** How many runs pass. */
export async function countRuns({ database }: Tracking, query: RunQuery): Promise<number> {
  return database.snapshot(async (tx) => {
    const { count } = await runsThatPass(tx, query)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })
}

function runsThatPass(tx: Tx, { experimentIds, filter, lifecycle = 'active' }: RunQuery): RunsQuery<object> {
  let runs: RunsQuery<object> = tx.selectFrom('runs')
  if (experimentIds !== undefined) {
    if (!Array.isArray(experimentIds) || experimentIds.length > maximumExperiments) {
      throw queryInvalid(experimentIds, `ask for a list of at most ${maximumExperiments} experiments`)
    }
    runs = runs.where('runs.experiment_id', 'in', [-1, ...experimentIds.map(experimentNumber)])
  }
  if (!['active', 'deleted', 'all'].includes(lifecycle)) throw queryInvalid(lifecycle, "give 'active', 'deleted' or 'all' as the lifecycle")
  if (lifecycle !== 'all') runs = runs.where('runs.lifecycle', '=', lifecycle)
  return filter === undefined ? runs : runs.where(filterSql(filter, runTest))
}
