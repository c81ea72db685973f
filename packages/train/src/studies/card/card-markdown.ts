import type { CardContent } from './card-content.ts'
import { fairnessCells, figure, intervalOf, metricInSentence, metricName } from './card-text.ts'

/** A model card as Markdown; text from outside cannot leave its cell or become markup. */
export function cardMarkdown(card: CardContent): string {
  const sections = [
    `# ${text(card.title)}`,
    card.purpose !== null && text(card.purpose),
    factsTable([
      ['Model', card.model],
      ['Predicts', card.predicts],
      ['Estimator', card.estimator],
      ...(card.owner === null ? [] : [['Owner', card.owner] as const]),
    ]),
    `## Figures on ${card.rows} held-out rows`,
    table(
      ['Metric', 'Value', 'Interval'],
      card.metrics.map((one) => [metricName(one), figure(one.value), intervalOf(one)]),
    ),
    card.importance.length > 0 &&
      `## Importance\n\nHow much worse the ${metricInSentence(card.importanceMetric)} is when a column is shuffled among the held-out rows.`,
    card.importance.length > 0 &&
      table(
        ['Column', 'Importance', 'Interval'],
        card.importance.map((one) => [one.column, figure(one.importance), intervalOf(one)]),
      ),
    ...card.fairness.flatMap(({ by, reference, groups }) => [
      `## Answers by ${text(by)}\n\nThe ratio is of selection rates, to ${text(reference)}; below 0.8 it deserves a reason.`,
      table(
        [by, ...fairnessCells.map(([heading]) => heading)],
        groups.map((one) => [one.group ?? '(unknown)', ...fairnessCells.map(([, cell]) => cell(one))]),
      ),
    ]),
    '## Data and features',
    table(
      ['Feature', 'Reads'],
      card.features.map(({ feature, columns }) => [feature, columns.join(', ')]),
    ),
    card.monitored.length > 0 && `Validated and logged, never scored: ${card.monitored.map(text).join(', ')}.`,
    '## How it was trained',
    factsTable([...card.lineage, ...card.params.map(([name, value]) => [`Parameter ${name}`, value] as const)]),
    (card.limits.length > 0 || card.warnings.length > 0) && '## Limits',
    (card.limits.length > 0 || card.warnings.length > 0) &&
      [...card.limits, ...card.warnings].map((limit) => `- ${text(limit)}`).join('\n'),
  ]
  return `${sections.filter((section) => section !== false && section !== '').join('\n\n')}\n`
}

const factsTable = (facts: readonly (readonly [name: string, value: string])[]) => table(['', ''], facts)

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`
  return [line(headings), `|${headings.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** One line of plain text: what Markdown, GitHub's links of bare addresses or HTML would read as markup is escaped. */
function text(value: string): string {
  return value
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#|!~&]|:(?=\/\/)|(?<=www)\.|(?<=\w)@(?=\w)/gi, '\\$&')
    .replace(/^([-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}
