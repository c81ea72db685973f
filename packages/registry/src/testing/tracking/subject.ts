import type { Metric, NewRun, Run, TrackingStore } from '@millrace/core'

/** An experiment with a run in it. */
export async function startRun(store: TrackingStore, run: Omit<NewRun, 'experimentId'> = {}): Promise<Run> {
  const experiment = await store.createExperiment('subject')
  return store.createRun({ experimentId: experiment.id, ...run })
}

/** The run as it stands now. */
export async function reread(store: TrackingStore, { id }: { readonly id: string }): Promise<Run> {
  const run = await store.findRun(id)
  if (run === undefined) throw new Error(`run ${id} is not there`)
  return run
}

/** A value of a metric. */
export const metric = (key: string, value: number, place: { readonly step?: number; readonly timestampMs?: number } = {}): Metric => ({
  key,
  value,
  step: 0,
  timestampMs: 0,
  ...place,
})

/** A map of an object's members. */
export const mapOf = <Value>(members: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> => new Map(Object.entries(members))

/** Texts that stores have confused, cut or run. */
export const nastyTexts: readonly string[] = [
  'a',
  'A',
  'a ',
  ' a',
  'ä',
  'a\u0308',
  'ß',
  'ss',
  "'; drop table runs; --",
  '"quoted" `and` \\slashed\\',
  '%_*?[a]',
  '😀'.repeat(50),
  '\uffff',
  '\u{10000}',
  '__proto__',
  'constructor',
  '0',
  '00',
  'null',
  'שלום',
]
