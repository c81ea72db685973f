import { deepFreeze, isText, type StatisticsEngine, type WorkOptions } from '@millrace/core'
import type { Monitor } from '../../monitor/define-monitor.ts'
import { cellBounds } from '../cell-bounds.ts'
import { type ColumnFrame, profileOf } from '../column-counter.ts'
import { levelFrame } from '../level-profile.ts'
import type { NumberFrame, NumberTally } from '../number-profile.ts'
import { emptyReference, framesFrom, targetOf } from '../profile-counter.ts'
import type { Profile } from '../profile-types.ts'
import { isTied } from '../reference-cells.ts'
import { askFrames } from './ask-frames.ts'
import { askLevels, tallyLevels } from './ask-levels.ts'
import { askCells, askFigures, numberNodes } from './ask-numbers.ts'
import { askSegments } from './ask-segments.ts'
import { askOf } from './questions.ts'

/**
 * How {@link profileIn} counts.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ProfileInOptions extends WorkOptions {
  /** Counts into the cells of this profile, made by the same monitor, rather than into cells made from the engine's rows. */
  readonly cellsOf?: Profile | undefined
}

/**
 * Takes down the distribution of rows where they lie, in a database, by statistics alone: no row is read.
 *
 * Counts are those that `profile` finds in the same rows; sums and moments agree as far as the engine's do, within 1e-9 unless a column lies
 * far from 0. Cells are made of the engine's quantiles and are those of `profile` up to rounding in the last place. The number of distinct
 * values is known where each has a cell of its own. A segment column that the monitor does not watch is taken for text.
 *
 * Counting costs a scan a column and one for all moments; making cells costs a sort of each number column, and a segment column of texts as
 * many scans again as there are columns.
 *
 * @param engine - `memoryEngine` of core, DuckDB of `@millrace/data`, or another that answers statistics
 * @param monitor - which columns
 * @param options - given cells, signal, progress as the engine reports it
 * @returns a frozen profile
 * @throws MillraceError `E_DRIFT_EMPTY` when the engine has no rows; `E_PROFILE_MISMATCH` when the given cells are of other columns;
 *   `E_PROFILE_IDENTIFIER` as `profile`, and when a text column has a million distinct values; what the engine rejects with
 * @example
 * ```ts
 * import { fromRows, memoryEngine } from '@millrace/core'
 * import { defineMonitor, profile, profileIn } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, Array.from({ length: 900 }, (_, i) => ({ amount: i % 40 })))
 * const known = await profile(defineMonitor(Loan), loans)
 * const again = await profileIn(memoryEngine(loans), defineMonitor(Loan), { cellsOf: known })
 * JSON.stringify(again.columns[0]?.counts) === JSON.stringify(known.columns[0]?.counts) // => true
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export async function profileIn(engine: StatisticsEngine, monitor: Monitor, { cellsOf, ...work }: ProfileInOptions = {}): Promise<Profile> {
  const given = cellsOf === undefined ? null : framesFrom(monitor, cellsOf)
  const questions = askOf(engine, work)
  const nodes = monitor.columns.map(({ spec }) =>
    questions.node({ op: 'column', name: spec.name, type: isText(spec.kind) ? 'string' : 'number' }),
  )
  const nodeOf = (name: string) => nodes[monitor.columns.findIndex(({ spec }) => spec.name === name)]!
  const targets = monitor.columns.map((_, index) => targetOf(monitor, index)).map((target) => (target === null ? null : nodeOf(target)))
  const unknown = targets.map((target) => (target === null ? null : questions.ask<number>({ stat: 'nulls', of: target })))
  const levels = monitor.columns.map(({ spec }, i) =>
    isText(spec.kind) ? askLevels(questions, { node: nodes[i]!, column: spec.name }) : null,
  )
  const numbers = nodes.map((node, i) => (levels[i] === null ? numberNodes(questions, node) : null))
  const figures = numbers.map((one) => (one === null ? null : askFigures(questions, one)))
  await questions.send()

  const rows = figures[0] != null ? figures[0]().count + figures[0]().nulls : rowsOf(levels[0]!())
  if (rows === 0) throw emptyReference('profileIn', monitor.name)
  const frames = given?.columns ?? (await makeFrames())
  const cells = frames.map((frame, i) =>
    frame.type === 'number' ? askCells(questions, numbers[i]!, { frame, target: targets[i]! }) : null,
  )
  await questions.send()
  const columns = frames.map((frame, i) => {
    if (frame.type === 'level') return profileOf(frame, tallyLevels(frame, levels[i]!()))
    const tally = { ...figures[i]!(), ...cells[i]!() }
    return profileOf(given === null ? withTies(frame, tally) : frame, tally)
  })
  const segments = await askSegments(questions, { monitor, frames, given: given?.segments ?? null, nodes, targets })
  return deepFreeze({
    format: 'millrace/drift-profile',
    schemaVersion: 1,
    monitor: monitor.name,
    settings: monitor.settings,
    rows,
    digest: null,
    columns,
    segments,
  })

  async function makeFrames(): Promise<readonly ColumnFrame[]> {
    const { settings } = monitor
    const unframed = monitor.columns.flatMap((monitored, i) => {
      if (numbers[i] === null) return []
      const { count, infinite } = figures[i]!()
      const labels = unknown[i] === null ? 0 : unknown[i]!() > 0 ? 2 : 1
      return [{ monitored, use: { settings, labels } as const, finite: numbers[i]!.finite, count: count - infinite }]
    })
    const framed = [...(await askFrames(questions, unframed))]
    return monitor.columns.map((monitored, i) =>
      levels[i] === null ? framed.shift()! : levelFrame(monitored, levels[i]!().levels, settings),
    )
  }
}

const rowsOf = ({ levels, nulls }: { readonly levels: readonly { readonly count: number }[]; readonly nulls: number }) =>
  levels.reduce((sum, { count }) => sum + count, nulls)

/** Chooses the test again, now that the counts of heavy values are known. */
function withTies(frame: NumberFrame, { counts, count, infinite }: NumberTally): NumberFrame {
  const { points } = cellBounds(frame.cells)
  const heaviest = counts.reduce((most, rows, cell) => (points[cell] ? Math.max(most, rows) : most), 0)
  return !frame.discrete && isTied({ count: count - infinite, heaviest }) ? { ...frame, test: 'chi-square' } : frame
}
