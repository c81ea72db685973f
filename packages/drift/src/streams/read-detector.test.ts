import { hasCode, type Json, MillraceError, seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { type DetectorCase, detectorCases } from '../../test/support/detectors.ts'
import { adwin } from './adwin.ts'
import { fhddm } from './fhddm.ts'
import { kswin } from './kswin.ts'
import { readDetector } from './read-detector.ts'

type Path = readonly (string | number)[]

function savedState({ make, values: kind }: DetectorCase, length = 130): Json {
  const random = seededRandom(5)
  const detector = make()
  for (let i = 0; i < length; i++) detector.update(kind === 'errors' ? Number(random.next() < 0.4) : random.next())
  return JSON.parse(JSON.stringify(detector)) as Json
}

/** The places of everything inside, containers too. */
function placesOf(value: Json, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner as Json, [...path, key]))]
}

function withChange(value: Json, path: Path, change: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, copy)
  if (change === undefined) delete parent[path.at(-1)!]
  else parent[path.at(-1)!] = change
  return copy
}

const changes = [undefined, null, 'x', true, {}, [], -1, 0.5, 3, 1e99, -1e99, 1e200, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]

describe.each(detectorCases)('$title', (detectorCase) => {
  const saved = savedState(detectorCase)

  test('a state with any one place changed is refused, or works without a number that is not finite', () => {
    const refused = { count: 0 }
    const signals = new Set<string>()
    for (const place of placesOf(saved).filter((path) => path.length > 0 && !path.some((key) => Number(key) > 1)))
      for (const change of changes) {
        try {
          const detector = readDetector(withChange(saved, place, change))
          for (let i = 0; i < 60; i++) signals.add(detector.update(i % 2))
          expect(Object.values(detector.figures()).every(Number.isFinite), `${place.join('.')} = ${String(change)}`).toBe(true)
          readDetector(JSON.parse(JSON.stringify(detector)))
        } catch (error) {
          if (!(MillraceError.isInstance(error) && error.code === 'E_DETECTOR_STATE')) throw error
          refused.count++
        }
      }
    expect(refused.count).toBeGreaterThan(100)
    expect([...signals].filter((signal) => !['stable', 'warning', 'drift'].includes(signal))).toEqual([])
  })

  test('a member more is refused', () => {
    for (const place of [[], ['options'], ['state']])
      expect(() => readDetector(withChange(saved, [...place, 'more'], 1))).toThrow(expect.objectContaining({ code: 'E_DETECTOR_STATE' }))
  })
})

const refusals: readonly (readonly [string, unknown, RegExp])[] = [
  ['not an object', 'adwin', /the detector: /],
  ['nothing', undefined, /the detector: /],
  ['another format', { format: 'millrace/profile' }, /'format' of the detector/],
  [
    'an unknown detector',
    { format: 'millrace/detector', schemaVersion: 1, detector: 'toString', options: {}, state: {} },
    /'detector' of the/,
  ],
  ['a version to come', { format: 'millrace/detector', schemaVersion: 2, detector: 'adwin', options: {}, state: {} }, /'schemaVersion'/],
]

test.each(refusals)('%s is refused', (_, json, message) => {
  expect(() => readDetector(json)).toThrow(message)
  try {
    readDetector(json)
  } catch (error) {
    expect(hasCode(error, 'E_DETECTOR_STATE')).toBe(true)
  }
})

test('figures that do not fit together are refused, with what is wrong', () => {
  const change = (detector: unknown, path: Path, value: unknown) => () =>
    readDetector(withChange(JSON.parse(JSON.stringify(detector)) as Json, path, value))
  expect(change(kswin({ window: 10, recent: 4 }), ['state', 'values'], new Array(11).fill(0))).toThrow('11 values in a window of 10')
  expect(change(fhddm({ window: 10 }), ['state', 'values'], new Array(11).fill(0))).toThrow('11 values in a window of 10')
  expect(change(fhddm({ window: 10 }), ['state', 'most'], 3)).toThrow('extremes')
  expect(change(adwin(), ['state', 'sinceCheck'], 32)).toThrow('clock')
  expect(change(adwin(), ['state', 'window', 'buckets', 0], { totals: [1], squares: [] })).toThrow('1 totals and 0 squares')
  expect(change(adwin(), ['state', 'window', 'buckets', 0], { totals: [1, 1, 1, 1, 1, 1], squares: [0, 0, 0, 0, 0, 0] })).toThrow(
    'at most 5',
  )
})
