import type { DriftReport } from '../compare/drift-report.ts'
import { listed } from '../gate/listed.ts'
import { decimals, percent, points } from '../report/figures.ts'
import { escapeMarkdown, markdownTable } from './markdown-text.ts'

/** What a report has besides columns: a part each, empty where there is nothing to tell. */
export const markdownSections = (report: DriftReport): readonly string[] => [
  approval(report),
  performance(report),
  domain(report),
  segments(report),
  quality(report),
]

function approval({ approval }: DriftReport): string {
  if (approval === null) return ''
  const { reference, current, change, interval } = approval
  return plainText(
    `Approval rate: ${percent(reference)} → ${percent(current)}, a change of ${points(change)} points (95 % interval ${points(interval.lower)} to ${points(interval.upper)}).`,
  )
}

function performance({ performance }: DriftReport): string {
  if (performance === null) return ''
  const labels = performance.kind === 'estimated' ? 'without labels' : `from ${performance.labelled} labels`
  const heads = [
    { title: 'Metric' },
    { title: 'Now', right: true },
    { title: '95 % band', right: true },
    { title: 'Reference', right: true },
    { title: '' },
  ]
  const rows = performance.figures.map(({ metric, value, interval, reference, alert }) => [
    metric,
    decimals(value, 3),
    interval === null ? '' : `${decimals(interval.lower, 3)} to ${decimals(interval.upper, 3)}`,
    decimals(reference, 3),
    alert ? '**worse**' : '',
  ])
  return `### Performance, ${performance.kind} ${labels}\n\n${markdownTable(heads, rows)}`
}

function domain({ domain }: DriftReport): string {
  if (domain === null) return ''
  const { auc, interval, drifted, attributions } = domain
  const band = `${decimals(interval.lower, 3)} to ${decimals(interval.upper, 3)}`
  const leading = attributions.slice(0, 3).map(({ column, share }) => `${column} ${percent(share)}`)
  const told = drifted ? 'tells current from reference rows' : 'cannot tell current from reference rows well enough to matter'
  return escapeMarkdown(`A classifier ${told}: AUC ${decimals(auc, 3)} (95 % interval ${band}); most by ${leading.join(', ')}.`)
}

function segments({ segments }: DriftReport): string {
  const told = segments.filter(({ status, drifted }) => drifted.length > 0 || status === 'new' || status === 'gone')
  if (told.length === 0) return ''
  const items = told.slice(0, 20).map(({ column, value, status, drifted, rows }) => {
    const what = status === 'judged' ? `drifted in ${listed(drifted)}` : status
    return `- ${escapeMarkdown(`${column} = ${value}: ${what} (${rows.current} rows, reference ${rows.reference})`)}`
  })
  const more = told.length > items.length ? `\n- and ${told.length - items.length} more` : ''
  return `### Segments: ${told.length} of ${segments.length} changed\n\n${items.join('\n')}${more}`
}

function quality({ quality }: DriftReport): string {
  const failed = quality.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return ''
  const items = failed.slice(0, 20).map(({ message }) => `- ${escapeMarkdown(message)}`)
  const more = failed.length > items.length ? `\n- and ${failed.length - items.length} more` : ''
  return `### Quality: ${failed.length} of ${quality.length} checks failed\n\n${items.join('\n')}${more}`
}

/** Figures that look like markup in HTML. */
const plainText = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
