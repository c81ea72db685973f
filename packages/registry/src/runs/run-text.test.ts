import { expect, it } from 'vitest'
import { runTexts } from './run-text.ts'

it('writes values as text by one rule', () => {
  const texts = runTexts({
    text: 'as it is',
    whole: 3,
    small: 1e-7,
    minusZero: -0,
    big: 2n ** 64n,
    yes: true,
    nothing: null,
    absent: undefined,
    day: new Date(0),
    object: { b: [1, null], a: 'é' },
  })
  expect(Object.fromEntries(texts)).toEqual({
    text: 'as it is',
    whole: '3',
    small: '1e-7',
    minusZero: '0',
    big: '18446744073709551616',
    yes: 'true',
    nothing: 'null',
    day: '1970-01-01T00:00:00.000Z',
    object: '{"a":"é","b":[1,null]}',
  })
})

it('refuses what JSON cannot carry inside of objects', () => {
  expect(() => runTexts({ bad: [Number.NaN] })).toThrow(expect.objectContaining({ code: 'E_JSON_UNSUPPORTED' }))
})
