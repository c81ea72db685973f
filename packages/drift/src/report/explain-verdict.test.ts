import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import { explainVerdict } from './explain-verdict.ts'

const explain = (changes: Partial<ColumnDrift>, about: Partial<DriftReport> = {}) => {
  const column = exampleColumn(changes)
  return explainVerdict(column, exampleReport([column, exampleColumn({ column: 'other' })], about))
}
const { picture } = exampleColumn()
const shifted = { ...picture, current: { ...picture.current!, quantiles: [1, 5, 12, 15, 20] as const } }

describe('a sentence', () => {
  test('drifted: what moved, how rarely chance does it, and that it counts', () => {
    expect(
      explain({
        verdict: 'drifted',
        pValue: 1e-9,
        adjustedPValue: 2e-9,
        effect: { name: 'D', value: 0.0904, floor: 0.02 },
        picture: shifted,
      }),
    ).toBe(
      'The 279 current values are typically higher than the 1,140 of the reference: the value in the middle (the median) rose from 10 to 12, and ' +
        'the shares of values below one and the same limit differ by at most 9 percentage points. A difference this large comes by chance in fewer ' +
        'than 1 of 10,000 such comparisons (even allowing for the 2 columns tested together), so chance hardly explains it (the limit is 5 of 100), ' +
        'and it reaches the 2 percentage points from which a difference counts as drift.',
    )
  })

  test('stable: alike, and chance does as much', () => {
    expect(explain({})).toBe(
      'The 279 current values are much like the 1,140 of the reference: the shares of values below one and the same limit differ by at most 3.1 ' +
        'percentage points. A difference this large comes by chance in about 42 of 100 such comparisons (allowing for the 2 columns tested ' +
        'together: about 73 of 100); only below 5 of 100 would it be more than chance.',
    )
  })

  test('small: real, but below the floor', () => {
    expect(explain({ verdict: 'small', pValue: 0.002, adjustedPValue: 0.004, effect: { name: 'D', value: 0.012, floor: 0.02 } })).toContain(
      'differ by at most 1.2 percentage points. A difference this large comes by chance in about 2 of 1,000 such comparisons (allowing for the 2 ' +
        'columns tested together: about 4 of 1,000), so chance hardly explains it (the limit is 5 of 100), but it is small: below the 2 percentage points',
    )
  })

  test('inconclusive: both bounds, and what would decide', () => {
    const bounds = { lower: 0.0351, upper: 0.0598 }
    const open = { pValue: 0.0598, pValueBounds: bounds, adjustedPValue: 0.0598, adjustedPValueBounds: bounds }
    expect(explain({ verdict: 'inconclusive', method: 'cells', ...open, statisticBounds: { lower: 0.0312, upper: 0.073 } })).toContain(
      'differ by at most 3.1 to 7.3 percentage points. A difference this large comes by chance in between 4 and 6 of 100 such comparisons (even ' +
        'allowing for the 2 columns tested together), and drift means less than 5 of 100 and at least 2 percentage points: the counts kept of the ' +
        'reference leave both possible, and its raw values must decide.',
    )
  })

  test('stable within bounds that only the floor settles', () => {
    const bounds = { lower: 0.01, upper: 0.3 }
    expect(explain({ adjustedPValueBounds: bounds, adjustedPValue: 0.3, effect: { name: 'D', value: 0.01, floor: 0.02 } })).toContain(
      '(the limit is 5 of 100); in any case the difference is below the 2 percentage points from which a difference counts as drift.',
    )
  })

  test('failed: why, and that it says nothing good', () => {
    expect(explain({ verdict: 'failed', failure: 'the current rows have no such column' })).toBe(
      'This column could not be compared: the current rows have no such column; that is no sign that it is stable.',
    )
  })

  test('a share of empty values that drifted is a sentence of its own', () => {
    const nulls = { reference: 0.05, current: 0.3, pValue: 1e-9, adjustedPValue: 2e-9, drifted: true }
    expect(explain({ nulls })).toMatch(
      /The share of empty values rose from 5\.0 % to 30\.0 %, a change that comes by chance in fewer than 1 of 10,000 comparisons: it drifted\.$/,
    )
    expect(explain({ nulls })).toMatch(/^The 210 current values/)
  })

  test('categories name the one that moved most', () => {
    expect(
      explain({ verdict: 'drifted', test: 'chi-square', kind: 'category', effect: { name: 'V', value: 0.129, floor: 0.02 } }),
    ).toContain(
      '“< 10” fell from 50.0 % to 25.0 % of the values, and the size of all changes of share (Cramér’s V; 0 is none, 1 is all) is 0.129.',
    )
  })

  test.each([
    [
      'mann-whitney',
      { name: 'AUC', value: 0.62, floor: 0.02 },
      'in 62 of 100 pairs of a current and a reference value the current one is the higher',
    ],
    ['welch-t', { name: 'd', value: -0.62, floor: 0.05 }, 'the means differ by 0.62 standard deviations'],
    ['two-proportion-z', { name: 'difference', value: -0.031, floor: 0.02 }, 'the share changed by 3.1 percentage points'],
  ] as const)('%s says its effect in words', (name, effect, words) => {
    expect(explain({ verdict: 'drifted', test: name, effect })).toContain(words)
  })

  test('a distance without a law is held against its noise and its threshold', () => {
    const distance = { test: 'jensen-shannon', pValue: null, adjustedPValue: null, noise: 0.05 } as const
    const effect = (value: number) => ({ name: 'distance', value, floor: 0.1 }) as const
    expect(explain({ ...distance, verdict: 'drifted', effect: effect(0.12) })).toContain(
      'the Jensen-Shannon distance is 0.12, and without drift it stays below 0.05 in 95 of 100 comparisons of this size. That is more than noise, ' +
        'and not below the 0.1 from which it counts as drift.',
    )
    expect(explain({ ...distance, verdict: 'small', effect: effect(0.07) })).toContain('more than noise, but below the 0.1')
    expect(explain({ ...distance, verdict: 'stable', effect: effect(0.03) })).toContain('That is no more than noise.')
  })

  test('in Evidently’s mode the rule that decided is told', () => {
    const effect = { name: 'distance', value: 0.12, floor: 0.1 } as const
    expect(explain({ test: 'wasserstein', verdict: 'drifted', pValue: null, effect }, { mode: 'evidently' })).toBe(
      'By Evidently’s default rule: the Wasserstein distance (how far values moved in the mean) is 0.12, and from 0.1 on it says drift, so this is ' +
        'drift; noise is not looked at.',
    )
    expect(explain({}, { mode: 'evidently' })).toContain(
      'in about 42 of 100 comparisons, and below 5 of 100 it says drift, so this is no drift',
    )
  })

  test('without a correction, or alone, there is nothing to allow for', () => {
    expect(explain({}, { correction: 'none' })).not.toContain('tested together')
    const target = exampleColumn({ role: 'target' })
    expect(explainVerdict(target, exampleReport([], { target }))).not.toContain('tested together')
  })

  test('text from data stays on its line and in its direction', () => {
    const cells = [{ label: 'a\n\u202Eb', reference: 1, current: 0 }]
    const text = explain({
      test: 'chi-square',
      kind: 'category',
      effect: { name: 'V', value: 0.2, floor: 0.02 },
      picture: { ...picture, cells },
    })
    expect(text).toContain('“a b” fell')
  })
})
