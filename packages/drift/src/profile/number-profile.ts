import type { NumberColumn } from '@millrace/core'
import type { MonitoredColumn } from '../monitor/define-monitor.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import { sortedValues } from '../tests/kolmogorov/sorted-gap.ts'
import { cellBounds } from './cell-bounds.ts'
import { countNumbers } from './count-numbers.ts'
import type { NumberProfile } from './profile-types.ts'
import { layoutOf } from './reference-cells.ts'

/** The part of a profile that says where values are counted. */
export type NumberFrame = Omit<
  NumberProfile,
  'count' | 'nulls' | 'infinite' | 'mean' | 'squares' | 'minimum' | 'maximum' | 'counts' | 'sums'
>

/** Makes cells from the column. */
export function numberFrame(
  { spec, role }: MonitoredColumn,
  { values, settings }: { readonly values: Float64Array; readonly settings: MonitorSettings },
): NumberFrame {
  const layout = layoutOf(finiteSorted(values), { cells: settings.cells, boolean: spec.kind === 'boolean' })
  return { column: spec.name, role, kind: spec.kind, type: 'number', ...layout }
}

/** Counts the column into given cells. */
export function countIntoFrame(frame: NumberFrame, { values }: NumberColumn): NumberProfile {
  const { counts, sums, nulls, infinite, moments, minimum, maximum } = countNumbers(values, cellBounds(frame.cells).bounds)
  const present = moments.count > 0
  const { test, discrete, cells, bands, ...base } = frame
  return {
    ...base,
    count: values.length - nulls,
    nulls,
    test,
    discrete,
    infinite,
    mean: present ? finite(moments.mean) : null,
    squares: present ? finite(moments.squares) : null,
    minimum: present ? minimum + 0 : null,
    maximum: present ? maximum + 0 : null,
    cells,
    bands,
    counts: Array.from(counts),
    sums: Array.from(sums, finite),
  }
}

/** JSON has neither infinity nor -0: sums of numbers near 1e308 end at the greatest float64. */
const finite = (x: number) => Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, x === x ? x : 0)) + 0

function finiteSorted(values: Float64Array): Float64Array {
  const sorted = sortedValues(values)
  let start = 0
  let end = sorted.length
  while (start < end && sorted[start] === Number.NEGATIVE_INFINITY) start++
  while (end > start && sorted[end - 1] === Number.POSITIVE_INFINITY) end--
  return sorted.subarray(start, end)
}
