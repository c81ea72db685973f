import { describe, expect, it } from 'vitest'
import { pageLimit } from './page-limit.ts'
import { readPageToken, writePageToken } from './page-token.ts'

describe('page tokens', () => {
  it('carry a position to the same question', () => {
    const question = { filter: { metric: 'auc', is: '<', value: Infinity }, orderBy: undefined }
    const token = writePageToken(question, ['😀', 1.5, null])
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(readPageToken({ ...question }, token)).toEqual(['😀', 1.5, null])
  })

  it('are refused where the question is another, or they are made up', () => {
    const token = writePageToken({ value: Infinity }, 'a')
    for (const question of [{ value: -Infinity }, { value: null }, {}, null]) {
      expect(() => readPageToken(question, token)).toThrow(expect.objectContaining({ code: 'E_PAGE_TOKEN_INVALID' }))
    }
    for (const made of ['', 'x', '{}', 'W10', 'WzEsMl0', '\u0000', token.slice(1), 'A'.repeat(100_000)]) {
      expect(() => readPageToken({ value: Infinity }, made)).toThrow(expect.objectContaining({ code: 'E_PAGE_TOKEN_INVALID' }))
    }
  })
})

describe('pageLimit', () => {
  it('is 1,000 unless asked otherwise, and within its bounds', () => {
    expect([pageLimit({}, 'list'), pageLimit({ limit: undefined }, 'list'), pageLimit({ limit: 50_000 }, 'list')]).toEqual([
      1000, 1000, 50_000,
    ])
    for (const limit of [0, -1, 1.5, 50_001, Number.NaN]) expect(() => pageLimit({ limit }, 'list')).toThrow(/^list: the limit is/)
  })
})
