import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { streamHash, threadedStreamHash } from './stream-hash.ts'

const bytes = Buffer.alloc(100_000_001, 'millrace')
const expected = createHash('md5').update(bytes).digest('hex')

test.each([
  ['this thread', streamHash],
  ['a thread of its own', threadedStreamHash],
])('a stream is hashed in %s, chunk by chunk', async (_, open) => {
  const hash = open()
  for (let start = 0; start < bytes.length; start += 2 ** 20) await hash.update(new Uint8Array(bytes.subarray(start, start + 2 ** 20)))
  expect(await hash.digest()).toBe(expected)
  hash.close()
})

test('nothing has the digest of nothing', async () => {
  const hash = threadedStreamHash()
  expect(await hash.digest()).toBe('d41d8cd98f00b204e9800998ecf8427e')
  hash.close()
})
