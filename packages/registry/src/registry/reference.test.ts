import { describe, expect, it } from 'vitest'
import { aliasReference, parseReference, referenceOf, referenceText } from './reference.ts'

describe('parseReference', () => {
  it.each([
    ['loan@production', { model: 'loan', alias: 'production' }],
    ['loan-approval.v2_b/12', { model: 'loan-approval.v2_b', version: 12 }],
    ['loan/Production', { model: 'loan', stage: 'Production' }],
    ['loan/staging', { model: 'loan', stage: 'Staging' }],
    ['models:/loan@champion', { model: 'loan', alias: 'champion' }],
    ['models:/loan/3', { model: 'loan', version: 3 }],
  ])('reads %s', (text, reference) => {
    expect(parseReference(text)).toEqual(reference)
  })

  it.each([
    '',
    'loan',
    '@production',
    'loan@',
    'loan/',
    'loan/0',
    'loan/latest',
    'loan/1.5',
    'loan/9007199254740993',
    'a/b/c',
    'loan@a b',
    'lo an@a',
    '../x@a@b',
  ])('refuses %j', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'E_REFERENCE_INVALID' }))
  })

  it('shows no more of an endless text than a line', () => {
    expect(() => parseReference('x'.repeat(1e6))).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{200,300}$/) }))
  })
})

it('a reference is written as it is read', () => {
  for (const text of ['loan@production', 'loan/3', 'loan/Archived']) expect(referenceText(parseReference(text))).toBe(text)
})

it('a version that is given whole stands for its number, whatever its stage', () => {
  const version = { model: 'loan', version: 3, stage: 'Production' as const, aliases: ['a'] }
  expect(referenceOf(version)).toEqual({ model: 'loan', version: 3 })
})

it('an alias is asked for by an alias alone', () => {
  expect(aliasReference('loan@production')).toEqual({ model: 'loan', alias: 'production' })
  expect(() => aliasReference('loan/3')).toThrow(expect.objectContaining({ code: 'E_REFERENCE_INVALID' }))
})
