import type { RegistryChange, RegistryStore } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../sqlite/open-database.ts'
import { createRegistryStore } from './registry-store.ts'

let store: RegistryStore
beforeAll(async () => {
  store = createRegistryStore(await openDatabase(':memory:'))
  await store.commit([{ action: 'create-model', model: 'loan' }], { actor: 'ada' })
})
afterAll(() => store[Symbol.asyncDispose]())

const context = { actor: 'ada' }
const tag = (key: string, value: string): RegistryChange => ({ action: 'set-tag', model: 'loan', key, value })

describe('what the store keeps', () => {
  it('is named, and by whom is known', async () => {
    for (const key of ['', 'a\nb', 'a\u0000b']) {
      await expect(store.commit([tag(key, 'x')], context), JSON.stringify(key)).rejects.toMatchObject({ code: 'E_ENTRY_INVALID' })
    }
    await expect(store.commit([tag('a', 'b')], { actor: '' })).rejects.toMatchObject({ code: 'E_ENTRY_INVALID' })
  })

  it('is text that every database keeps, and JSON', async () => {
    await expect(store.commit([tag('a', 'x\u0000y')], context)).rejects.toMatchObject({ code: 'E_TEXT_UNSUPPORTED' })
    const details = { value: Number.NaN }
    await expect(store.commit([tag('a', 'b')], { ...context, details })).rejects.toMatchObject({ code: 'E_JSON_UNSUPPORTED' })
  })

  it('is not more than fits: in one commit, and in one version', async () => {
    const changes = Array.from({ length: 1001 }, () => tag('a', 'b'))
    await expect(store.commit(changes, context)).rejects.toMatchObject({ code: 'E_LIMIT_EXCEEDED' })
    expect(await store.commit(changes.slice(1), context)).toHaveLength(1000)
    const metrics = new Map(changes.map((_, index) => [`metric ${index}`, index]))
    const version = { artifactRoot: 'a', digest: 'b', metrics }
    await expect(store.commit([{ action: 'create-version', model: 'loan', version }], context)).rejects.toMatchObject({
      code: 'E_LIMIT_EXCEEDED',
    })
  })

  it('keeps no change of an unknown kind', async () => {
    const unknown = { action: 'forget-everything', model: 'loan' } as unknown as RegistryChange
    await expect(store.commit([unknown], context)).rejects.toThrow(TypeError)
    for (const action of ['toString', '__proto__']) {
      await expect(store.commit([{ action, model: 'loan' } as unknown as RegistryChange], context)).rejects.toThrow(TypeError)
    }
  })
})
