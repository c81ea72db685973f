import { describe, expect, test } from 'vitest'
import {
  amount,
  between,
  cut,
  decimals,
  exactProbability,
  inSentence,
  labelIn,
  minuteOf,
  percent,
  points,
  probability,
  valueIn,
  widthIn,
} from './figures.ts'

describe('figures', () => {
  test.each([
    [decimals(-0.1234, 2), '−0.12'],
    [decimals(null, 2), '–'],
    [probability(0.03124), '0.0312'],
    [probability(0.00009), '<0.0001'],
    [probability(null), '–'],
    [exactProbability(3.14e-19), '3.1e−19'],
    [exactProbability(0), '0.0000'],
    [percent(0), '0.0 %'],
    [percent(0.0001), '<0.1 %'],
    [percent(0.99999), '>99.9 %'],
    [percent(1), '100.0 %'],
    [percent(null), '–'],
    [points(0.0312), '+3.1'],
    [points(-0.0312), '−3.1'],
    [points(-0.0001), '0.0'],
    [amount(58_491.26), '58,490'],
    [amount(-0.02134), '−0.02134'],
    [amount(1e30), '1.00e+30'],
    [amount(0), '0'],
    [valueIn('day', 19_782), '2024-02-29'],
    [valueIn('instant', 0), '1970-01-01 00:00 UTC'],
    [valueIn('integer', 1234), '1,234'],
    [widthIn('instant', 86_400_000 * 1.5), '1.5 days'],
    [widthIn('day', 2), '2 days'],
    [minuteOf(1e300), '–'],
    [labelIn('instant', '2026-01-10T00:00:00.000Z – 2026-01-18T00:00:00.000Z', 48), '2026-01-10 – 2026-01-18'],
    [labelIn('instant', '≥ 2026-01-10T17:54:03.120Z', 48), '≥ 2026-01-10 17:54'],
    [labelIn('string', '2026-01-10T00:00:00.000Z', 48), '2026-01-10T00:00:00.000Z'],
    [inSentence('a\n\u202Eb', 9), 'a b'],
  ])('%s is written so', (written, expected) => {
    expect(written).toBe(expected)
  })

  test('bounds are one figure where they are written alike', () => {
    const write = (value: number) => value.toFixed(2)
    expect(between(0.1, { lower: 0.1, upper: 0.25 }, write)).toBe('0.10–0.25')
    expect(between(0.1, { lower: 0.1, upper: 0.101 }, write)).toBe('0.10')
    expect(between(0.1, null, write)).toBe('0.10')
    expect(between(null, null, write)).toBe('–')
  })

  test('text is cut between characters, and never within one', () => {
    expect(cut('abcdef', 6)).toBe('abcdef')
    expect(cut('abcdefg', 6)).toBe('abcde…')
    expect(cut('😀'.repeat(7), 6)).toBe(`${'😀'.repeat(5)}…`)
  })
})
