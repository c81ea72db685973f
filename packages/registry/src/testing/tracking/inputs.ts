import assert from 'node:assert/strict'
import type { DatasetInput, TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { reread, startRun } from './subject.ts'

const loans: DatasetInput = {
  name: 'loans',
  digest: 'md5:0123456789abcdef0123456789abcdef',
  context: 'training',
  source: 'data/loan-train.csv',
  rowCount: 614,
  schema: { columns: [{ name: 'Größe', type: 'number', nullable: true }] },
  statistics: { income: { mean: 5403.459283387622, nulls: 0 }, nothing: null, many: [1e-300, -2.5, 9007199254740991] },
}

/** Data that a run read comes back as it was given, in order. */
export async function keepsInputs(store: TrackingStore): Promise<void> {
  const bare = { name: 'bare', digest: 'md5:1' }
  const run = await startRun(store, { inputs: [loans, bare] })
  assert.deepEqual(run.inputs, [loans, bare])
  assert.deepEqual((await reread(store, run)).inputs, [loans, bare])
}

/** Data that are there are left alone; for something else, or of another digest, they are another input. */
export async function keepsInputsOnce(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { inputs: [loans] })
  await store.record(run.id, { inputs: [{ ...loans, source: 'elsewhere', statistics: { other: 1 } }, loans, loans] })
  assert.deepEqual((await reread(store, run)).inputs, [loans])
  const others = [
    { ...loans, context: 'evaluation' },
    { ...loans, digest: 'md5:2' },
    { ...loans, name: 'Loans' },
  ]
  await store.record(run.id, { inputs: others })
  assert.deepEqual((await reread(store, run)).inputs, [loans, ...others])
}

/** Runs of one experiment, and of several, read the same data. */
export async function sharesInputs(store: TrackingStore): Promise<void> {
  const first = await startRun(store, { inputs: [loans] })
  const second = await store.createRun({ experimentId: first.experimentId, inputs: [loans] })
  const { id: experimentId } = await store.createExperiment('other')
  const third = await store.createRun({ experimentId, inputs: [{ ...loans, rowCount: 1 }] })
  assert.deepEqual((await reread(store, first)).inputs, [loans])
  assert.deepEqual((await reread(store, second)).inputs, [loans])
  assert.deepEqual((await reread(store, third)).inputs, [{ ...loans, rowCount: 1 }])
}

/** Statistics that JSON does not have are refused. */
export async function refusesOddInputs(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  await rejectsWith(store.record(run.id, { inputs: [{ ...loans, statistics: { mean: Number.NaN } }] }), 'E_JSON_UNSUPPORTED')
  assert.deepEqual((await reread(store, run)).inputs, [])
}
