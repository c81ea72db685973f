import { bandsOf, cellBounds, sumByBand } from '../profile/cell-bounds.ts'
import type { ColumnProfile, LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import { labelCells } from './cell-labels.ts'
import type { ColumnPicture, PictureCell } from './column-picture.ts'
import { histogramOf } from './histogram.ts'
import { summaryOf } from './number-summary.ts'

const mostBars = 25

/** Rows by cell of a picture, on both sides. */
interface Bar {
  readonly label: string
  readonly reference: number
  readonly current: number
}

/** What a page draws of a column; the current side is null where there is none. */
export function pictureOf(reference: ColumnProfile, current: ColumnProfile | null): ColumnPicture {
  return reference.type === 'level'
    ? pictureLevels(reference, current as LevelProfile | null)
    : pictureNumbers(reference, current as NumberProfile | null)
}

/** Bars of bands; of discrete numbers one bar a value and one for all others. */
function pictureNumbers(reference: NumberProfile, current: NumberProfile | null): ColumnPicture {
  const bands = bandsOf(cellBounds(reference.cells).bounds, cellBounds(reference.bands).bounds)
  const before = sumByBand(reference.counts, bands)
  const now = current === null ? [] : sumByBand(current.counts, bands)
  const bars = labelCells(reference.bands, reference.kind).map(({ label, point }, band) => ({
    label,
    point,
    reference: before[band]!,
    current: now[band] ?? 0,
  }))
  const shown = reference.discrete
    ? [
        ...bars.filter(({ point }) => point),
        joined(
          'other values',
          bars.filter(({ point }) => !point),
        ),
      ]
    : bars
  return {
    cells: shares(shown, current?.count ?? 0),
    histogram: histogramOf(reference, current),
    reference: summaryOf(reference),
    current: current === null ? null : summaryOf(current),
  }
}

/** One bar a level, by reference share; the rest is the last one. */
function pictureLevels(reference: LevelProfile, current: LevelProfile | null): ColumnPicture {
  const bars = reference.levels.map((label, level) => ({
    label,
    reference: reference.counts[level]!,
    current: current?.counts[level] ?? 0,
  }))
  const others = { label: '', reference: reference.others, current: current?.others ?? 0 }
  const named = bars.length < mostBars ? bars : bars.slice(0, mostBars - 1)
  return {
    cells: shares([...named, joined('other values', [...bars.slice(named.length), others])], current?.count ?? 0),
    histogram: null,
    reference: null,
    current: null,
  }
}

function joined(label: string, bars: readonly Bar[]): Bar {
  return bars.reduce((sum, bar) => ({ label, reference: sum.reference + bar.reference, current: sum.current + bar.current }), {
    label,
    reference: 0,
    current: 0,
  })
}

function shares(bars: readonly Bar[], current: number): PictureCell[] {
  const reference = bars.reduce((sum, bar) => sum + bar.reference, 0)
  return bars
    .filter((bar) => bar.reference + bar.current > 0)
    .map((bar) => ({
      label: bar.label,
      reference: reference > 0 ? bar.reference / reference : 0,
      current: current > 0 ? bar.current / current : null,
    }))
}
