import type { CheckedEntries } from './check-entries.ts'
import type { RunPlace } from './run-place.ts'
import type { Tx } from './tracking.ts'
import { writeInputs } from './write-inputs.ts'
import { writeMetrics } from './write-metrics.ts'
import { writeParams } from './write-params.ts'
import { writeTags } from './write-tags.ts'

/** Writes all entries. */
export async function writeEntries(tx: Tx, { run, entries }: { readonly run: RunPlace; readonly entries: CheckedEntries }): Promise<void> {
  const { params, metrics, tags, inputs } = entries
  if (params.size > 0) await writeParams(tx, { run, params })
  if (metrics.length > 0) await writeMetrics(tx, { run, metrics })
  if (tags.size > 0) await writeTags(tx, { run, tags })
  if (inputs.length > 0) await writeInputs(tx, { run, inputs })
}
