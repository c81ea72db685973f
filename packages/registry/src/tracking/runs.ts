import { randomBytes } from 'node:crypto'
import type { NewRun, Run, RunChange, RunEntries } from '@millrace/core'
import { checkEntries } from './check-entries.ts'
import { checkNewRun, checkRunChange } from './check-run.ts'
import { activeRunPlace, experimentPlace, runPlace } from './find-place.ts'
import { readRuns } from './read-runs.ts'
import { madeUpName } from './run-name.ts'
import type { Tracking, Tx } from './tracking.ts'
import { experimentDeleted, runDeleted, runExists } from './tracking-errors.ts'
import { writeEntries } from './write-entries.ts'

/** Creates a running run with its first entries. */
export async function createRun({ database, now }: Tracking, given: NewRun): Promise<Run> {
  const entries = checkEntries(given)
  checkNewRun(given)
  const { experimentId, id: run_id = randomBytes(16).toString('hex'), name = madeUpName(), parentId, user, startedAtMs } = given
  return database.transaction(async (tx) => {
    const experiment = await experimentPlace(tx, experimentId)
    if (experiment.lifecycle === 'deleted') throw experimentDeleted(experimentId)
    if (parentId !== undefined) await runPlace(tx, parentId)
    if ((await tx.selectFrom('runs').select('id').where('run_id', '=', run_id).executeTakeFirst()) !== undefined) throw runExists(run_id)
    const run = await tx
      .insertInto('runs')
      .values({
        run_id,
        experiment_id: experiment.id,
        parent_id: parentId ?? null,
        name,
        user: user ?? null,
        status: 'running',
        lifecycle: 'active',
        started_at_ms: startedAtMs ?? now(),
        artifact_root: `runs/${run_id}`,
      })
      .returning(['id', 'experiment_id'])
      .executeTakeFirstOrThrow()
    await writeEntries(tx, { run, entries })
    return readOne(tx, run.id)
  })
}

/** The run of that id, deleted or not. */
export async function findRun({ database }: Tracking, id: string): Promise<Run | undefined> {
  return database.snapshot(async (tx) => {
    const row = await tx.selectFrom('runs').select('id').where('run_id', '=', id).executeTakeFirst()
    return row && readOne(tx, row.id)
  })
}

/** Changes a run; of a deleted one only its lifecycle. */
export async function updateRun(
  { database, now }: Tracking,
  { id, change }: { readonly id: string; readonly change: RunChange },
): Promise<Run> {
  const { lifecycle, ...others } = change
  const columns = checkRunChange(change, now)
  return database.transaction(async (tx) => {
    const run = await runPlace(tx, id)
    if (run.lifecycle === 'deleted' && Object.values(others).some((value) => value !== undefined)) throw runDeleted(id)
    if (lifecycle === 'active' && run.lifecycle === 'deleted') {
      const experiment = await experimentPlace(tx, String(run.experiment_id))
      if (experiment.lifecycle === 'deleted') throw experimentDeleted(String(run.experiment_id))
    }
    const moved = lifecycle !== undefined && lifecycle !== run.lifecycle
    const place = moved ? { lifecycle, deleted_at_ms: lifecycle === 'active' ? null : now(), deleted_with_experiment: 0 } : {}
    const set = { ...columns, ...place }
    if (Object.keys(set).length > 0) await tx.updateTable('runs').set(set).where('id', '=', run.id).execute()
    return readOne(tx, run.id)
  })
}

/** Writes all entries to an active run, or none. */
export async function record(
  { database }: Tracking,
  { runId, entries }: { readonly runId: string; readonly entries: RunEntries },
): Promise<void> {
  const checked = checkEntries(entries)
  await database.transaction(async (tx) => writeEntries(tx, { run: await activeRunPlace(tx, runId), entries: checked }))
}

const readOne = async (tx: Tx, id: number): Promise<Run> => (await readRuns(tx, [id]))[0]!
