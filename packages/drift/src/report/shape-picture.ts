import { attributes, type Html, html } from '@millrace/core/html'
import type { ColumnPicture } from '../compare/column-picture.ts'
import type { ColumnDrift } from '../compare/drift-report.ts'

const height = 100
const pitch = 10

/** Heights of both sides over the same places, small numbers left, or a bar a category. */
interface Shape {
  readonly reference: readonly number[]
  readonly current: readonly number[] | null
  /** Whether neighbours touch, as those of a histogram do. */
  readonly isContinuous: boolean
}

/** What there is to draw of a column; null where it has no values on either side. */
function shapeOf({ cells, histogram }: ColumnPicture): Shape | null {
  if (histogram !== null) return { ...histogram, isContinuous: true }
  const filled = cells.filter(({ reference, current }) => reference > 0 || (current ?? 0) > 0)
  if (filled.length === 0) return null
  const hasCurrent = filled.some(({ current }) => current !== null)
  return {
    reference: filled.map(({ reference }) => reference),
    current: hasCurrent ? filled.map(({ current }) => current ?? 0) : null,
    isContinuous: false,
  }
}

/** The reference as a filled shape and the current rows over it, against one scale. A picture with an identifier can be drawn again by {@link samePicture}. */
export function shapePicture({ picture }: ColumnDrift, id: string | null): Html | null {
  const shape = shapeOf(picture)
  if (shape === null) return null
  const { reference, current, isContinuous } = shape
  const greatest = Math.max(...reference, ...(current ?? [])) || 1
  const heights = (shares: readonly number[]) =>
    shares.map((share) => (share > 0 ? Math.max(1, Math.round((height * share) / greatest)) : 0))
  const drawn = html`<g${attributes({ id })}><path class="r" d="${isContinuous ? outline(heights(reference)) : bars(heights(reference), 1)}"/>${
    current !== null &&
    html`<path class="${isContinuous ? 'l' : 'c'}" d="${isContinuous ? outline(heights(current)) : bars(heights(current), 3)}"/>`
  }</g>`
  return html`<svg${attributes(frame(reference.length))}>${drawn}</svg>`
}

/** The picture of that id again, as large as there is room. */
export function samePicture({ picture }: ColumnDrift, id: string): Html | null {
  const shape = shapeOf(picture)
  return shape && html`<svg${attributes(frame(shape.reference.length))}><use href="#${id}"/></svg>`
}

const outline = (heights: readonly number[]) => `M0 0${heights.map((y) => `V${-y}h${pitch}`).join('')}V0`

const bars = (heights: readonly number[], inset: number) =>
  heights.map((y, i) => (y === 0 ? '' : `M${i * pitch + inset} 0v${-y}h${pitch - 2 * inset}v${y}`)).join('')

const frame = (places: number) => ({
  viewBox: `0 ${-height} ${places * pitch} ${height}`,
  preserveAspectRatio: 'none',
  'aria-hidden': 'true',
})
