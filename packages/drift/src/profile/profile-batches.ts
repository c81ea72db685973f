import { MillraceError, type Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { Monitor } from '../monitor/define-monitor.ts'
import { makeFrames } from './profile.ts'
import { createProfileCounter, emptyReference, framesFrom, type ProfileFrames } from './profile-counter.ts'
import type { Profile } from './profile-types.ts'
import { createReservoir } from './reservoir.ts'

/**
 * Tables that come one after another: the parts of a file, pages of a query, days of a log.
 *
 * @category Profiles
 * @since 0.1.0
 */
export type Batches<Row = Record<string, unknown>> = Iterable<Table<Row>> | AsyncIterable<Table<Row>>

/**
 * How {@link profileBatches} counts.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ProfileBatchesOptions extends WorkOptions {
  /** Counts into the cells of this profile, in one pass; otherwise cells are made from a sample first, which is a pass of its own. */
  readonly cellsOf?: Profile | undefined
  /** Rows of the sample that cells and levels are made from, from 1,000 on; with no more rows than this they are those of `profile`. @defaultValue 100000 */
  readonly sample?: number | undefined
  /** Seed of the sample. @defaultValue 0 */
  readonly seed?: number | undefined
}

/**
 * Takes down the distribution of rows that come in batches and need not fit into memory, which holds the sample, a batch and the counts.
 *
 * Counts are exact whatever the batches are. Without given cells the rows are read twice: a seeded reservoir of rows makes the cells, then all rows are
 * counted into them. Cells of a sample of 100,000 rows hold equal shares to about a twentieth of a share, which costs no test its level.
 *
 * @param monitor - which columns
 * @param batches - tables with the monitor's columns; an array or a function that begins anew at each call where no cells are given
 * @param options - given cells, sample, signal, progress in rows
 * @returns a frozen profile
 * @throws MillraceError `E_PROFILE_ONE_PASS` when no cells are given and the batches cannot be read twice, or the second pass has other rows than the
 *   first; `E_DRIFT_OPTION` when the sample is too small; and those of `profile`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, profile, profileBatches } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, Array.from({ length: 900 }, (_, i) => ({ amount: i })))
 * const batches = [loans.slice(0, 400), loans.slice(400)]
 * const counted = await profileBatches(defineMonitor(Loan), batches)
 * counted.rows // => 900
 * JSON.stringify(counted.columns) === JSON.stringify((await profile(defineMonitor(Loan), loans)).columns) // => true
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export async function profileBatches<Name extends string>(
  monitor: Monitor<Name>,
  batches: Batches<Readonly<Record<NoInfer<Name>, unknown>>> | (() => Batches<Readonly<Record<NoInfer<Name>, unknown>>>),
  { cellsOf, sample = 100_000, seed = 0, ...work }: ProfileBatchesOptions = {},
): Promise<Profile> {
  if (!(Number.isSafeInteger(sample) && sample >= 1000)) {
    throw optionError({ function: 'profileBatches', option: 'sample', value: sample, range: 'an integer from 1,000 on' })
  }
  const pass = (typeof batches === 'function' ? batches : () => batches) as () => Batches
  if (cellsOf === undefined && typeof batches !== 'function' && isOneShot(batches as Batches)) {
    throw onePass(monitor.name, 'the batches come from an iterator, which can be read once')
  }
  const sampled = cellsOf === undefined ? await sampleFrames(monitor, pass(), { size: sample, seed, work }) : null
  const counter = createProfileCounter(monitor, sampled?.frames ?? framesFrom(monitor, cellsOf!))
  const versions = new Set<string | null>()
  for await (const batch of pass()) {
    await yieldToEventLoop(work.signal)
    counter.add(batch)
    versions.add(batch.version ?? null)
    work.progress?.({ task: 'profile', done: counter.rows, unit: 'rows' })
  }
  if (sampled !== null && sampled.rows !== counter.rows) {
    throw onePass(monitor.name, `the first pass had ${sampled.rows} rows and the second ${counter.rows}`)
  }
  if (counter.rows === 0) throw emptyReference('profileBatches', monitor.name)
  return counter.profile(versions.size === 1 ? [...versions][0]! : null)
}

interface SampleOptions {
  readonly size: number
  readonly seed: number
  readonly work: WorkOptions
}

async function sampleFrames(monitor: Monitor, batches: Batches, { size, seed, work }: SampleOptions) {
  const names = [...new Set([...monitor.columns.map(({ spec }) => spec.name), ...monitor.settings.segments])]
  const reservoir = createReservoir(names, { size, seed })
  for await (const batch of batches) {
    await yieldToEventLoop(work.signal)
    reservoir.add(batch)
    work.progress?.({ task: 'sample', done: reservoir.rows, unit: 'rows' })
  }
  if (reservoir.rows === 0) throw emptyReference('profileBatches', monitor.name)
  const frames = await makeFrames(monitor, reservoir.table(), work)
  return { rows: reservoir.rows, frames: reservoir.rows > size ? withoutDistinct(frames) : frames }
}

/** A sample does not tell how many distinct values there are. */
function withoutDistinct({ columns, segments }: ProfileFrames): ProfileFrames {
  return { columns: columns.map((frame) => ({ ...frame, distinct: null })), segments }
}

/** Iterators that return themselves, as generators do, cannot begin anew. */
function isOneShot(batches: Batches): boolean {
  const iterator: unknown = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]()
  return iterator === batches
}

function onePass(monitor: string, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_PROFILE_ONE_PASS',
    message: `profileBatches of monitor '${monitor}': cells are made in one pass and counted in another, and ${fault}; give a function that begins anew, or 'cellsOf' a profile`,
    details: { monitor },
  })
}
