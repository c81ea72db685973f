import assert from 'node:assert/strict'
import { type ArtifactStore, digestBytes, MillraceError } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { bytes, keysOf, large, readAll, readText, streamed, wrongDigest } from './subject.ts'

/** Bytes and streams come back as they were, whatever becomes of the buffers they came in. */
export async function keepsBytes(store: ArtifactStore): Promise<void> {
  assert.equal(store.specVersion, 1)
  const before = Date.now()
  for (const [key, content] of Object.entries({ empty: new Uint8Array(), small: bytes('abc'), 'deep/er/large': large })) {
    const put = await store.put(key, { content: content.slice() })
    const { body, ...info } = await store.get(key)
    assert.deepEqual({ ...put, ...info }, put, 'put says what get says')
    assert.deepEqual({ key: info.key, sizeBytes: info.sizeBytes }, { key, sizeBytes: content.length })
    assert.ok(info.modifiedAtMs > before - 60_000 && Number.isInteger(info.modifiedAtMs))
    assert.equal(info.digest ?? digestBytes(content), digestBytes(content))
    assert.deepEqual(await store.find(key), info, 'find says what get says')
    assert.deepEqual(await readAll({ body }), content)
  }
  const reused = new Uint8Array(1000)
  async function* reusing() {
    for (let i = 0; i < 3; i++) yield reused.fill(i)
  }
  await store.put('reused', { content: reusing() })
  assert.deepEqual(
    await readAll(await store.get('reused')),
    new Uint8Array(3000).map((_, i) => Math.floor(i / 1000)),
  )
  await store.put('streamed', { content: streamed(large), digest: digestBytes(large) })
  assert.deepEqual(await readAll(await store.get('streamed')), large)
}

/** A second write replaces the first, and with `ifAbsent` leaves it; of several at once with `ifAbsent` one wins. */
export async function replacesOnlyWhereItMay(store: ArtifactStore): Promise<void> {
  await store.put('a', { content: bytes('first') })
  await rejectsWith(store.put('a', { content: bytes('second'), ifAbsent: true }), 'E_ARTIFACT_EXISTS')
  assert.equal(await readText(store, 'a'), 'first')
  await store.put('a', { content: bytes('2') })
  assert.equal(await readText(store, 'a'), '2')

  const writers = Array.from({ length: 8 }, (_, i) =>
    store.put('raced/key', { content: streamed(bytes(`writer ${i}`), 2), ifAbsent: true }),
  )
  const outcomes = await Promise.allSettled(writers)
  const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
  assert.equal(await readText(store, 'raced/key'), `writer ${winner}`)
  outcomes.splice(winner, 1)
  for (const outcome of outcomes) assert.equal(outcome.status === 'rejected' && outcome.reason.code, 'E_ARTIFACT_EXISTS')
}

/** Many writers and deleters of one folder end with what was acknowledged. */
export async function writersShareFolders(store: ArtifactStore): Promise<void> {
  const work = Array.from({ length: 24 }, async (_, i) => {
    await store.put(`shared/${i % 4}/${i}`, { content: bytes(String(i)) })
    if (i % 2 === 0) await store.delete(`shared/${i % 4}/${i}`)
  })
  await Promise.all(work)
  const kept = Array.from({ length: 12 }, (_, i) => `shared/${(2 * i + 1) % 4}/${2 * i + 1}`)
  assert.deepEqual(new Set(await keysOf(store)), new Set(kept))
}

