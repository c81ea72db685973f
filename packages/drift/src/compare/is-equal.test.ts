import { expect, test } from 'vitest'
import { isEqual } from './is-equal.ts'

test.each<[unknown, unknown, boolean]>([
  [[1, 'a', null, { edges: [1, 2], atoms: [] }], [1, 'a', null, { atoms: [], edges: [1, 2] }], true],
  [[1, 2], [1, 2, 3], false],
  [[1, 2], [1, 3], false],
  [{ a: 1 }, { b: 1 }, false],
  [[], {}, false],
  [null, {}, false],
  [0, false, false],
])('%j and %j: %s', (a, b, expected) => {
  expect([isEqual(a, b), isEqual(b, a)]).toEqual([expected, expected])
})
