import assert from 'node:assert/strict'
import { MillraceError } from '@millrace/core'
import { trainOn } from '../example-model.ts'
import { kindLaws } from '../kind-laws.ts'
import { exampleData, exampleTable, fitTo } from '../subject.ts'
import type { LawSubject } from './law-subject.ts'

/**
 * What a trainer does with weights of rows: it reckons with them, or refuses them by `E_WEIGHTS_UNSUPPORTED`.
 *
 * @category Testing
 * @since 0.1.0
 */
export type WeightPolicy = 'honoured' | 'refused'

/** Weights of 1 change nothing, and rows that weigh more draw answers towards theirs; or weights are refused. */
export async function weightsFollowThePolicy(subject: LawSubject, policy: WeightPolicy): Promise<void> {
  const { trainer, kind, rows } = subject
  const data = exampleData(kind, rows)
  const ones = new Float64Array(rows).fill(1)
  if (policy === 'refused') return assert.rejects(fitTo(trainer, { ...data, weights: ones }), isError('E_WEIGHTS_UNSUPPORTED'))
  const plain = await meanAnswer(subject)
  assert.ok(Math.abs((await meanAnswer(subject, ones)) - plain) < 1e-9, 'weights of 1 change the answers')
  const heavier = Float64Array.from(exampleTable(rows).rows(), (row) => (kindLaws[kind].isHeavy(row) ? 10 : 1))
  assert.ok((await meanAnswer(subject, heavier)) > plain, 'heavier rows do not draw the answers towards theirs')
}

async function meanAnswer({ trainer, kind, rows }: LawSubject, weights?: Float64Array): Promise<number> {
  const table = exampleTable(rows)
  const model = await trainOn(trainer, { kind, table, ...(weights && { weights }) })
  return kindLaws[kind].mean(model.predict(table))
}

/** Tells a typed error of this code. */
export const isError = (code: string) => (error: unknown) => MillraceError.isInstance(error) && error.code === code
