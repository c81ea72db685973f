import type { ColumnDrift, Effect } from '../compare/drift-report.ts'
import { amount, decimals, inSentence, labelIn, percent, valueIn } from './figures.ts'
import { testWords } from './test-words.ts'

const longestLabel = 40

/** How large the difference is, as the end of `… differ: `. */
export function effectWords(column: ColumnDrift): string {
  const { effect, statisticBounds } = column
  if (effect === null) return 'the size of the difference is not known'
  switch (effect.name) {
    case 'D': {
      const upper = statisticBounds !== null && pointsOf(statisticBounds.upper) !== pointsOf(effect.value) ? statisticBounds.upper : null
      const size = upper === null ? `at most ${pointsOf(effect.value)}` : `at most ${pointsOf(effect.value)} to ${pointsOf(upper)}`
      return `the shares of values below one and the same limit differ by ${size} percentage points`
    }
    case 'V':
      return `${moverOf(column)}the size of all changes of share (Cramér’s V; 0 is none, 1 is all) is ${decimals(effect.value, 3)}`
    case 'AUC':
      return `in ${Math.round(100 * effect.value)} of 100 pairs of a current and a reference value the current one is the higher`
    case 'd':
      return `the means differ by ${decimals(Math.abs(effect.value), 2)} standard deviations`
    case 'difference':
      return `${moverOf(column)}the share changed by ${pointsOf(Math.abs(effect.value))} percentage points`
    case 'distance':
      return `the ${testWords[column.test].full} is ${amount(effect.value)}${column.noise === null ? '' : `, and without drift it stays below ${amount(column.noise)} in 95 of 100 comparisons of this size`}`
  }
}

/** From where on a difference counts. */
export function floorWords({ name, floor }: Effect): string {
  switch (name) {
    case 'D':
    case 'difference':
      return `${pointsOf(floor)} percentage points`
    case 'AUC':
      return `${Math.round(50 * (1 + floor))} of 100 pairs, one way or the other,`
    case 'd':
      return `${amount(floor)} standard deviations`
    case 'V':
    case 'distance':
      return amount(floor)
  }
}

/** Which way values went: `typically higher than`, or `different from`. */
export function directionWords({ kind, picture: { reference, current } }: ColumnDrift): { readonly than: string; readonly detail: string } {
  const plain = { than: 'different from', detail: '' }
  if (reference === null || current === null || kind === 'boolean') return plain
  const [before, now] = [reference.quantiles[2], current.quantiles[2]]
  if (valueIn(kind, before) === valueIn(kind, now)) return plain
  const than = kind === 'day' || kind === 'instant' ? ['earlier', 'later'] : ['lower', 'higher']
  const detail = `the value in the middle (the median) ${now > before ? 'rose' : 'fell'} from ${valueIn(kind, before)} to ${valueIn(kind, now)}, and `
  return { than: `typically ${than[now > before ? 1 : 0]} than`, detail }
}

/** The band or category whose share changed most. */
function moverOf({ kind, picture: { cells } }: ColumnDrift): string {
  const change = ({ reference, current }: (typeof cells)[number]) => Math.abs((current ?? reference) - reference)
  const [most] = cells.toSorted((a, b) => change(b) - change(a))
  if (most === undefined || most.current === null || percent(most.current) === percent(most.reference)) return ''
  const way = most.current > most.reference ? 'rose' : 'fell'
  return `“${inSentence(labelIn(kind, most.label, longestLabel), longestLabel)}” ${way} from ${percent(most.reference)} to ${percent(most.current)} of the values, and `
}

const pointsOf = (share: number) => decimals(100 * share, 1).replace(/\.0$/, '')
