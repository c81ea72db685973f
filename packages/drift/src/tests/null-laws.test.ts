import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { energyDistance } from './energy-distance.ts'
import { maximumMeanDiscrepancy } from './maximum-mean-discrepancy.ts'
import { testOfCounts, testOfSorted } from './run-test.ts'
import { sortSamples } from './two-samples.ts'

/** Standard errors of a share of 5 % that chance may add. */
const band = (draws: number) => 3.5 * Math.sqrt((0.05 * 0.95) / draws)

const random = seededRandom(7)
const laws = {
  normal: () => random.normal(),
  lognormal: () => Math.exp(1.2 * random.normal()),
  'zero-inflated': () => (random.next() < 0.4 ? 0 : Math.exp(random.normal())),
}

test.each(Object.entries(laws))('Wasserstein without drift, %s: about 5 of 100 are above the noise, and their p below 0.05', (_, draw) => {
  const draws = 250
  let above = 0
  for (let k = 0; k < draws; k++) {
    const sorted = sortSamples({ reference: Array.from({ length: 200 }, draw), current: Array.from({ length: 100 }, draw) })
    const { statistic, noise, pValue } = testOfSorted('wasserstein', sorted)
    expect(statistic > noise!).toBe(pValue! < 0.05)
    if (pValue! < 0.05) above++
  }
  expect(above / draws).toBeLessThan(0.07 + band(draws))
  expect(above / draws).toBeGreaterThan(0.01)
})

test.each([
  ['two values', () => (random.next() < 0.5 ? 0 : 1)],
  ['five values', () => Math.floor(random.next() ** 1.5 * 5)],
  ['zero-inflated', laws['zero-inflated']],
  ['untied', laws.normal],
])('Anderson-Darling and Cramér-von Mises without drift, %s: about 5 of 100 are significant, ties or not', (_, draw) => {
  const draws = 400
  const names = ['anderson-darling', 'cramer-von-mises'] as const
  const below = Object.fromEntries(names.map((name) => [name, 0]))
  for (let k = 0; k < draws; k++) {
    const sorted = sortSamples({ reference: Array.from({ length: 300 }, draw), current: Array.from({ length: 100 }, draw) })
    for (const name of names) {
      const { statistic, noise, pValue } = testOfSorted(name, sorted)
      if (Math.abs(pValue! - 0.05) > 0.001) expect(statistic > noise!).toBe(pValue! < 0.05)
      if (pValue! < 0.05) below[name]!++
    }
  }
  for (const name of names) {
    expect(below[name]! / draws, name).toBeLessThan(0.055 + band(draws))
    expect(below[name]! / draws, name).toBeGreaterThan(0.045 - band(draws))
  }
})

test.each([2, 3, 10])('distances of counts without drift, %s dense cells: about 5 of 100 are above the noise', (cells) => {
  const names = ['psi', 'jensen-shannon', 'hellinger', 'kullback-leibler', 'total-variation', 'l-infinity'] as const
  const draws = 300
  const above = Object.fromEntries(names.map((name) => [name, 0]))
  const drawCounts = (rows: number) => {
    const counts = new Array<number>(cells).fill(0)
    for (let row = 0; row < rows; row++) counts[Math.floor(random.next() ** 1.3 * cells)]!++
    return counts
  }
  for (let k = 0; k < draws; k++) {
    const counts = { reference: drawCounts(1000), current: drawCounts(500) }
    for (const name of names) {
      const { statistic, noise, pValue } = testOfCounts(name, counts)
      expect(statistic > noise!).toBe(pValue! < 0.05)
      if (pValue! < 0.05) above[name]!++
    }
  }
  for (const name of names) {
    expect(above[name]! / draws, name).toBeLessThan(0.05 + band(draws))
    expect(above[name]! / draws, name).toBeGreaterThan(0.05 - band(draws) - (name === 'l-infinity' ? 0.02 : 0))
  }
})

test('permutation laws: p is never 0, is the same for one seed, and is uniform enough without drift', () => {
  const draws = 100
  const below = { energy: 0, discrepancy: 0 }
  for (let k = 0; k < draws; k++) {
    const samples = { reference: Array.from({ length: 40 }, laws.lognormal), current: Array.from({ length: 30 }, laws.lognormal) }
    if (energyDistance(samples, { permutations: 99, seed: k }).pValue! <= 0.05) below.energy++
    if (maximumMeanDiscrepancy(samples, { permutations: 99, seed: k }).pValue! <= 0.05) below.discrepancy++
  }
  expect(Math.max(below.energy, below.discrepancy) / draws).toBeLessThan(0.05 + band(draws))
  const apart = { reference: Array.from({ length: 50 }, (_, i) => i), current: Array.from({ length: 50 }, (_, i) => i + 60) }
  expect([energyDistance(apart), maximumMeanDiscrepancy(apart)].map(({ pValue }) => pValue)).toEqual([0.001, 0.001])
  expect(energyDistance(apart, { seed: 3 })).toEqual(energyDistance(apart, { seed: 3 }))
})

test('of many rows the law of the energy distance comes from a part, and finds what the whole shows', () => {
  const shifted = {
    reference: Array.from({ length: 20_000 }, laws.normal),
    current: Array.from({ length: 20_000 }, () => random.normal() + 0.06),
  }
  const { pValue, statistic, noise, warnings } = energyDistance(shifted, { maximumRows: 500, permutations: 199 })
  expect([pValue, statistic > noise!]).toEqual([0.005, true])
  expect(warnings).toHaveLength(1)
})
