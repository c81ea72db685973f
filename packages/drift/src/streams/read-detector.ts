import { MillraceError } from '@millrace/core'
import { z } from 'zod'
import { adwinKind } from './adwin.ts'
import { cusumKind } from './cusum.ts'
import { ddmKind } from './ddm.ts'
import type { Detector } from './detector.ts'
import { type DetectorKind, run } from './detector-kind.ts'
import { eddmKind } from './eddm.ts'
import { ewmaChartKind } from './ewma-chart.ts'
import { fhddmKind } from './fhddm.ts'
import { hddmAKind } from './hddm-a.ts'
import { hddmWKind } from './hddm-w.ts'
import { kswinKind } from './kswin.ts'
import { pageHinkleyKind } from './page-hinkley.ts'

/** Reads the state of one kind; the types of its options and its state stay inside. */
type Reader = (options: unknown, state: unknown) => Detector

const readers = new Map<string, Reader>([
  reader(adwinKind),
  reader(pageHinkleyKind),
  reader(ddmKind),
  reader(eddmKind),
  reader(hddmAKind),
  reader(hddmWKind),
  reader(fhddmKind),
  reader(kswinKind),
  reader(cusumKind),
  reader(ewmaChartKind),
])

const envelope = z.strictObject({
  format: z.literal('millrace/detector'),
  schemaVersion: z.literal(1),
  detector: z.enum([...readers.keys()]),
  options: z.unknown(),
  state: z.unknown(),
})

/**
 * Takes a detector from its saved state: JSON that was written by anyone. It goes on exactly where `toJSON` left it. Shape, ranges,
 * lengths, and that the figures fit together are checked.
 *
 * @param json - parsed JSON of `toJSON`
 * @returns a detector that signals what the saved one would have
 * @throws MillraceError `E_DETECTOR_STATE` with the place of the first fault
 * @example
 * ```ts
 * import { adwin, readDetector } from '@millrace/drift'
 *
 * const before = adwin()
 * for (let i = 0; i < 100; i++) before.update(i % 2)
 * const after = readDetector(JSON.parse(JSON.stringify(before)))
 * after.figures().mean // => 0.5
 * readDetector({ format: 'millrace/detector', schemaVersion: 1, detector: 'adwin' }) // => throws E_DETECTOR_STATE
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function readDetector(json: unknown): Detector {
  const { detector, options, state } = parse(envelope, json, [])
  return readers.get(detector)!(options, state)
}

function reader<Options extends object, State, Saved>(kind: DetectorKind<Options, State, Saved>): [string, Reader] {
  return [
    kind.name,
    (options, saved) => {
      const settings: Options = parse(kind.options, options, ['options'])
      const state = kind.load(parse(kind.saved, saved, ['state']), settings)
      if (typeof state === 'string') throw invalid('state', state)
      return run(kind, settings, state)
    },
  ]
}

function parse<Value>(schema: z.ZodType<Value>, json: unknown, at: readonly string[]): Value {
  const { data, error } = schema.safeParse(json)
  if (error === undefined) return data
  const [{ path, message }] = error.issues as [z.core.$ZodIssue]
  throw invalid([...at, ...path].join('.').slice(0, 200), message.slice(0, 200))
}

function invalid(place: string, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_DETECTOR_STATE',
    message: `${place === '' ? 'the detector' : `'${place}' of the detector`}: ${fault}; take it from a detector's toJSON of this version`,
    details: { place },
  })
}
