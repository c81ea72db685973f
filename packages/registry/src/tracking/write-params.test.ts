import { describe, expect, it } from 'vitest'
import { numberIn } from './write-params.ts'

describe('numberIn', () => {
  it.each([
    ['0', 0],
    ['-1.5', -1.5],
    ['+2', 2],
    ['.5', 0.5],
    ['1.', 1],
    ['1e-3', 0.001],
    ['1E5', 1e5],
    ['007', 7],
  ])('reads %s', (text, number) => {
    expect(numberIn(text)).toBe(number)
  })

  it.each(['', ' 1', '1 ', '0x10', '1_000', '1,5', 'NaN', 'Infinity', '1e999', '.', 'e5', '-', '１'])('takes %j for no number', (text) => {
    expect(numberIn(text)).toBeNull()
  })
})
