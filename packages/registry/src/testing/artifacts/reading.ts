import assert from 'node:assert/strict'
import type { ArtifactStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { bytes, keysOf, large, readAll, readText } from './subject.ts'

/** A missing artifact is an error for `get` and nothing for `find`; what is above others is no artifact. */
export async function missingIsTyped(store: ArtifactStore): Promise<void> {
  await store.put('folder/file', { content: bytes('x') })
  for (const key of ['missing', 'folder', 'folder/other', 'folder/file/below', 'fold']) {
    await rejectsWith(store.get(key), 'E_ARTIFACT_UNKNOWN')
    assert.equal(await store.find(key), undefined, key)
  }
}

/** Ranges give their bytes, of the middle, the end and nothing; what is beyond the end is refused. */
export async function rangesAreRead(store: ArtifactStore): Promise<void> {
  await store.put('large', { content: large })
  for (const [start, end] of [[0], [1, 70_000], [65_535, 65_537], [199_999], [200_000], [5, 5], [0, 200_000]] as const) {
    const artifact = await store.get('large', { range: { start, ...(end !== undefined && { end }) } })
    assert.equal(artifact.sizeBytes, large.length, 'the size is that of the whole')
    assert.deepEqual(await readAll(artifact), large.slice(start, end), `${start} to ${end}`)
  }
  for (const [start, end] of [[200_001], [0, 200_001], [-1], [3, 2], [0.5], [0, Number.NaN]] as const) {
    await rejectsWith(store.get('large', { range: { start, ...(end !== undefined && { end }) } }), 'E_ARTIFACT_RANGE')
  }
}

/** What is read is what was there when reading began, also when it is replaced or deleted meanwhile. */
export async function readersKeepWhatTheyRead(store: ArtifactStore): Promise<void> {
  await store.put('large', { content: large })
  const [replaced, deleted] = await Promise.all([store.get('large'), store.get('large')])
  await store.put('large', { content: bytes('new') })
  assert.deepEqual(await readAll(replaced), large)
  await store.delete('large')
  assert.deepEqual(await readAll(deleted), large)
}

/** Reading can stop early, before the first chunk and behind it, and by a signal. */
export async function readingStops(store: ArtifactStore): Promise<void> {
  await store.put('large', { content: large })
  for await (const chunk of (await store.get('large')).body) {
    assert.ok(chunk.length > 0 && chunk.length < large.length, 'a large artifact comes in chunks')
    break
  }
  const unread = (await store.get('large')).body[Symbol.asyncIterator]()
  await unread.return?.()
  assert.equal((await unread.next()).done, true)

  const reason = new Error('enough')
  await assert.rejects(store.get('large', { signal: AbortSignal.abort(reason) }), reason)
  const stop = new AbortController()
  const reading = (await store.get('large', { signal: stop.signal })).body[Symbol.asyncIterator]()
  assert.equal((await reading.next()).done, false)
  stop.abort(reason)
  await assert.rejects(reading.next(), reason)
}

/** Bytes that a reader changes stay what they are in the store. */
export async function readersGetCopies(store: ArtifactStore): Promise<void> {
  await store.put('text', { content: bytes('abc') })
  for await (const chunk of (await store.get('text')).body) chunk.fill(0)
  assert.equal(await readText(store, 'text'), 'abc')
}

/** Keys come by code point of the whole key, below a prefix at any depth, and not those that merely begin alike. */
export async function keysAreListed(store: ArtifactStore): Promise<void> {
  assert.deepEqual(await store.list(''), { items: [] })
  const keys = ['b', 'a/z', 'a-b', 'a.txt', 'a/b/c', 'a/B', 'aa', 'a/\u{fffd}', 'a/😀', 'a0', 'ab/c']
  for (const key of keys) await store.put(key, { content: bytes(key) })
  assert.deepEqual(await keysOf(store), ['a-b', 'a.txt', 'a/B', 'a/b/c', 'a/z', 'a/\u{fffd}', 'a/😀', 'a0', 'aa', 'ab/c', 'b'])
  assert.deepEqual(await keysOf(store, 'a'), ['a/B', 'a/b/c', 'a/z', 'a/\u{fffd}', 'a/😀'])
  assert.deepEqual(await keysOf(store, 'a/b'), ['a/b/c'])
  assert.deepEqual(await keysOf(store, 'b'), [], 'the artifact of that key is not below it')
  assert.deepEqual(await keysOf(store, 'missing'), [])
  for (const info of (await store.list('')).items) assert.deepEqual(info, await store.find(info.key))
}

/** Pages follow one another without gap or repetition, also when artifacts come and go; other tokens are refused. */
export async function listsComeInPages(store: ArtifactStore): Promise<void> {
  const keys = ['a-b', 'a/1', 'a/2/x', 'a/2/y', 'a/3', 'a0', 'b']
  for (const key of keys) await store.put(key, { content: bytes(key) })
  const seen: string[] = []
  let pageToken: string | undefined
  do {
    const page = await store.list('', { limit: 2, pageToken })
    assert.ok(page.items.length <= 2)
    seen.push(...page.items.map(({ key }) => key))
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  assert.deepEqual(seen, keys)

  const { nextPageToken } = await store.list('a', { limit: 2 })
  await store.delete('a/2/x')
  await store.put('a/0', { content: bytes('before') })
  assert.deepEqual(
    (await store.list('a', { limit: 9, pageToken: nextPageToken })).items.map(({ key }) => key),
    ['a/2/y', 'a/3'],
  )
  for (const made of ['', 'x', nextPageToken ?? '']) await rejectsWith(store.list('', { pageToken: made }), 'E_PAGE_TOKEN_INVALID')
  for (const limit of [0, 50_001, 1.5]) await assert.rejects(store.list('', { limit }), RangeError)
}
