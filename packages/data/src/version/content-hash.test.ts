import { describe, expect, test } from 'vitest'
import { hasGolden, readGolden } from '../../test/fixtures/version/golden.ts'
import { createContentHash, type HashKind } from './content-hash.ts'
import { blockSize } from './read-blocks.ts'

function hashOf(kind: HashKind, bytes: Buffer): string {
  const hash = createContentHash(kind)
  for (let start = 0; start < bytes.length; start += blockSize) hash.update(bytes.subarray(start, start + blockSize))
  return hash.hex()
}

describe('createContentHash', () => {
  test('md5 is that of the bytes (RFC 1321, A.5)', () => {
    expect(hashOf('md5', Buffer.from(''))).toBe('d41d8cd98f00b204e9800998ecf8427e')
    expect(hashOf('md5', Buffer.from('message digest'))).toBe('f96b697d7cb7938d525a2f31aaf161d0')
  })

  test('md5-dos2unix reads CRLF of a text as LF', () => {
    expect(hashOf('md5-dos2unix', Buffer.from('a,b\r\n1,2\r\n'))).toBe(hashOf('md5', Buffer.from('a,b\n1,2\n')))
  })

  test('md5-dos2unix leaves a lone CR, a CR at the end, and bytes that are no text', () => {
    for (const bytes of [Buffer.from('a\rb'), Buffer.from('a\r'), Buffer.from([0, 13, 10]), Buffer.from([0xff, 0xfe, 13, 10])]) {
      expect(hashOf('md5-dos2unix', bytes)).toBe(hashOf('md5', bytes))
    }
  })

  test('text is what has at most 30 % of other bytes in its first 512', () => {
    const sample = (others: number) => Buffer.concat([Buffer.alloc(others, 0x0b), Buffer.alloc(98 - others, 'a'), Buffer.from('\r\n')])
    expect(hashOf('md5-dos2unix', sample(30))).not.toBe(hashOf('md5', sample(30)))
    expect(hashOf('md5-dos2unix', sample(31))).toBe(hashOf('md5', sample(31)))
    const late = Buffer.concat([Buffer.alloc(512, 'a'), Buffer.from([0]), Buffer.from('\r\n')])
    expect(hashOf('md5-dos2unix', late)).not.toBe(hashOf('md5', late))
  })

  test.skipIf(!hasGolden)("md5-dos2unix gives DVC 2's own digests (../shared/golden/dvc)", () => {
    const made: Record<string, Buffer> = {
      'two-chunks': Buffer.from('line of text\r\n'.repeat(90_000)),
      'crlf-across-chunk': Buffer.from(`${'a'.repeat(blockSize - 1)}\r\n${'b'.repeat(10)}`),
    }
    const vectors: Record<string, { base64?: string; md5: string }> = readGolden('legacy-2x').expect.dos2unixVectors
    for (const [name, { base64, md5 }] of Object.entries(vectors)) {
      const bytes = base64 === undefined ? made[name] : Buffer.from(base64, 'base64')
      expect(bytes && hashOf('md5-dos2unix', bytes), name).toBe(md5)
    }
  })
})
