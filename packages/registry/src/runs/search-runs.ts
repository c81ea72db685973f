import type { Filter, Lifecycle, Page, PageRequest, Run, RunCondition, RunOrder, TrackingStore } from '@millrace/core'
import { experimentIds } from './experiment.ts'

/**
 * Which runs are wanted.
 *
 * @category Runs
 * @since 0.1.0
 */
export interface RunSearch extends PageRequest {
  /** Name of an experiment, or several; `E_EXPERIMENT_UNKNOWN` when there is none of that name. @defaultValue all */
  readonly experiment?: string | readonly string[] | undefined
  /** Only runs that pass. @defaultValue all */
  readonly filter?: Filter<RunCondition> | undefined
  /** The first decides first; ties by latest start. @defaultValue latest start first */
  readonly orderBy?: readonly RunOrder[] | undefined
  /** Runs in use, deleted ones, or both. @defaultValue 'active' */
  readonly lifecycle?: Lifecycle | 'all' | undefined
}

/** One page of the runs that pass. */
export async function searchRuns(tracking: TrackingStore, search: RunSearch): Promise<Page<Run>> {
  const { experiment, filter, orderBy, lifecycle, limit, pageToken } = search
  const names = typeof experiment === 'string' ? [experiment] : experiment
  return await tracking.searchRuns({
    ...(names && { experimentIds: await experimentIds(tracking, names) }),
    ...(filter && { filter }),
    ...(orderBy && { orderBy }),
    ...(lifecycle && { lifecycle }),
    limit,
    pageToken,
  })
}

/** All runs that pass, page by page. */
export async function* allRuns(tracking: TrackingStore, search: Omit<RunSearch, 'pageToken'>): AsyncIterable<Run> {
  let pageToken: string | undefined
  do {
    const page = await searchRuns(tracking, { ...search, pageToken })
    yield* page.items
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
}
