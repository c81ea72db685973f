import { describe, expect, it } from 'vitest'
import type { Json } from './json.ts'
import {
  anything,
  entries,
  index,
  type JsonReader,
  list,
  matching,
  mismatch,
  nullable,
  number,
  object,
  oneOf,
  readJson,
  record,
  text,
} from './read-json.ts'

const read = <T>(document: unknown, reader: JsonReader<T>): T => readJson(document as Json, reader, (fault) => new Error(fault))
const fault = (document: unknown, reader: JsonReader<unknown>) => {
  try {
    read(document, reader)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

const person = object({ name: text(1, 5), age: nullable(index), tags: list(oneOf('a', 'b'), 2) })
const ann = { name: 'Ann', age: null, tags: ['a'] }

describe('a value is taken as it should be', () => {
  it('with its members in the order of the reader', () => {
    expect(read({ tags: ['a'], age: null, name: 'Ann' }, person)).toEqual(ann)
    expect(Object.keys(read({ tags: [], age: 1, name: 'Ann' }, person))).toEqual(['name', 'age', 'tags'])
  })

  it('without the members that are ignored', () => {
    expect(read({ a: 1, b: 2 }, object({ a: number }, { others: 'ignored' }))).toEqual({ a: 1 })
  })

  it('a record as it is, with keys of any name', () => {
    const document = JSON.parse('{ "__proto__": 1, "2": 3 }')
    expect(read(document, record(number))).toBe(document)
    expect(
      read(
        document,
        entries((key) => (value) => [key, value]),
      ),
    ).toEqual([
      ['2', 3],
      ['__proto__', 1],
    ])
  })
})

describe('the first fault is told with its place', () => {
  it.each<[unknown, JsonReader<unknown>, string]>([
    [1, person, 'the document is not an object'],
    [null, person, 'the document is not an object'],
    [[], person, 'the document is not an object'],
    [{ ...ann, name: 1 }, person, "'name' is not a string"],
    [{ ...ann, name: '' }, person, "'name' is shorter than 1 characters"],
    [{ ...ann, name: 'Annabel' }, person, "'name' is longer than 5 characters"],
    [{ ...ann, age: -1 }, person, "'age' is not an integer from 0 on"],
    [{ ...ann, age: 2 ** 53 }, person, "'age' is not an integer from 0 on"],
    [{ ...ann, age: undefined }, person, "'age' is not an integer from 0 on"],
    [{ name: 'Ann', age: 1 }, person, "'tags' is not an array"],
    [{ ...ann, tags: ['a', 'c'] }, person, `'tags.1' is not "a" or "b"`],
    [{ ...ann, tags: ['a', 'a', 'a'] }, person, "'tags' has 3 elements; at most 2 are allowed"],
    [{ ...ann, more: 1 }, person, "'more' is not a known member"],
    [JSON.parse('{ "__proto__": { "name": "Ann" } }'), person, "'__proto__' is not a known member"],
    [Object.create(ann), object({ name: text() }), "'name' is not a string"],
    [{ toString: 1 }, object({}), "'toString' is not a known member"],
    [{ a: { b: [0, 'x'] } }, record(record(list(number)) as never), "'a.b.1' is not a finite number"],
    [{ a: undefined }, object({ a: anything }), "'a' is missing"],
    [{ a: 1 }, entries((key) => () => mismatch(`of ${key} is odd`)), "'a' of a is odd"],
    ['x', matching(/^\d+$/), 'the document is not a string of the form ^\\d+$'],
    [Number.NaN, number, 'the document is not a finite number'],
    ['1', number, 'the document is not a finite number'],
  ])('%j', (document, reader, expected) => {
    expect(fault(document, reader)).toBe(expected)
  })

  it('and a long place is cut', () => {
    expect(fault({ ['k'.repeat(10_000)]: 1 }, record(text()))).toHaveLength(218)
  })
})

it('other errors pass', () => {
  const broken = () => {
    throw new TypeError('broken')
  }
  expect(() => read(1, broken)).toThrow(new TypeError('broken'))
})
