import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gradientBoosting } from './gradient-boosting.ts'
import { ensemblesOf, scoresOf } from './test-support.ts'

interface Golden {
  readonly seed: readonly number[]
  readonly train: number
  readonly test: number
  readonly columns: number
  readonly codes: number
  readonly trees: number
  readonly learningRate: number
  readonly maxLeaves: number
  readonly minRows: number
  readonly cases: readonly { readonly name: string; readonly hides: boolean; readonly targetSum: number; readonly loss: number }[]
}

const golden = JSON.parse(readFileSync(new URL('../../../test/fixtures/boosting/lightgbm.json', import.meta.url), 'utf8')) as Golden

/** The rows of generate.py. */
function rowsOf(hides: boolean, seed: number) {
  let state = seed
  const draw = () => {
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
  const rows = golden.train + golden.test
  const last = golden.columns - 1
  const features = Array.from({ length: golden.columns }, () => new Float64Array(rows))
  const signal = new Float64Array(rows)
  const noise = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < last; j++) features[j]![i] = (draw() + draw() + draw() + draw() - 2) * 1.7
    features[last]![i] = Math.floor(draw() * golden.codes)
    const x = features.map((values) => values[i]!)
    signal[i] = x[0]! + x[1]! * x[2]! + (x[3]! > 0.5 ? 1 : 0) + ((x[last]! * 5) % 7) / 4 - 1
    noise[i] = draw()
    if (hides) for (const values of features) if (draw() < 0.1) values[i] = Number.NaN
  }
  return { features, signal, noise }
}

const clip = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

function targetOf(name: string, signal: number, noise: number): number {
  if (name.startsWith('binary')) return Number(noise < clip(0.5 + signal / 4, 0.02, 0.98))
  if (name === 'multiclass') return clip(Math.floor(signal + 2 * noise), 0, 2)
  if (name === 'poisson') return Math.floor(clip(1.5 + signal / 2, 0.1, 6) * 2 * noise)
  return signal + 2 * noise
}

function lossOf(name: string, y: number, scores: readonly number[]): number {
  const score = scores[0]!
  if (name.startsWith('binary')) return Math.log1p(Math.exp(y === 1 ? -score : score))
  if (name === 'multiclass') return Math.log(scores.reduce((sum, each) => sum + Math.exp(each), 0)) - scores[y]!
  if (name === 'poisson') return Math.exp(score) - y * score
  if (name === 'quantile') return y > score ? 0.8 * (y - score) : 0.2 * (score - y)
  return name === 'absolute' ? Math.abs(y - score) : (y - score) ** 2 / 2
}

const tasks = { binary: 'binary', multiclass: 'multiclass' } as const
const losses = { squared: 'squared', absolute: 'absolute', quantile: 'quantile', poisson: 'poisson' } as const

/** Our mean held-out loss with a seed's rows, and the sum of its targets. */
async function fitSample(name: string, hides: boolean, seed: number) {
  const { features, signal, noise } = rowsOf(hides, seed)
  const target = signal.map((value, row) => targetOf(name, value, noise[row]!))
  const kind = name.split(',')[0]!
  const task = tasks[kind as keyof typeof tasks] ?? 'regression'
  const { train, trees, learningRate, maxLeaves, minRows, columns, codes } = golden
  const trainer = gradientBoosting({
    ...{ trees, learningRate, maxLeaves, minRows, maxBins: 255, earlyStopping: false, quantile: 0.8 },
    loss: losses[kind as keyof typeof losses],
  })
  const data = {
    names: features.map((_, j) => `x${j}`),
    features: features.map((values) => values.slice(0, train)),
    categories: features.map((_, j) => (j === columns - 1 ? codes : null)),
    target: target.slice(0, train),
    task: task === 'multiclass' ? { kind: task, classes: 3 } : { kind: task },
  }
  const fitted = await trainer.fit(data, { seed: 7 })
  const held = features.map((values) => values.slice(train))
  const scores = ensemblesOf(fitted).map((each) => scoresOf(each, held))
  const ofRow = (row: number) => scores.map((each) => each[row]!)
  const heldTarget = target.slice(train)
  const loss = heldTarget.reduce((sum, y, row) => sum + lossOf(name, y, ofRow(row)), 0) / heldTarget.length
  return { loss, targetSum: target.reduce((sum, y) => sum + y, 0) }
}

test.each(golden.cases)('reaches the held-out loss of LightGBM with the same settings: $name', async ({ name, hides, targetSum, loss }) => {
  const samples = await Promise.all(golden.seed.map((seed) => fitSample(name, hides, seed)))
  expect(samples.reduce((sum, sample) => sum + sample.targetSum, 0)).toBeCloseTo(targetSum, 6)
  const reached = samples.reduce((sum, sample) => sum + sample.loss, 0) / samples.length
  // One sample moves the ratio by 0.04 either way, five by half of that.
  expect(reached / loss).toBeLessThan(1.03)
})
