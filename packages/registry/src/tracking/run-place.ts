import type { CheckedEntries } from './check-entries.ts'

/** A run as the tables know it. */
export interface RunPlace {
  readonly id: number
  readonly experiment_id: number
}

/** Entries for an active run. */
export type EntriesOf<Kind extends keyof CheckedEntries> = { readonly run: RunPlace } & Pick<CheckedEntries, Kind>
