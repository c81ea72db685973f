import { type Content, type Html, html } from '@millrace/core/html'
import type { ColumnDrift } from '../compare/drift-report.ts'
import { between, decimals, noFigure, percent, probability } from './figures.ts'
import { name } from './names.ts'
import { folded, pageTable, tableLine } from './page-section.ts'
import { shapePicture } from './shape-picture.ts'
import { testWords } from './test-words.ts'
import { asksForAttention, type Entry, verdict, verdictCounts } from './verdicts.ts'

/** What a table needs to know of the page. */
export interface ColumnsTableOptions {
  /** What the table holds, for people. */
  readonly caption: string
  /** Whether a column has details to link to. */
  readonly hasDetails: (entry: Entry) => boolean
}

/** Up to so many columns make one table; of more, those that ask for no attention are folded. */
const mostInOneTable = 60
const mostUnfolded = 100

/** A line a column, those first that ask for attention. */
export function columnsTable(entries: readonly Entry[], options: ColumnsTableOptions): Html {
  const isRanked = entries.some(({ column }) => column.importance !== null)
  const table = (some: readonly Entry[], label: string) =>
    pageTable({
      label,
      className: isRanked ? 'columns ranked' : 'columns',
      headings: [...headings, ...(isRanked ? ['Importance'] : [])],
      rows: some.map((entry) => line(entry, options.hasDetails(entry), isRanked)),
    })
  const shown = entries.length <= mostInOneTable ? entries : entries.filter(({ column }) => asksForAttention(column)).slice(0, mostUnfolded)
  const rest = entries.length === shown.length ? [] : entries.filter((entry) => !shown.includes(entry))
  if (rest.length === 0) return table(shown, options.caption)
  const words = `${rest.length} ${shown.length === 0 ? '' : 'more '}columns`
  const more = folded(html`<span>${words}</span> ${verdictCounts(rest.map(({ column }) => column))}`, table(rest, words))
  return html`${shown.length > 0 && table(shown, options.caption)}${more}`
}

const headings: readonly Content[] = ['Column', 'Verdict', 'Shape', 'Test', 'Effect', 'Adjusted p', html`PSI <small>noise</small>`, 'Nulls']

function line({ column, number }: Entry, isLinked: boolean, isRanked: boolean): Html {
  const title = name(column.column)
  return tableLine(
    html`${isLinked ? html`<a href="#d${number}">${title}</a>` : title}${column.role !== 'input' && html` <small>${column.role}</small>`}`,
    [
      verdict(column.verdict),
      shapePicture(column, isLinked ? `c${number}` : null),
      testOf(column),
      effectOf(column),
      between(column.adjustedPValue, column.adjustedPValueBounds, probability),
      psiOf(column),
      nullsOf(column),
      ...(isRanked ? [percent(column.importance)] : []),
    ],
  )
}

function testOf({ test, degreesOfFreedom, failure }: ColumnDrift): Content {
  if (failure !== null) return noFigure
  return html`${testWords[test].short}${degreesOfFreedom !== null && html` <small>${degreesOfFreedom} df</small>`}`
}

function effectOf({ effect, statisticBounds }: ColumnDrift): string {
  if (effect === null) return noFigure
  const write = (value: number) => decimals(value, 3)
  const figure = effect.name === 'D' ? between(effect.value, statisticBounds, write) : write(effect.value)
  return effect.name === 'distance' ? figure : `${effect.name}\u00a0${figure}`
}

function psiOf({ psi }: ColumnDrift): Html | string {
  if (psi === null) return noFigure
  const value = decimals(psi.value, 3)
  return html`${psi.exceeded ? html`<strong>${value}</strong>` : value} <small>${decimals(psi.noise, 3)}</small>`
}

function nullsOf({ nulls }: ColumnDrift): Html {
  const shares = `${percent(nulls.reference)} → ${percent(nulls.current)}`
  return nulls.drifted ? html`<b class="drifted"><span class="spoken">Drifted:</span> ${shares}</b>` : html`${shares}`
}
