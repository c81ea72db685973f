import type { Experiment, ExperimentChange, Lifecycle } from '@millrace/core'
import { checkTags } from './check-entries.ts'
import { checkLifecycle, checkName } from './check-value.ts'
import { experimentNumber, experimentPlace } from './find-place.ts'
import { limits } from './limits.ts'
import { readExperiments } from './read-experiments.ts'
import type { Tracking, Tx } from './tracking.ts'
import { experimentExists } from './tracking-errors.ts'

type Tags = ReadonlyMap<string, string | null>

/** Creates an active experiment. */
export async function createExperiment(
  { database, now }: Tracking,
  given: { readonly name: string; readonly tags: Tags },
): Promise<Experiment> {
  const { name } = given
  checkExperimentName(name)
  const tags = checkTags(given.tags)
  return database.transaction(async (tx) => {
    await refuseTaken(tx, { name })
    const { id } = await tx
      .insertInto('experiments')
      .values({ name, lifecycle: 'active', created_at_ms: now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeExperimentTags(tx, { id, tags })
    return readOne(tx, id)
  })
}

/** The experiment of that id, or the active one of that name. */
export async function findExperiment(
  { database }: Tracking,
  by: { readonly id: string } | { readonly name: string },
): Promise<Experiment | undefined> {
  return database.snapshot(async (tx) => {
    const all = tx.selectFrom('experiments').select('id')
    const wanted =
      'id' in by ? all.where('id', '=', experimentNumber(by.id)) : all.where('name', '=', by.name).where('lifecycle', '=', 'active')
    const row = await wanted.executeTakeFirst()
    return row && readOne(tx, row.id)
  })
}

/** Changes an experiment; with its lifecycle changes that of its runs. */
export async function updateExperiment(
  { database, now }: Tracking,
  { id, change }: { readonly id: string; readonly change: ExperimentChange },
): Promise<Experiment> {
  const { name, lifecycle } = change
  if (name !== undefined) checkExperimentName(name)
  if (lifecycle !== undefined) checkLifecycle(lifecycle)
  const tags = checkTags(change.tags ?? new Map())
  return database.transaction(async (tx) => {
    const before = await experimentPlace(tx, id)
    const after = { id: before.id, name: name ?? before.name, lifecycle: lifecycle ?? before.lifecycle }
    if (after.lifecycle === 'active') await refuseTaken(tx, after)
    await tx.updateTable('experiments').set({ name: after.name }).where('id', '=', after.id).execute()
    if (after.lifecycle !== before.lifecycle) await moveWithRuns(tx, { ...after, atMs: now() })
    await writeExperimentTags(tx, { id: after.id, tags })
    return readOne(tx, after.id)
  })
}

const checkExperimentName = (name: string) => checkName('the name of an experiment', { value: name, limit: limits.name })

const readOne = async (tx: Tx, id: number): Promise<Experiment> => (await readExperiments(tx, [id]))[0]!

async function refuseTaken(tx: Tx, { name, id = -1 }: { readonly name: string; readonly id?: number }): Promise<void> {
  const active = tx.selectFrom('experiments').select('id').where('name', '=', name).where('lifecycle', '=', 'active')
  if ((await active.where('id', '!=', id).executeTakeFirst()) !== undefined) throw experimentExists(name)
}

/** Deletes the active runs with the experiment; restores those that were deleted with it. */
async function moveWithRuns(
  tx: Tx,
  { id, lifecycle, atMs }: { readonly id: number; readonly lifecycle: Lifecycle; readonly atMs: number },
): Promise<void> {
  const restored = lifecycle === 'active'
  const deleted_at_ms = restored ? null : atMs
  await tx.updateTable('experiments').set({ lifecycle, deleted_at_ms }).where('id', '=', id).execute()
  const runs = tx
    .updateTable('runs')
    .set({ lifecycle, deleted_at_ms, deleted_with_experiment: restored ? 0 : 1 })
    .where('experiment_id', '=', id)
  await (restored ? runs.where('deleted_with_experiment', '=', 1) : runs.where('lifecycle', '=', 'active')).execute()
}

async function writeExperimentTags(tx: Tx, { id, tags }: { readonly id: number; readonly tags: Tags }): Promise<void> {
  for (const [key, value] of tags) {
    if (value === null) await tx.deleteFrom('experiment_tags').where('experiment_id', '=', id).where('key', '=', key).execute()
    else {
      await tx
        .insertInto('experiment_tags')
        .values({ experiment_id: id, key, value })
        .onConflict((conflict) => conflict.columns(['experiment_id', 'key']).doUpdateSet({ value }))
        .execute()
    }
  }
}
