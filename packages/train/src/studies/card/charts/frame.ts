import { type Content, type Html, html } from '@millrace/core/html'

/** Inner size of a picture of shares, and the room around it for its axes. */
export const size = { width: 320, height: 320, left: 52, top: 12, right: 16, bottom: 48 } as const

const shares = [0, 0.25, 0.5, 0.75, 1]

/** Where shares of the axes lie in the picture. */
export const x = (share: number) => rounded(size.left + share * size.width)
export const y = (share: number) => rounded(size.top + (1 - share) * size.height)

/** What a picture of shares against shares says. */
export interface Frame {
  /** What the picture shows, for who does not see it. */
  readonly description: string
  readonly horizontal: string
  readonly vertical: string
  /** What the ends of both axes stand for. @defaultValue 0 and 1 */
  readonly ends?: readonly [from: number, to: number] | undefined
}

/** A square with its axes; what is drawn into it, by shares of the axes, is the caller's. */
export function frame({ description, horizontal, vertical, ends = [0, 1] }: Frame, drawing: Content): Html {
  const width = size.left + size.width + size.right
  const height = size.top + size.height + size.bottom
  const shown = (share: number) => Number((ends[0] + share * (ends[1] - ends[0])).toPrecision(3))
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${description}">
${shares.map((tick) => html`<path class="grid" d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}"/><text x="${x(tick)}" y="${y(0) + 18}" text-anchor="middle">${shown(tick)}</text><text x="${x(0) - 8}" y="${y(tick) + 4}" text-anchor="end">${shown(tick)}</text>\n`)}${drawing}
<text class="axis" x="${x(0.5)}" y="${height - 8}" text-anchor="middle">${horizontal}</text>
<text class="axis" transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">${vertical}</text>
</svg>`
}

const mostPoints = 400

/** A path through points of shares; of very many, some hundreds that keep its ends. */
export function pathThrough(
  horizontal: ArrayLike<number>,
  vertical: ArrayLike<number>,
  { steps = false }: { steps?: boolean } = {},
): string {
  const count = horizontal.length
  const stride = Math.max(1, Math.ceil(count / mostPoints))
  const kept = Array.from({ length: count }, (_, i) => i).filter((i) => i % stride === 0 || i === count - 1)
  return kept
    .map((i, place) => {
      const [px, py] = [x(horizontal[i]!), y(vertical[i]!)]
      if (place === 0) return `M${px} ${py}`
      return steps ? `V${py}H${px}` : `L${px} ${py}`
    })
    .join('')
}

const rounded = (value: number) => Math.round(value * 10) / 10
