import { type Content, html } from '@millrace/core/html'
import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import { limitWords } from './chance-words.ts'
import { amount } from './figures.ts'
import type { PageSection } from './page-section.ts'
import { testWords } from './test-words.ts'

/** How the page is to be read, for people who do not do this every day; only what this report uses. */
export function readingNotes(report: DriftReport): PageSection {
  const { reference, mode, significance } = report
  const columns = [...report.columns, ...(report.target === null ? [] : [report.target]), ...report.predictions].filter(
    ({ failure }) => failure === null,
  )
  const effects = new Set(columns.flatMap(({ effect }) => effect?.name ?? []))
  const notes: readonly (readonly [string, Content])[] = [
    [
      'Drifted',
      mode === 'evidently'
        ? html`Evidently’s default rule decided: a p-value below its threshold, or a distance from its threshold on. Neither noise nor the number of columns is looked at.`
        : html`A difference that chance makes in fewer than ${limitWords(significance)} comparisons (adjusted p below ${significance}) <em>and</em> that reaches the floor of its effect. One that is significant with a smaller effect is a <em>small difference</em>: with many rows even a difference that does not matter is significant.`,
    ],
    ['Adjusted p', corrections[report.correction](significance)],
    ['Tests', testsUsed(columns)],
    ['Effect', effectsUsed(effects)],
    [
      'PSI and its noise',
      'The population stability index adds up (share now − share before) × ln(share now ÷ share before) over bands. Bands are tenths of the reference, with heavy values apart, or categories; rare ones are joined, and half a row is added to every band, so that empty ones count. It informs and does not decide. Even without drift it is not zero: 95 of 100 comparisons of this size stay below the noise level, so a PSI below it says nothing.',
    ],
    [
      'Nulls',
      'The tests compare the values that are there. The share of nulls has a test of its own, Fisher’s or chi-square; ▲ marks a share that drifted.',
    ],
    [
      'Inconclusive',
      !reference.raw &&
        'The profile keeps counts of cells and no raw values, so a figure may only be known to lie between two bounds. Where drift and no drift are both possible, the raw reference values decide it.',
    ],
    [
      'Order',
      `Columns that could not be compared come first, then those that drifted, in values or nulls; within a verdict, ${columns.some(({ impact }) => impact !== null) ? 'by effect times the column’s importance to the model' : 'by effect'}.`,
    ],
    [
      'Shape',
      'Grey is the reference, blue the current values. Numbers run from small to large in steps of one width, without the outer half percent on either side; categories from frequent to rare in the reference.',
    ],
  ]
  return {
    id: 'notes',
    heading: 'How to read this',
    content: html`<dl class="notes">${notes.map(([term, what]) => what !== false && what !== null && html`<dt>${term}</dt><dd>${what}</dd>\n`)}</dl>
`,
  }
}

const families = 'input and monitored columns, target and predictions are corrected apart.'

const corrections: Readonly<Record<DriftReport['correction'], (significance: number) => string>> = {
  'benjamini-hochberg': (significance) =>
    `Of many columns some look different by chance. The Benjamini-Hochberg correction raises the p-values so that on average at most ${amount(100 * significance)} % of the columns called drifted are false alarms; ${families}`,
  bonferroni: (significance) =>
    `Of many columns some look different by chance. The Bonferroni correction multiplies the p-values by the number of columns, so that without any drift there is any alarm in at most ${limitWords(significance)} comparisons; ${families}`,
  none: () => 'The p-values are not corrected for the number of columns: of many columns some look different by chance alone.',
}

/** The tests of this report, each with the number of columns it judged. */
function testsUsed(columns: readonly ColumnDrift[]): Content {
  const counts = new Map<ColumnDrift['test'], number>()
  for (const { test } of columns) counts.set(test, (counts.get(test) ?? 0) + 1)
  if (counts.size === 0) return null
  return [...counts].map(([test, count], i) => {
    const { short, full, plain } = testWords[test]
    return html`${i > 0 && '; '}${full} (${short}), ${plain}: ${count} ${count === 1 ? 'column' : 'columns'}`
  })
}

const effectNotes: Readonly<Record<NonNullable<ColumnDrift['effect']>['name'], string>> = {
  D: 'D is the greatest gap between the two distribution functions, from 0 to 1',
  V: 'V is Cramér’s V corrected for bias, from 0 to 1',
  AUC: 'AUC is how often a current value exceeds a reference value; 0.5 is no difference',
  d: 'd is the difference of the means in standard deviations',
  difference: 'difference is the change of a share',
  distance: 'a distance is the measure itself',
}

function effectsUsed(names: ReadonlySet<keyof typeof effectNotes>): Content {
  if (names.size === 0) return null
  return `How large the difference is, whatever the number of rows: ${[...names].map((each) => effectNotes[each]).join('; ')}.`
}
