import type { Html } from '@millrace/core/html'
import type { DriftReport } from '../compare/drift-report.ts'
import { columnDetails } from './column-details.ts'
import { type Entry, verdictsByAttention } from './verdicts.ts'

/** The details that a page has room for. */
export interface DetailsWithin {
  /** By the number of the column, in the order of the page. */
  readonly shown: ReadonlyMap<number, Html>
  /** How many of them are told in short. */
  readonly shortened: number
  /** Of how many columns there are none. */
  readonly left: number
}

/** What the link from the table to a column's details, and the identifier of its picture, take. */
const linkBytes = 48

/** Full details where there is room; else those of the calmest columns are shortened, then left out, and then the next calm ones likewise. */
export function detailsWithin(
  entries: readonly Entry[],
  { report, room }: { readonly report: DriftReport; readonly room: number },
): DetailsWithin {
  const details = new Map(entries.map((entry) => [entry.number, columnDetails(entry, { report, level: 'full' })]))
  const bytes = (number: number) => Buffer.byteLength(details.get(number)?.toString() ?? '') + (details.has(number) ? linkBytes : 0)
  const short = new Set<number>()
  let used = entries.reduce((sum, { number }) => sum + bytes(number), 0)
  const change = (alike: readonly Entry[], by: (entry: Entry) => void) => {
    for (const entry of alike) {
      if (used <= room) return
      used -= bytes(entry.number)
      by(entry)
      used += bytes(entry.number)
    }
  }
  for (const alike of calmestFirst(entries)) {
    for (const level of ['short', 'brief'] as const) {
      change(alike, (entry) => {
        details.set(entry.number, columnDetails(entry, { report, level }))
        short.add(entry.number)
      })
    }
    change(alike, ({ number }) => {
      details.delete(number)
      short.delete(number)
    })
  }
  return { shown: details, shortened: short.size, left: entries.length - details.size }
}

/** Columns of like urgency, the calmest first and in it the last; targets and predictions, which are few, at the end. */
function calmestFirst(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const calm = ({ column: { role, verdict, nulls } }: Entry) => {
    if (role !== 'input') return -1
    return nulls.drifted ? 0 : verdictsByAttention.indexOf(verdict)
  }
  const levels = [...new Set(entries.map(calm))].sort((a, b) => b - a)
  return levels.map((level) => entries.filter((entry) => calm(entry) === level).toReversed())
}
