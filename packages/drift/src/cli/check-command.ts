import type { ColumnKind, WorkOptions } from '@millrace/core'
import { compare } from '../compare/compare.ts'
import type { DriftReport } from '../compare/drift-report.ts'
import { gate } from '../gate/gate.ts'
import type { GateResult } from '../gate/gate-result.ts'
import type { Profile } from '../profile/profile-types.ts'
import type { CheckArguments } from './arguments.ts'
import { defined } from './defined.ts'
import { makeReference } from './make-reference.ts'
import { isProfile, readAttributions, readProfileFile, readRows } from './read-input.ts'
import { readLog } from './rows/read-log.ts'
import type { ReadRows } from './rows/table-builder.ts'

/** What `check` found. */
export interface Checked {
  readonly report: DriftReport
  readonly result: GateResult
  /** What a person should know of how the rows were read. */
  readonly notes: readonly string[]
}

/** Reads, compares and decides. */
export async function check(given: CheckArguments, work: WorkOptions): Promise<Checked> {
  const { profile, rows, notes } = await makeReference(given.reference, { ...given, ...work })
  const current = await readCurrent(profile, given, work)
  const window = defined({ fromMs: given.fromMs ?? undefined, toMs: given.toMs ?? undefined })
  const attributions = given.attributions === null ? undefined : await readAttributions(given.attributions)
  const report = await compare(profile, 'table' in current ? current.table : current, { reference: rows, window, attributions, ...work })
  return { report, result: gate(report, given.policy), notes: 'table' in current ? [...notes, ...current.notes] : notes }
}

async function readCurrent(profile: Profile, given: CheckArguments, work: WorkOptions): Promise<ReadRows | Profile> {
  const { current, isLog, model, fromMs, toMs, csv, maxRows } = given
  if (isLog) {
    const target = profile.columns.find(({ role }) => role === 'target')?.column ?? null
    const range = { fromMs: fromMs ?? Number.NEGATIVE_INFINITY, toMs: toMs ?? Number.POSITIVE_INFINITY }
    return readLog(current, { wanted: wantedBy(profile), maxRows, model, target, ...range, ...work })
  }
  return isProfile(current) ? readProfileFile(current) : readRows(current, { wanted: wantedBy(profile), csv, maxRows, ...work })
}

/** The columns that a comparison reads, and the kinds that the profile knows. */
function wantedBy({ columns, settings: { quality } }: Profile): ReadonlyMap<string, ColumnKind | undefined> {
  const kinds = new Map<string, ColumnKind | undefined>(columns.map(({ column, kind }) => [column, kind]))
  const written = quality.freshness ? quality.freshness.column : undefined
  if (written !== undefined && !kinds.has(written)) kinds.set(written, undefined)
  return kinds
}
