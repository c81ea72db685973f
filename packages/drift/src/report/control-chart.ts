import { type Html, html } from '@millrace/core/html'
import type { ControlSeries, WindowResult } from '../windows/windows-report.ts'
import { amount, cut, noFigure, percent, valueIn } from './figures.ts'
import { name } from './names.ts'

const size = { width: 320, height: 96 } as const
const mostPoints = 40
const mostNamed = 4
const longestLabel = 24

const measures: Readonly<Record<ControlSeries['measure'], string>> = {
  effect: 'Effect',
  mean: 'Mean',
  'null-share': 'Share of nulls',
  'approval-rate': 'Approval rate',
  'row-count': 'Rows',
  'drifted-share': 'Share of drifted columns',
}

const shares: ReadonlySet<ControlSeries['measure']> = new Set(['null-share', 'approval-rate', 'drifted-share'])

type Point = ControlSeries['points'][number]

/** What a figure is of. */
export const seriesTitle = ({ measure, column }: ControlSeries): Html =>
  html`${measures[measure]}${column !== null && html` of ${name(column)}`}`

/** One figure over the windows, within its limits; what lies outside is marked and named. */
export function controlChart(series: ControlSeries, windows: readonly WindowResult[]): Html {
  const points = series.points.slice(-mostPoints)
  const write = writerOf(series, windows)
  const known = [series.center, ...points.flatMap(({ value, lower, upper }) => [value, lower, upper])].filter((value) => value !== null)
  const [least, greatest] = [Math.min(...known), Math.max(...known)]
  const labelOf = (window: number) => cut(windows.find(({ index }) => index === window)?.label ?? `window ${window + 1}`, longestLabel)
  const outside = points.filter((point) => point.outside)
  const expected = ({ lower, upper }: Pick<Point, 'lower' | 'upper'>) => {
    if (lower === null) return `at most ${write(upper)}`
    return upper === null ? `at least ${write(lower)}` : `${write(lower)} to ${write(upper)}`
  }
  const named = outside
    .slice(-mostNamed)
    .map((point) => html`<li>${name(labelOf(point.window))}: ${write(point.value)}, expected ${expected(point)}</li>`)
  return html`<figure><figcaption><span>${seriesTitle(series)}</span> ${outside.length > 0 ? html`<b class="drifted">${outside.length} outside</b>` : html`<b class="stable">within limits</b>`}</figcaption>
${
  known.length > 0 &&
  html`${drawn(points, { least, greatest, center: series.center })}
<p class="ends"><span>${write(least)} to ${write(greatest)}</span> <span>last ${write(points.findLast(({ value }) => value !== null)?.value ?? null)}</span></p>
`
}${named.length > 0 && html`<ul>${named}</ul>`}</figure>
`
}

/** Shares in percent, means as the column's values are written. */
function writerOf({ measure, column }: ControlSeries, windows: readonly WindowResult[]): (value: number | null) => string {
  const columns = windows.find(({ report }) => report !== null)?.report?.columns
  const kind = measure === 'mean' ? columns?.find((each) => each.column === column)?.kind : undefined
  return (value) => {
    if (value === null) return noFigure
    return shares.has(measure) ? percent(value) : kind === undefined ? amount(value) : valueIn(kind, value)
  }
}

function drawn(
  points: readonly Point[],
  { least, greatest, center }: { readonly least: number; readonly greatest: number; readonly center: number | null },
): Html {
  const [pad, range] = [8, greatest - least || 1]
  const x = (i: number) => Math.round(points.length === 1 ? size.width / 2 : pad + (i * (size.width - 2 * pad)) / (points.length - 1))
  const y = (value: number) => Math.round(size.height - pad - ((value - least) * (size.height - 2 * pad)) / range)
  const at = points.map((point, i) => ({ ...point, x: x(i) }))
  const limited = at.filter(({ lower, upper }) => lower !== null || upper !== null)
  const corner = (p: { readonly x: number }, value: number) => `${p.x} ${y(value)}`
  const edge = [...limited.map((p) => corner(p, p.upper ?? greatest)), ...limited.toReversed().map((p) => corner(p, p.lower ?? least))]
  const line = at.map((p, i) => (p.value === null ? '' : `${at[i - 1]?.value == null ? 'M' : 'L'}${p.x} ${y(p.value)}`)).join('')
  const dots = at.filter(({ value, outside }) => value !== null && !outside).map((p) => `M${p.x} ${y(p.value!)}h0`)
  const marks = at
    .filter(({ value, outside }) => value !== null && outside)
    .map((p) => `M${p.x - 5} ${Math.round(y(p.value!) + 4)}l5-9l5 9z`)
  return html`<svg class="chart" viewBox="0 0 ${size.width} ${size.height}" aria-hidden="true">${limited.length > 1 && html`<path class="band" d="M${edge.join('L')}Z"/>`}${center !== null && html`<path class="center" d="M0 ${y(center)}H${size.width}"/>`}<path class="l" d="${line}"/><path class="dots" d="${dots.join('')}"/><path class="outside" d="${marks.join('')}"/></svg>`
}
