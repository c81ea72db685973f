import { existsSync, readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { type SequenceSpec, streamSequence } from '../../test/support/stream-sequence.ts'
import { adwin } from './adwin.ts'
import { ddm } from './ddm.ts'
import type { Detector } from './detector.ts'
import { eddm } from './eddm.ts'
import { fhddm } from './fhddm.ts'
import { hddmA } from './hddm-a.ts'
import { hddmW } from './hddm-w.ts'
import { kswin } from './kswin.ts'
import { pageHinkley } from './page-hinkley.ts'

const factories = { adwin, pageHinkley, ddm, eddm, hddmA, hddmW, fhddm, kswin }
type Factory = keyof typeof factories

interface Signals {
  readonly drifts: readonly number[]
  readonly warnings: number
  readonly firstWarnings: readonly number[]
}

interface Golden {
  readonly sequences: Readonly<Record<string, SequenceSpec & { readonly sum: number }>>
  readonly cases: readonly (Signals & {
    readonly sequence: string
    readonly detector: Factory
    readonly options: object
    readonly figures: Readonly<Record<string, number>> | null
  })[]
}

const readJson = (url: URL) => JSON.parse(readFileSync(url, 'utf8'))
const golden: Golden = readJson(new URL('../../test/fixtures/streams/detectors.json', import.meta.url))

test.each(Object.entries(golden.sequences))('the sequence "%s" is that of the golden file', (_, spec) => {
  expectClose(
    streamSequence(spec).reduce((sum, value) => sum + value, 0),
    spec.sum,
    { rel: 1e-12 },
  )
})

test.each(golden.cases)(
  '$detector with $options on "$sequence" signals as River does',
  ({ sequence, detector: name, options, ...expected }) => {
    const detector = factories[name](options)
    const { drifts, warnings, firstWarnings } = expected
    expect(signalsOf(detector, streamSequence(golden.sequences[sequence]!))).toEqual({ drifts, warnings, firstWarnings })
    if (expected.figures !== null) expectClose(detector.figures(), expected.figures, { rel: 1e-9 })
  },
)

function signalsOf(detector: Detector, values: Iterable<number>, { warningsInDrift = false } = {}): Signals {
  const drifts: number[] = []
  const warned: number[] = []
  let before = 'stable'
  for (const [step, value] of [...values].entries()) {
    const signal = detector.update(value)
    if (signal === 'drift') drifts.push(step)
    if (signal === 'warning' || (warningsInDrift && signal === 'drift' && before === 'warning')) warned.push(step)
    before = signal
  }
  return { drifts, warnings: warned.length, firstWarnings: warned.slice(0, 5) }
}

interface Shared {
  readonly sequences: Readonly<Record<string, SequenceSpec>>
  readonly cases: readonly {
    readonly sequence: string
    readonly detector: string
    readonly class: string
    readonly params: Readonly<Record<string, never>>
    readonly drift: readonly number[]
    readonly warning_first: readonly number[]
    readonly warning_count: number
  }[]
  readonly kswin: { readonly deterministic: Readonly<Record<string, readonly number[]>> }
}

/** River's names, and the signals of FHDDM that only a fall of ones gives there. */
const ofRiver: Readonly<Record<string, (params: Readonly<Record<string, never>>) => Detector>> = {
  ADWIN: (p) =>
    adwin({
      delta: p.delta,
      clock: p.clock,
      maxBuckets: p.max_buckets,
      minimumLength: p.min_window_length ?? p.min_window,
      gracePeriod: p.grace_period ?? p.grace,
    }),
  PageHinkley: (p) =>
    pageHinkley({
      minimumCount: p.min_instances,
      delta: p.delta,
      threshold: p.threshold,
      alpha: p.alpha,
      direction: p.mode === 'up' ? 'increase' : 'both',
    }),
  DDM: (p) => ddm({ warmUp: p.warm_start, warningLimit: p.warning_threshold, driftLimit: p.drift_threshold }),
  EDDM: (p) => eddm({ warmUp: p.warm_start, alpha: p.alpha, beta: p.beta }),
  HDDMA: (p) => hddmA({ driftConfidence: p.drift_confidence, warningConfidence: p.warning_confidence }),
  HDDMW: (p) => hddmW({ driftConfidence: p.drift_confidence, warningConfidence: p.warning_confidence, lambda: p.lambda_val }),
  FHDDM: (p) => fhddm({ window: p.sliding_window_size, confidence: p.confidence_level, direction: 'decrease' }),
}

const sharedFile = new URL('../../../../../shared/golden/streaming.json', import.meta.url)
const driftFile = new URL('../../../../../shared/golden/drift.json', import.meta.url)
const present = existsSync(sharedFile) && existsSync(driftFile)

describe.skipIf(!present)('shared/golden, skipped where it is not beside the repository', () => {
  const shared: Shared = present ? readJson(sharedFile) : { sequences: {}, cases: [], kswin: { deterministic: {} } }
  const valuesOf = (sequence: string) => streamSequence(shared.sequences[sequence]!)

  test('there are cases of every kind', () => {
    expect([shared.cases.length, Object.keys(shared.kswin.deterministic).length]).toEqual([60, 6])
  })

  test.each(shared.cases)('$detector on $sequence', ({ sequence, class: name, params, drift, warning_first, warning_count }) => {
    // River leaves the warning of EDDM up in the step of a drift.
    const signals = signalsOf(ofRiver[name]!(params), valuesOf(sequence), { warningsInDrift: name === 'EDDM' })
    expect(signals).toEqual({ drifts: drift, warnings: warning_count, firstWarnings: warning_first })
  })

  test.each(Object.entries(shared.kswin.deterministic))('KSWIN on %s', (sequence, drifts) => {
    expect(signalsOf(kswin(), valuesOf(sequence)).drifts).toEqual(drifts)
  })

  test('the sequences of River itself, drift.json', () => {
    const { expected, ...streams } = present ? readJson(driftFile).streams : { expected: [] }
    for (const { detector, stream, indices } of expected) {
      const make = { ADWIN: adwin, PageHinkley: pageHinkley, DDM: ddm, EDDM: eddm, HDDM_A: hddmA, HDDM_W: hddmW }[detector as string]!
      expect([detector, stream, signalsOf(make(), Array.from(streams[stream] as string, Number)).drifts]).toEqual([
        detector,
        stream,
        indices,
      ])
    }
  })
})
