import { cellBounds } from './cell-bounds.ts'
import type { ColumnFrame } from './column-counter.ts'
import type { LevelFrame, LevelTally } from './level-profile.ts'
import type { NumberFrame, NumberTally } from './number-profile.ts'
import type { CellEdges } from './profile-types.ts'
import type { ColumnTally } from './segment-profile.ts'

/** What is wrong with the cells of a profile from outside; null where nothing is. */
export function frameFault(frame: ColumnFrame): string | null {
  if (frame.type === 'level') return new Set(frame.levels).size < frame.levels.length ? 'has a level twice' : null
  const { cells, bands } = frame
  if (!isAscending(cells) || !isAscending(bands)) return 'has edges that do not ascend, or atoms that are no edges'
  const known = new Set(cells.edges)
  if (!bands.edges.every((edge) => known.has(edge))) return 'has a band that begins at no edge of a cell'
  const atoms = new Set(cells.atoms)
  return bands.atoms.every((edge) => atoms.has(edge)) ? null : 'has a band that is an atom and no cell that is'
}

/** What is wrong with counts in these cells, of so many rows; null where nothing is. */
export function tallyFault(frame: ColumnFrame, tally: ColumnTally, rows: number): string | null {
  if ((frame.type === 'number') !== 'sums' in tally) return 'has counts of another type than its cells'
  const fault = frame.type === 'number' ? numberFault(frame, tally as NumberTally) : levelFault(frame, tally as LevelTally)
  if (fault !== null) return fault
  const total = tally.count + tally.nulls
  return total === rows ? null : `has ${total} rows where there are ${rows}`
}

function numberFault({ cells }: NumberFrame, { counts, sums, count, infinite, labels, ...figures }: NumberTally): string | null {
  const expected = cellBounds(cells).bounds.length + 1
  if (counts.length !== expected || sums.length !== expected)
    return `has ${counts.length} counts and ${sums.length} sums for ${expected} cells`
  if (totalOf(counts) !== count) return 'has counts that do not add up to its rows'
  if (infinite > count) return 'has more infinities than values'
  const present = count > infinite
  const { mean, squares, minimum, maximum } = figures
  if ([mean, squares, minimum, maximum].some((figure) => (figure !== null) !== present))
    return 'has figures without values, or values without'
  if (present && minimum! > maximum!) return 'has a minimum above its maximum'
  return labels === null ? null : labelFault(labels, counts)
}

function labelFault({ positive, unknown, known }: NonNullable<NumberTally['labels']>, counts: readonly number[]): string | null {
  if (positive.length !== counts.length || (unknown ?? counts).length !== counts.length)
    return `has ${positive.length} counts of outcomes for ${counts.length} cells`
  if (counts.some((rows, cell) => positive[cell]! + (unknown?.[cell] ?? 0) > rows)) return 'has a cell of more outcomes than rows'
  return totalOf(counts) - totalOf(unknown ?? []) === known ? null : 'has outcomes that do not add up to those known'
}

function levelFault({ levels }: LevelFrame, { counts, others, buckets, count }: LevelTally): string | null {
  if (counts.length !== levels.length) return `has ${counts.length} counts for ${levels.length} levels`
  if (totalOf(counts) + others !== count) return 'has counts that do not add up to its rows'
  if (others > 0 !== (buckets !== null)) return 'has buckets without other levels, or others without'
  return buckets !== null && totalOf(buckets) !== count ? 'has buckets that do not add up to its rows' : null
}

function isAscending({ edges, atoms }: CellEdges): boolean {
  const known = new Set(edges)
  return edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) && atoms.every((atom) => known.has(atom))
}

const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
