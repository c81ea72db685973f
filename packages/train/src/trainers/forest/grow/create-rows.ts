import type { ForestSettings } from '../settings.ts'
import { ClassRows } from './class-rows.ts'
import type { NodeRows } from './node-rows.ts'
import { PackedRows } from './packed-rows.ts'
import type { RowSource } from './row-source.ts'
import { WeightedRows } from './weighted-rows.ts'

/** Heavier rows, drawn a few times, would not fit 16 bits. */
const mostPackedWeight = 2047

/** The way of adding up that suits the rows; all ways give the same trees, where sums are exact. */
export function createRows(source: RowSource, settings: ForestSettings): NodeRows {
  const { outputs, criterion } = settings
  if (outputs > 1) return new ClassRows(source, outputs, criterion)
  return criterion !== 'squared' && canPack(source, settings) ? new PackedRows(source, criterion) : new WeightedRows(source, criterion)
}

function canPack({ weights }: RowSource, { minRowsLeaf, minRowsSplit }: ForestSettings): boolean {
  if (weights === undefined) return true
  // Packed, a row of weight 2 counts as two.
  if (minRowsLeaf > 1 || minRowsSplit > 2) return false
  return weights.every((weight) => Number.isInteger(weight) && weight <= mostPackedWeight)
}
