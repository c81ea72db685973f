import { existsSync, readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { calibrateScores } from './calibrate-scores.ts'
import { expectedCalibrationError } from './calibration-runs.ts'
import { estimatePerformance } from './estimate-performance.ts'
import { measure } from './measure.ts'
import type { PerformanceMetric, PerformanceReport } from './performance-report.ts'
import { readLabelled } from './read-scores.ts'
import { realisedPerformance } from './realised-performance.ts'
import { expectLabels, sortTally } from './score-tally.ts'

interface Side {
  readonly score_1e4: readonly number[]
  readonly label: string
}

type Peer = Readonly<Record<'value' | 'sampling_error' | 'lower' | 'upper', number>>

interface Case {
  readonly id: string
  readonly chunk_size: number
  readonly reference: Side
  readonly current: Side
  readonly needs_calibration: boolean
  readonly ece_reference: number
  readonly ece_reference_calibrated_in_sample: number
  readonly realised_reference: Readonly<Record<string, number>>
  readonly chunks: readonly {
    readonly formula: Readonly<Record<string, number>>
    readonly formula_uncalibrated: Readonly<Record<string, number>>
    readonly realised: Readonly<Record<string, number>>
    readonly nannyml: Readonly<Record<string, Peer>>
  }[]
}

interface SmallCase {
  readonly id: string
  readonly p: readonly number[]
  readonly expected: Readonly<Record<string, number>>
}

function read<Golden>(file: string, absent: Golden): Golden {
  const url = new URL(`../../../../../shared/golden/${file}`, import.meta.url)
  return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as Golden) : absent
}

const { cases } = read<{ readonly cases: readonly Case[] }>('cbpe.json', { cases: [] })
const { cbpe } = read<{ readonly cbpe: readonly SmallCase[] }>('drift.json', { cbpe: [] })

const peerNames: Readonly<Partial<Record<PerformanceMetric, string>>> = {
  auc: 'roc_auc',
  accuracy: 'accuracy',
  precision: 'precision',
  recall: 'recall',
  specificity: 'specificity',
  f1: 'f1',
}

const sideOf = ({ score_1e4, label }: Side) => ({ scores: score_1e4.map((score) => score / 1e4), labels: Array.from(label, Number) })

function valuesOf({ figures }: PerformanceReport): Record<string, number> {
  return Object.fromEntries(figures.flatMap(({ metric, value }) => (peerNames[metric] === undefined ? [] : [[peerNames[metric], value!]])))
}

const pick = (record: Readonly<Record<string, number>>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, record[key]!]))

