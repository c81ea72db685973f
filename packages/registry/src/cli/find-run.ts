import { MillraceError, type Run, type TrackingStore } from '@millrace/core'
import { allItems } from '../promotion/all-items.ts'

/** Most candidates that an error names. */
const shown = 5

/** The run of an id, or of the beginning of one where only one run, deleted or not, has it. */
export async function findRun(tracking: TrackingStore, id: string): Promise<Run> {
  const exact = await tracking.findRun(id)
  if (exact) return exact
  const candidates: Run[] = []
  // `_` in a pattern stands for any character, so the store may find more than was asked for.
  const filter = { attribute: 'id', is: 'like', pattern: `${id}%` } as const
  for await (const run of allItems((pageToken) => tracking.searchRuns({ filter, lifecycle: 'all', pageToken }))) {
    if (run.id.startsWith(id)) candidates.push(run)
    if (candidates.length > shown) break
  }
  if (candidates.length === 1) return candidates[0]!
  throw candidates.length === 0 ? unknownRun(id) : ambiguousRun(id, candidates)
}

const unknownRun = (id: string) =>
  new MillraceError({ code: 'E_RUN_UNKNOWN', message: `there is no run '${id}'; see 'millrace runs list'`, details: { id } })

function ambiguousRun(id: string, candidates: readonly Run[]): MillraceError {
  const ids = candidates
    .map((run) => run.id)
    .sort()
    .slice(0, shown)
  const more = candidates.length > shown ? ', …' : ''
  return new MillraceError({
    code: 'E_RUN_AMBIGUOUS',
    message: `'${id}' is the beginning of several runs: ${ids.join(', ')}${more}; give more of the id`,
    details: { id, candidates: ids },
  })
}
