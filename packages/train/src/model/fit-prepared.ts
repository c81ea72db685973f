import { digestTable, type Lineage, type Model, specDigest, type TaskKind, type Trainer } from '@millrace/core'
import { assembleModel } from './assemble-model.ts'
import { environment } from './environment.ts'
import { type FitEstimatorOptions, fitEstimator } from './fit-estimator.ts'
import type { Prepared } from './prepare.ts'

/** What {@link fitPrepared} may be told. */
export interface FitPreparedOptions extends FitEstimatorOptions {
  readonly run?: { readonly id: string } | undefined
  readonly commit?: string | undefined
}

/** Trains an estimator on prepared columns and joins it with their features into a model. */
export async function fitPrepared<In, Label, Kind extends TaskKind>(
  prepared: Prepared<Kind>,
  trainer: Trainer,
  options: FitPreparedOptions,
): Promise<Model<In, Label, Kind>> {
  const estimator = await fitEstimator(prepared, trainer, options)
  return assembleModel<In, Label, Kind>(prepared, { trainer, estimator, lineage: lineageOf(prepared, options) })
}

function lineageOf({ spec, table }: Prepared, { seed, run, commit }: FitPreparedOptions): Lineage {
  return Object.freeze({
    data: Object.freeze({ digest: table.version ?? digestTable(table), rows: table.rowCount }),
    spec: specDigest(spec.features),
    commit: commit ?? null,
    run: run?.id ?? null,
    seed,
    environment: environment(),
  })
}
