import { expect, test } from 'vitest'
import * as declared from './declared-tests.ts'

test('a fence waits for its tests and fails with the first that fails', async () => {
  const ran: string[] = []
  declared.describe('group', () => {
    declared.test('first', async () => {
      await Promise.resolve()
      ran.push('first')
    })
    declared.test.skip('left out', () => {
      ran.push('left out')
    })
    declared.test('second', () => {
      throw new Error(`after ${ran.join()}`)
    })
  })
  await expect(declared.finishTests()).rejects.toThrow('after first')
  await expect(declared.finishTests()).resolves.toBeUndefined()
})
