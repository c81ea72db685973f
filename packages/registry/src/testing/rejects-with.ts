import assert from 'node:assert/strict'
import { MillraceError } from '@millrace/core'

/** Asserts that a promise rejects with a typed error of that code. */
export async function rejectsWith(promise: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.equal(MillraceError.isInstance(error) ? error.code : String(error), code)
    return true
  })
}
