import { expect, test } from 'vitest'
import { bytesField, integerField, integersField, joined, textField } from './wire.ts'

test('whole numbers are written seven bits a byte, the lowest first', () => {
  expect([...integerField(1, 0)]).toEqual([0x08, 0])
  expect([...integerField(1, 127)]).toEqual([0x08, 0x7f])
  expect([...integerField(1, 300)]).toEqual([0x08, 0xac, 0x02])
  expect([...integerField(1, 2 ** 32)]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x10])
  expect([...integerField(1, Number.MAX_SAFE_INTEGER)]).toEqual([0x08, ...Array(7).fill(0xff), 0x0f])
})

test('a field from 16 on has a tag of two bytes', () => {
  expect([...integerField(20, 1)]).toEqual([0xa0, 0x01, 1])
})

test('text is UTF-8 after its length in bytes', () => {
  expect([...textField(2, 'é\0')]).toEqual([0x12, 3, 0xc3, 0xa9, 0])
})

test('repeated numbers are packed', () => {
  expect([...integersField(8, [1, 300])]).toEqual([0x42, 3, 1, 0xac, 0x02])
})

test('messages nest', () => {
  expect([...bytesField(7, joined([integerField(1, 8), textField(2, 'a')]))]).toEqual([0x3a, 5, 0x08, 8, 0x12, 1, 97])
})
