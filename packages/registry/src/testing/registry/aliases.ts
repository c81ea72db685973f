import assert from 'node:assert/strict'
import type { RegistryStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { context, modelWithVersions, setAlias } from './subject.ts'

/** An alias points to one version of its model, moves and goes; a version may have many. */
export async function movesAliases(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  await modelWithVersions(store, 'other', 1)
  await store.commit([setAlias('loan', 'b', 1), setAlias('loan', 'B', 1), setAlias('loan', 'a-1_x', 1), setAlias('other', 'b', 1)], context)
  assert.deepEqual((await store.findVersion({ model: 'loan', version: 1 }))?.aliases, ['B', 'a-1_x', 'b'])
  await store.commit([setAlias('loan', 'b', 2), setAlias('loan', 'a-1_x', null), setAlias('loan', 'never-there', null)], context)
  assert.deepEqual((await store.findVersion({ model: 'loan', version: 1 }))?.aliases, ['B'])
  assert.deepEqual((await store.findVersion({ model: 'loan', version: 2 }))?.aliases, ['b'])
  assert.deepEqual((await store.findModel('loan'))?.aliases, new Map(Object.entries({ B: 1, b: 2 })))
  assert.deepEqual((await store.findModel('other'))?.aliases, new Map([['b', 1]]))
}

/** A conditional move happens only where what is expected stands; of several at once one happens. */
export async function movesOnCondition(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 3)
  const move = (version: number | null, expected: number | null) =>
    store.commit([{ action: 'set-alias', model: 'loan', alias: 'production', version, expected }], context)
  await rejectsWith(move(1, 2), 'E_REGISTRY_CONFLICT')
  await move(1, null)
  await rejectsWith(move(2, null), 'E_REGISTRY_CONFLICT')
  await rejectsWith(move(null, 2), 'E_REGISTRY_CONFLICT')
  assert.equal((await store.findVersion({ model: 'loan', alias: 'production' }))?.version, 1)

  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => move(2 + (i % 2), 1)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') await rejectsWith(Promise.reject(outcome.reason), 'E_REGISTRY_CONFLICT')
}

/** An alias that could be taken for a version, or is no name, is refused, also for a refusal. */
export async function refusesAliases(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 1)
  for (const alias of ['', 'latest', 'Latest', 'v1', 'V22', 'a b', 'a.b', 'a@b', 'ä', 'x'.repeat(2000)]) {
    await rejectsWith(store.commit([setAlias('loan', alias, 1)], context), 'E_ALIAS_INVALID')
    await rejectsWith(store.commit([{ action: 'refuse-promotion', model: 'loan', version: 1, alias }], context), 'E_ALIAS_INVALID')
  }
  for (const alias of ['v', 'v1a', 'latest-1', '1']) await store.commit([setAlias('loan', alias, 1)], context)
  assert.equal((await store.findModel('loan'))?.aliases.size, 4)
}

/** A listener is told when an alias of its model moves, and no more once it has stopped. */
export async function tellsOfMoves([store, writer]: readonly [RegistryStore, RegistryStore]): Promise<void> {
  await modelWithVersions(writer, 'loan', 2)
  await modelWithVersions(writer, 'other', 1)
  const told = { loan: 0, other: 0, stopped: 0 }
  let wake: () => void = () => undefined
  const stop = store.watch!('loan', () => {
    told.loan++
    wake()
  })
  const stopOther = store.watch!('other', () => told.other++)
  store.watch!('loan', () => told.stopped++)()
  // What stands when watching begins is read then.
  await store.findModel('loan')
  for (const change of [setAlias('loan', 'production', 1), setAlias('loan', 'production', null)]) {
    const awake = new Promise<void>((resolve) => {
      wake = resolve
    })
    await writer.commit([change], context)
    await awake
  }
  stop()
  stop()
  await writer.commit([setAlias('loan', 'production', 2), setAlias('other', 'production', 1)], context)
  while (told.other === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  stopOther()
  assert.deepEqual(told, { loan: 2, other: 1, stopped: 0 })
}
