import { adwin } from '../../src/streams/adwin.ts'
import { cusum } from '../../src/streams/cusum.ts'
import { ddm } from '../../src/streams/ddm.ts'
import type { Detector } from '../../src/streams/detector.ts'
import { eddm } from '../../src/streams/eddm.ts'
import { ewmaChart } from '../../src/streams/ewma-chart.ts'
import { fhddm } from '../../src/streams/fhddm.ts'
import { hddmA } from '../../src/streams/hddm-a.ts'
import { hddmW } from '../../src/streams/hddm-w.ts'
import { kswin } from '../../src/streams/kswin.ts'
import { pageHinkley } from '../../src/streams/page-hinkley.ts'

export interface DetectorCase {
  readonly title: string
  readonly make: () => Detector
  readonly values: 'numbers' | 'errors'
}

/** Every detector, with settings under which a few hundred values reach every branch. */
export const detectorCases: readonly DetectorCase[] = [
  { title: 'adwin', make: () => adwin({ clock: 4, delta: 0.1 }), values: 'numbers' },
  { title: 'adwin that shrinks', make: () => adwin({ clock: 4, delta: 0.1, afterDrift: 'shrink', maxBuckets: 2 }), values: 'numbers' },
  { title: 'pageHinkley', make: () => pageHinkley({ threshold: 3, minimumCount: 5 }), values: 'numbers' },
  { title: 'kswin', make: () => kswin({ window: 30, recent: 10, alpha: 0.05 }), values: 'numbers' },
  { title: 'cusum', make: () => cusum({ warmUp: 20, decisionInterval: 3 }), values: 'numbers' },
  { title: 'cusum of a known baseline', make: () => cusum({ mean: 0.5, deviation: 0.3, direction: 'increase' }), values: 'numbers' },
  { title: 'ewmaChart', make: () => ewmaChart({ warmUp: 20, limit: 2 }), values: 'numbers' },
  { title: 'ddm', make: () => ddm({ driftLimit: 2.5 }), values: 'errors' },
  { title: 'eddm', make: () => eddm({ warmUp: 10 }), values: 'errors' },
  { title: 'hddmA', make: () => hddmA({ driftConfidence: 0.05, warningConfidence: 0.2, direction: 'both' }), values: 'errors' },
  { title: 'hddmW', make: () => hddmW({ driftConfidence: 0.05, warningConfidence: 0.2, direction: 'both' }), values: 'errors' },
  { title: 'fhddm', make: () => fhddm({ window: 20, confidence: 0.1, direction: 'both' }), values: 'errors' },
]
