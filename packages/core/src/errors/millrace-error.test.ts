import { expect, it } from 'vitest'
import { MillraceError } from './millrace-error.ts'

const cause = new Error('below')
const error = new MillraceError({ code: 'E_EXAMPLE', message: 'nothing to read', details: { path: 'a.csv' }, cause })

it('is an Error with a code, details and a cause', () => {
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('MillraceError: nothing to read')
  expect([error.code, error.details, error.cause]).toEqual(['E_EXAMPLE', { path: 'a.csv' }, cause])
})

it('has no details and no cause where none are given', () => {
  const plain = new MillraceError({ code: 'E_EXAMPLE', message: 'x' })
  expect(plain.details).toEqual({})
  expect('cause' in plain).toBe(false)
})

it('is recognised across copies of the package, and nothing else is', () => {
  const ofAnotherCopy = Object.assign(new Error('x'), { [Symbol.for('millrace.error')]: true })
  expect([error, ofAnotherCopy].every(MillraceError.isInstance)).toBe(true)
  expect([null, undefined, 'x', {}, new Error('x'), { code: 'E_EXAMPLE' }].some(MillraceError.isInstance)).toBe(false)
})
