import assert from 'node:assert/strict'
import { MillraceError, type Trainer } from '@millrace/core'
import { exampleData, exampleTable, fitTo, numbersOf, trainOn } from '../subject.ts'

/**
 * What a trainer does with weights of rows: it reckons with them, or refuses them by `E_WEIGHTS_UNSUPPORTED`.
 *
 * @category Testing
 * @since 0.1.0
 */
export type WeightPolicy = 'honoured' | 'refused'

/** Weights of 1 change nothing, and rows that weigh more draw probabilities towards their label; or weights are refused. */
export async function weightsFollowThePolicy(trainer: Trainer, rows: number, policy: WeightPolicy): Promise<void> {
  const data = exampleData(rows)
  const ones = new Float64Array(rows).fill(1)
  if (policy === 'refused') return assert.rejects(fitTo(trainer, { ...data, weights: ones }), isError('E_WEIGHTS_UNSUPPORTED'))
  const plain = await meanProbability(trainer, rows)
  assert.ok(Math.abs((await meanProbability(trainer, rows, ones)) - plain) < 1e-9, 'weights of 1 change the probabilities')
  const heavier = data.target.map((label) => (label === 1 ? 10 : 1))
  assert.ok((await meanProbability(trainer, rows, heavier)) > plain, 'heavier positive rows do not raise the probabilities')
}

async function meanProbability(trainer: Trainer, rows: number, weights?: Float64Array): Promise<number> {
  const table = exampleTable(rows)
  const probability = numbersOf((await trainOn(trainer, table, weights)).predict(table), 'probability')
  return probability.reduce((sum, value) => sum + value, 0) / rows
}

/** Tells a typed error of this code. */
export const isError = (code: string) => (error: unknown) => MillraceError.isInstance(error) && error.code === code