/** Where the digest is another, the stream fails, or the signal comes, nothing is stored and what was there stays. */
export async function storesWholeOrNothing(store: ArtifactStore): Promise<void> {
  const reason = new Error('enough')
  async function* failing() {
    yield bytes('half')
    throw reason
  }
  const stop = new AbortController()
  async function* stopped() {
    yield bytes('half')
    stop.abort(reason)
    await new Promise(() => undefined)
  }
  await store.put('there', { content: bytes('old') })
  for (const key of ['there', 'new/key']) {
    await rejectsWith(store.put(key, { content: bytes('other'), digest: wrongDigest }), 'E_ARTIFACT_DIGEST')
    await assert.rejects(store.put(key, { content: failing() }), reason)
    await assert.rejects(store.put(key, { content: bytes('other'), signal: AbortSignal.abort(reason) }), reason)
  }
  await assert.rejects(store.put('there', { content: stopped(), signal: stop.signal }), reason)
  assert.deepEqual(await keysOf(store), ['there'])
  assert.equal(await readText(store, 'there'), 'old')
}

/** A stream is told to stop when its bytes are no longer wanted. */
export async function freesItsSource(store: ArtifactStore): Promise<void> {
  const stop = new AbortController()
  let freed = false
  async function* source() {
    try {
      yield bytes('first')
      stop.abort(new Error('enough'))
      yield bytes('second')
    } finally {
      freed = true
    }
  }
  await assert.rejects(store.put('a', { content: source(), signal: stop.signal }), /enough/)
  await new Promise(setImmediate)
  assert.ok(freed)
}

/** A key below or above another's is stored beside it or refused, and harms it in no case. */
export async function keysDoNotDisturbEachOther(store: ArtifactStore): Promise<void> {
  await store.put('file', { content: bytes('file') })
  await store.put('folder/file', { content: bytes('below') })
  for (const key of ['file/below', 'file/below/deeper', 'folder']) {
    for (const ifAbsent of [false, true]) {
      const outcome = await store.put(key, { content: bytes(key), ifAbsent }).catch((error: unknown) => error)
      const refused = MillraceError.isInstance(outcome) && ['E_ARTIFACT_CONFLICT', 'E_ARTIFACT_EXISTS'].includes(outcome.code)
      if (!refused) assert.equal(await readText(store, key), key, String(outcome))
    }
  }
  assert.equal(await readText(store, 'file'), 'file')
  assert.equal(await readText(store, 'folder/file'), 'below')
}

/** Deleting counts what it removed: an artifact, or all below a prefix, and nothing that merely begins alike. */
export async function deletesByPrefix(store: ArtifactStore): Promise<void> {
  for (const key of ['a', 'b/1', 'b/2/x', 'b/2/y', 'bb', 'b.txt']) await store.put(key, { content: bytes(key) })
  assert.equal(await store.delete('missing'), 0)
  assert.equal(await store.delete('a'), 1)
  assert.equal(await store.delete('a'), 0)
  assert.equal(await store.delete('a/below'), 0)
  assert.equal(await store.delete('b/2'), 2)
  assert.deepEqual(await keysOf(store), ['b.txt', 'b/1', 'bb'])
  assert.equal(await store.delete('b'), 1)
  assert.deepEqual(await keysOf(store), ['b.txt', 'bb'])
  await store.put('b', { content: bytes('what was a folder') })
  assert.equal(await readText(store, 'b'), 'what was a folder')
}

/** Keys that could lead out, or that not every system takes, are refused by every method. */
export async function refusesUnsafeKeys(store: ArtifactStore): Promise<void> {
  for (const key of ['../a', '/a', 'a/../b', 'a//b', 'a/', './a', 'a\\b', 'c:a', 'nul.txt', 'a\u0000b', 'a '.repeat(1000)]) {
    await rejectsWith(store.put(key, { content: bytes('x') }), 'E_PATH_UNSAFE')
    await rejectsWith(store.get(key), 'E_PATH_UNSAFE')
    await rejectsWith(store.find(key), 'E_PATH_UNSAFE')
    await rejectsWith(store.list(key), 'E_PATH_UNSAFE')
    await rejectsWith(store.delete(key), 'E_PATH_UNSAFE')
  }
  await rejectsWith(store.put('', { content: bytes('x') }), 'E_PATH_UNSAFE')
  await rejectsWith(store.delete(''), 'E_PATH_UNSAFE')
  assert.deepEqual(await keysOf(store), [])
}
