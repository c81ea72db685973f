import { attributes, type Html, html } from '@millrace/core/html'
import type { ColumnDrift, PictureCell } from '../compare/drift-report.ts'

const height = 100
const pitch = 10

/** The cells that have values on some side. */
export function filledCells({ picture }: ColumnDrift): readonly PictureCell[] {
  return picture.cells.filter(({ reference, current }) => reference > 0 || (current ?? 0) > 0)
}

/** Paired bars of a column's cells: the reference left, current right, both against the same scale. The table draws them, the details use them again. */
export function cellsPicture(cells: readonly PictureCell[], id: string): Html {
  const greatest = Math.max(...cells.flatMap(({ reference, current }) => [reference, current ?? 0])) || 1
  const bars = (side: 'reference' | 'current', middle: number) => {
    const lines = cells.map((cell, i) => {
      const share = cell[side] ?? 0
      return share > 0 ? `M${i * pitch + middle} 0V${-Math.max(1, Math.round((height * share) / greatest))}` : ''
    })
    return html`<path class="${side}" d="${lines.join('')}"/>`
  }
  return html`<svg${attributes(frame(cells))}><g id="${id}">${bars('reference', 3)}${bars('current', 7)}</g></svg>`
}

/** The picture of that id again, as large as there is room. */
export function samePicture(cells: readonly PictureCell[], id: string): Html {
  return html`<svg${attributes(frame(cells))}><use href="#${id}"/></svg>`
}

const frame = (cells: readonly PictureCell[]) => ({
  viewBox: `0 ${-height} ${cells.length * pitch} ${height}`,
  preserveAspectRatio: 'none',
  'aria-hidden': 'true',
})
