import { sql } from 'kysely'
import type { MetricTable } from '../sqlite/tables.ts'
import { internKeys } from './attribute-keys.ts'
import { inChunks } from './in-chunks.ts'
import type { EntriesOf } from './run-place.ts'
import type { Tx } from './tracking.ts'

/** Appends values of metrics, and moves the latest ones. */
export async function writeMetrics(tx: Tx, { run, metrics }: EntriesOf<'metrics'>): Promise<void> {
  const keyOf = await internKeys(tx, { kind: 'metric', names: metrics.map(({ key }) => key) })
  const rows = metrics.map(({ key, ...columns }) => ({ run_id: run.id, key_id: keyOf(key), ...columns }))
  for (const chunk of inChunks(rows)) {
    await tx
      .insertInto('metrics')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const chunk of inChunks([...latestOf(rows)])) await moveLatest(tx, chunk)
}

/** The latest of each key: the greatest by step, then time, then value, NaN being above all numbers. */
function latestOf(rows: readonly MetricTable[]): Iterable<MetricTable> {
  const latest = new Map<number, MetricTable>()
  for (const row of rows) {
    const other = latest.get(row.key_id)
    if (other === undefined || isLater(row, other)) latest.set(row.key_id, row)
  }
  return latest.values()
}

function isLater(a: MetricTable, b: MetricTable): boolean {
  if (a.step !== b.step) return a.step > b.step
  if (a.timestamp_ms !== b.timestamp_ms) return a.timestamp_ms > b.timestamp_ms
  return a.flag === b.flag ? a.value > b.value : a.flag > b.flag
}

const columns = ['step', 'timestamp_ms', 'flag', 'value'] as const
const placeOf = (table: 'excluded' | 'latest_metrics') => sql`(${sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))})`

async function moveLatest(tx: Tx, rows: readonly MetricTable[]): Promise<void> {
  await tx
    .insertInto('latest_metrics')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['run_id', 'key_id'])
        .doUpdateSet(({ ref }) => ({
          step: ref('excluded.step'),
          timestamp_ms: ref('excluded.timestamp_ms'),
          flag: ref('excluded.flag'),
          value: ref('excluded.value'),
        }))
        .where(sql<boolean>`${placeOf('excluded')} > ${placeOf('latest_metrics')}`),
    )
    .execute()
}
