import { checkInteger } from './check-value.ts'
import type { Tracking } from './tracking.ts'

/** Removes for good what was deleted before a time, and counts the runs. */
export async function purge({ database }: Tracking, { deletedBeforeMs }: { readonly deletedBeforeMs: number }): Promise<number> {
  checkInteger('the time before which runs were deleted', deletedBeforeMs)
  return database.transaction(async (tx) => {
    const gone = tx.selectFrom('experiments').select('id').where('deleted_at_ms', '<', deletedBeforeMs)
    const { numDeletedRows } = await tx
      .deleteFrom('runs')
      .where(({ or, eb }) => or([eb('deleted_at_ms', '<', deletedBeforeMs), eb('experiment_id', 'in', gone)]))
      .executeTakeFirst()
    await tx.deleteFrom('experiments').where('deleted_at_ms', '<', deletedBeforeMs).execute()
    await tx
      .deleteFrom('datasets')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('inputs').select('inputs.id').whereRef('inputs.dataset_id', '=', 'datasets.id'))),
      )
      .execute()
    return Number(numDeletedRows)
  })
}
