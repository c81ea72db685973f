import type { ColumnKind } from '@millrace/core'
import { type Html, html } from '@millrace/core/html'
import type { ApprovalChange } from '../compare/approval-change.ts'
import { frequency } from './chance-words.ts'
import { amount, percent, points } from './figures.ts'
import { name } from './names.ts'
import type { PageSection } from './page-section.ts'

/** How the approval rate changed, and how far chance may have a part in it. */
export function approvalSection(approval: ApprovalChange, kind: ColumnKind | undefined): PageSection {
  const { column, sizes, change, interval, pValue } = approval
  return {
    id: 'approval',
    heading: 'Approval rate',
    content: html`<p class="figure">${percent(approval.reference)} → ${percent(approval.current)} <span class="${interval.lower > 0 || interval.upper < 0 ? 'moved' : 'muted'}">${points(change)} points</span></p>
<p>Approved are rows with ${name(column)} ${sideOf(approval, kind)}: ${percent(approval.reference)} of ${sizes.reference.toLocaleString('en')} reference rows, ${percent(approval.current)} of ${sizes.current.toLocaleString('en')} now. ${changeInWords(approval)}</p>
${whisker(approval)}<p class="muted">95 % interval of the change: ${points(interval.lower)} to ${points(interval.upper)} points. A change this large comes by chance in ${frequency(pValue)} comparisons of this size.</p>
`,
  }
}

/** Which values approve; of booleans the two are named. */
function sideOf({ threshold, approve }: ApprovalChange, kind: ColumnKind | undefined): string {
  const isAbove = approve === 'at-least'
  if (kind === 'boolean' && threshold > 0 && threshold <= 1) return String(isAbove)
  return isAbove ? `${amount(threshold)} or more` : `less than ${amount(threshold)}`
}

function changeInWords({ interval: { lower, upper } }: ApprovalChange): string {
  if (lower <= 0 && upper >= 0) return 'The change is within what chance explains: the interval includes no change.'
  return lower > 0 ? 'The rate rose by more than chance explains.' : 'The rate fell by more than chance explains.'
}

/** The change as a dot on its interval, with no change in the middle. */
function whisker({ change, interval }: ApprovalChange): Html {
  const reach = Math.max(Math.abs(interval.lower), Math.abs(interval.upper), 0.01)
  const at = (value: number) => Math.round(500 * (1 + value / reach))
  return html`<svg class="whisker" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"><path class="axis" d="M500 0V20"/><path class="range" d="M${at(interval.lower)} 10H${at(interval.upper)}"/><path class="mark" d="M${at(change)} 3V17"/></svg>
`
}
