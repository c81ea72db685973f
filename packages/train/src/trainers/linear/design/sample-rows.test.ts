import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { sampleRows } from './sample-rows.ts'

const rows = 1000
const target = Float64Array.from({ length: rows }, (_, row) => row)

test('a sample is spread over all rows, keeps them together across columns, and weighs as much as they do', () => {
  const sample = sampleRows({ features: [target.map((row) => 2 * row)], target }, { count: 80, seed: 7 })
  expect(sample.target.length).toBe(80)
  expect(new Set(sample.target).size).toBe(80)
  expect(sample.features[0]).toEqual(sample.target.map((row) => 2 * row))
  for (let decile = 0; decile < 10; decile++) expect(sample.target.filter((row) => Math.floor(row / 100) === decile)).toHaveLength(8)
  expectClose(
    sample.weights.reduce((sum, weight) => sum + weight, 0),
    rows,
    { rel: 1e-12 },
  )
  expect(sampleRows({ features: [], target }, { count: 80, seed: 7 }).target).toEqual(sample.target)
  expect(sampleRows({ features: [], target }, { count: 80, seed: 8 }).target).not.toEqual(sample.target)
})

test('weights of rows keep their ratios', () => {
  const weights = target.map((row) => 1 + (row % 2))
  const sample = sampleRows({ features: [], target, weights }, { count: 80, seed: 7 })
  expectClose(
    sample.weights.reduce((sum, weight) => sum + weight, 0),
    1500,
    { rel: 1e-12 },
  )
  const [even, odd] = [0, 1].map((rest) => sample.weights[sample.target.findIndex((row) => row % 2 === rest)]!)
  expectClose(odd! / even!, 2, { rel: 1e-12 })
})