describe.skipIf(cases.length === 0)('shared/golden/cbpe.json, skipped where it is not beside the repository', () => {
  const chunksOf = ({ chunks, chunk_size, current }: Case) => {
    const { scores, labels } = sideOf(current)
    return chunks.map((expected, i) => {
      const range = [i * chunk_size, (i + 1) * chunk_size] as const
      return { expected, scores: scores.slice(...range), labels: labels.slice(...range) }
    })
  }

  test('there are cases with and without calibration', () => {
    expect(cases.map(({ needs_calibration }) => needs_calibration)).toEqual([false, false, true, true])
  })

  test.each(cases)('estimates equal the formula and NannyML, $id', (one) => {
    const reference = sideOf(one.reference)
    for (const { expected, scores } of chunksOf(one)) {
      const report = estimatePerformance({ scores, reference })
      const values = valuesOf(report)
      expect(report.calibration?.applied).toBe(one.needs_calibration)
      expectClose(values, pick(expected.formula, Object.values(peerNames)), { rel: 1e-9 })
      expectClose(report.figures.find(({ metric }) => metric === 'brier')?.value, expected.formula.brier_expected, { rel: 1e-9 })
      const { roc_auc, ...others } = values
      const peers = Object.fromEntries(Object.entries(expected.nannyml).map(([key, { value }]) => [key, value]))
      expectClose(others, pick(peers, Object.keys(others)), { rel: 1e-9 })
      expectClose(roc_auc, peers.roc_auc, { rel: 1e-6 })
    }
  })

  test.each(cases)('estimates of scores taken as they are equal the formula, $id', (one) => {
    for (const { expected, scores } of chunksOf(one)) {
      const given = Float64Array.from(scores)
      const half = given.map(() => 0.5)
      const sorted = expectLabels(sortTally({ score: given, positive: half, negative: half }), (score) => score)
      for (const [metric, key] of Object.entries(peerNames)) {
        expectClose(measure(metric as PerformanceMetric, sorted, 0.5)?.value, expected.formula_uncalibrated[key], { rel: 1e-9 })
      }
    }
  })

  test.each(cases)('realised figures equal those of scikit-learn, $id', (one) => {
    const keys = ['roc_auc', 'accuracy', 'f1']
    for (const { expected, scores, labels } of chunksOf(one)) {
      expectClose(pick(valuesOf(realisedPerformance({ scores, labels })), keys), pick(expected.realised, keys), { rel: 1e-9 })
    }
    expectClose(pick(valuesOf(realisedPerformance(sideOf(one.reference))), keys), pick(one.realised_reference, keys), { rel: 1e-9 })
  })

  test.each(cases)('calibration errors, before and after, $id', (one) => {
    const { sorted } = readLabelled(sideOf(one.reference), { function: 'test', side: 'reference' })
    expectClose(expectedCalibrationError(sorted), one.ece_reference, { rel: 1e-9 })
    const { applied, before, probabilityOf } = calibrateScores(sorted)
    expectClose(before, one.ece_reference, { rel: 1e-9 })
    if (applied) {
      const inSample = expectedCalibrationError(inRowOrder(one, probabilityOf))
      expectClose(inSample, one.ece_reference_calibrated_in_sample, { rel: 1e-9 })
    }
  })

  function inRowOrder(one: Case, probabilityOf: (score: number) => number) {
    const { scores, labels } = sideOf(one.reference)
    const positive = Float64Array.from(labels)
    return sortTally({ score: Float64Array.from(scores, probabilityOf), positive, negative: positive.map((label) => 1 - label) })
  }

  test.each(cases)('standard errors of shares are the sampling errors of NannyML, $id', (one) => {
    const reference = sideOf(one.reference)
    const scale = Math.sqrt(reference.scores.length / one.chunk_size)
    const peers = one.chunks[0]!.nannyml
    for (const { metric, standardError } of realisedPerformance(reference).figures) {
      const peer = peers[peerNames[metric] ?? '']?.sampling_error
      if (peer === undefined) continue
      const ratio = (standardError! * scale) / peer
      // NannyML takes the negatives of an area, and the size factor of F1, for known.
      if (metric === 'auc') expect(ratio).toBeGreaterThan(1)
      else if (metric === 'f1') expect(ratio).toBeLessThan(1)
      else expectClose(ratio, 1, { rel: 1e-9 })
    }
  })

  test.each(cases)('realised figures of reference chunks give the limits of NannyML, $id', (one) => {
    const { scores, labels } = sideOf(one.reference)
    const parts = Array.from({ length: scores.length / one.chunk_size }, (_, i) => [i * one.chunk_size, (i + 1) * one.chunk_size] as const)
    const values = parts.map((range) => valuesOf(realisedPerformance({ scores: scores.slice(...range), labels: labels.slice(...range) })))
    for (const [key, { lower, upper }] of Object.entries(one.chunks[0]!.nannyml)) {
      const own = values.map((chunk) => chunk[key]!)
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length
      const deviation = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length)
      expectClose([mean - 3 * deviation, Math.min(1, mean + 3 * deviation)], [lower, upper], { rel: 1e-9 })
    }
  })
})

describe.skipIf(cbpe.length === 0)('cbpe in shared/golden/drift.json, skipped where it is not beside the repository', () => {
  test.each(cbpe)('$id', ({ p, expected }) => {
    const given = Float64Array.from(p)
    const half = given.map(() => 0.5)
    const sorted = expectLabels(sortTally({ score: given, positive: half, negative: half }), (score) => score)
    for (const [metric, key] of Object.entries(peerNames)) {
      expectClose(measure(metric as PerformanceMetric, sorted, 0.5)?.value, expected[key], { rel: 1e-9 })
    }
  })
})
