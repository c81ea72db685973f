import { type Html, html } from '@millrace/core/html'
import type { DomainDrift } from '../domain/domain-drift.ts'
import { frequency } from './chance-words.ts'
import { decimals, percent } from './figures.ts'
import { name } from './names.ts'
import { type PageSection, pageTable, tableLine } from './page-section.ts'

const mostColumns = 15

/** Whether a classifier can tell the sides apart, and by what. */
export function domainSection({ auc, interval, pValue, floor, drifted, sizes, attributions }: DomainDrift): PageSection {
  const shown = attributions.slice(0, mostColumns)
  const greatest = Math.max(...shown.map(({ share }) => share), Number.MIN_VALUE)
  const rest = attributions.length - shown.length
  return {
    id: 'domain',
    heading: 'All columns together',
    content: html`<p><b class="${drifted ? 'drifted' : 'stable'}">${drifted ? 'The sides can be told apart' : 'The sides can hardly be told apart'}</b></p>
<p>A classifier was trained to tell current from reference rows. Given one of each, it names the current one in ${Math.round(100 * auc)} of 100 pairs (area under the ROC curve ${decimals(auc, 3)}, 95 % interval ${decimals(interval.lower, 3)} to ${decimals(interval.upper, 3)}); 50 of 100 is guessing. Guessing does as well in ${frequency(pValue)} such trials, and from ${decimals(floor, 2)} on an area counts as drift. ${sizes.reference.toLocaleString('en')} reference and ${sizes.current.toLocaleString('en')} current rows took part.</p>
${shown.length > 0 && pageTable({ label: 'What tells the sides apart', className: 'bars', headings: ['What tells them apart', html`<span class="spoken">Picture</span>`, 'Share'], rows: shown.map(({ column, share }) => tableLine(name(column), [bar(share / greatest), percent(share)])) })}${rest > 0 && html`<p class="muted">${rest} more columns have smaller shares.</p>\n`}`,
  }
}

const bar = (length: number): Html =>
  html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><path d="M0 0H${Math.max(2, Math.round(1000 * length))}V10H0Z"/></svg>`
