import type { Metric, Page, PageRequest } from '@millrace/core'
import { sql } from 'kysely'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { joinNumber } from '../sqlite/search/number-columns.ts'
import { numberTerm } from '../sqlite/search/sort-terms.ts'
import { runPlace } from './find-place.ts'
import { keyNumber } from './run-filter.ts'
import type { Tracking } from './tracking.ts'

/** By time, step and value, which is also how the table is stored. */
const inOrder = ['timestamp_ms', 'step', 'flag', 'value'].map((column) => numberTerm(sql.ref(`metrics.${column}`)))

interface HistoryRequest extends PageRequest {
  readonly runId: string
  readonly key: string
}

/** Every value of a metric. */
export async function metricHistory({ database }: Tracking, { runId, key, ...request }: HistoryRequest): Promise<Page<Metric>> {
  return database.snapshot(async (tx) => {
    const run = await runPlace(tx, runId)
    const values = tx
      .selectFrom('metrics')
      .select(['timestamp_ms', 'step', 'flag', 'value'])
      .where('run_id', '=', run.id)
      .where('key_id', '=', keyNumber('metric', key))
    const { rows, next } = await keysetPage(values, {
      ...request,
      where: 'metricHistory',
      question: ['metric', runId, key],
      terms: inOrder,
    })
    const items = rows.map(({ timestamp_ms, step, ...number }) =>
      Object.freeze({ key, value: joinNumber(number), step, timestampMs: timestamp_ms }),
    )
    return Object.freeze({ items: Object.freeze(items), ...next })
  })
}
