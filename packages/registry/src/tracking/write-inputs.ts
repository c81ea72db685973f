import { sql } from 'kysely'
import type { CheckedInput } from './check-entries.ts'
import type { EntriesOf, RunPlace } from './run-place.ts'
import type { Tx } from './tracking.ts'

/** Writes what a run read; an input that is there, by name, digest and context, is left alone. */
export async function writeInputs(tx: Tx, { run, inputs }: EntriesOf<'inputs'>): Promise<void> {
  for (const { dataset, context, source } of inputs) {
    const dataset_id = await internDataset(tx, { run, dataset })
    await tx
      .insertInto('inputs')
      .values({ run_id: run.id, dataset_id, context, source })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

interface DatasetOfRun {
  readonly run: RunPlace
  readonly dataset: CheckedInput['dataset']
}

/** What follows from the data is kept once for an experiment; what earlier runs did not know is added. */
async function internDataset(tx: Tx, { run, dataset }: DatasetOfRun): Promise<number> {
  const { id } = await tx
    .insertInto('datasets')
    .values({ experiment_id: run.experiment_id, ...dataset })
    .onConflict((conflict) =>
      conflict.columns(['experiment_id', 'name', 'digest']).doUpdateSet({
        row_count: sql`coalesce(datasets.row_count, excluded.row_count)`,
        schema: sql`coalesce(datasets.schema, excluded.schema)`,
        statistics: sql`coalesce(datasets.statistics, excluded.statistics)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
