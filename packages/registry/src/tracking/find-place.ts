import type { Lifecycle } from '@millrace/core'
import type { RunPlace } from './run-place.ts'
import type { Tx } from './tracking.ts'
import { experimentUnknown, runDeleted, runUnknown } from './tracking-errors.ts'

interface ExperimentPlace {
  readonly id: number
  readonly name: string
  readonly lifecycle: Lifecycle
}

/** The experiment of that id, deleted or not. */
export async function experimentPlace(tx: Tx, id: string): Promise<ExperimentPlace> {
  const row = await tx
    .selectFrom('experiments')
    .select(['id', 'name', 'lifecycle'])
    .where('id', '=', experimentNumber(id))
    .executeTakeFirst()
  if (row === undefined) throw experimentUnknown(id)
  return row
}

/** The number behind an experiment's id; one that no experiment has for a text that is no id. */
export const experimentNumber = (id: string): number => (/^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : -1)

/** The run of that id, deleted or not. */
export async function runPlace(tx: Tx, id: string): Promise<RunPlace & { readonly lifecycle: Lifecycle }> {
  const row = await tx.selectFrom('runs').select(['id', 'experiment_id', 'lifecycle']).where('run_id', '=', id).executeTakeFirst()
  if (row === undefined) throw runUnknown(id)
  return row
}

/** The run of that id, which may be written. */
export async function activeRunPlace(tx: Tx, id: string): Promise<RunPlace> {
  const place = await runPlace(tx, id)
  if (place.lifecycle === 'deleted') throw runDeleted(id)
  return place
}
