import { type ArtifactInfo, type ArtifactStore, checkRelativePath, compareCodePoints, digestBytes } from '@millrace/core'
import { artifactConflict, artifactDigest, artifactExists, artifactUnknown, storeClosed } from './artifact-errors.ts'
import { type ByteRange, resolveRange } from './artifact-range.ts'
import { pageOfArtifacts } from './page-of-artifacts.ts'
import { readContent } from './read-content.ts'

interface Stored {
  readonly bytes: Uint8Array
  readonly info: ArtifactInfo
}

/**
 * Keeps artifacts in memory, for tests: they are gone when the process ends, and count against its memory.
 *
 * @returns an empty store, to the same rules as `openFolderArtifacts`; it keeps the digests
 * @example
 * ```ts
 * import { memoryArtifacts } from '@millrace/registry'
 *
 * const store = memoryArtifacts()
 * await store.put('a.txt', { content: new TextEncoder().encode('abc') })
 * const { digest } = (await store.find('a.txt')) ?? {}
 * digest // => 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 * await store.put('a.txt', { content: new Uint8Array(), ifAbsent: true }) // => throws E_ARTIFACT_EXISTS
 * ```
 * @category Artifacts
 * @since 0.1.0
 */
export function memoryArtifacts(): ArtifactStore {
  const artifacts = new Map<string, Stored>()
  let closed = false
  const stored = (key: string): Stored | undefined => {
    if (closed) throw storeClosed()
    return artifacts.get(checkRelativePath(key))
  }
  const below = (prefix: string) => [...artifacts.keys()].filter((key) => key.startsWith(prefix === '' ? '' : `${prefix}/`))

  return Object.freeze<ArtifactStore>({
    specVersion: 1,
    async put(key, { ifAbsent = false, digest: expected, ...options }) {
      stored(key)
      const chunks: Uint8Array[] = []
      for await (const chunk of readContent(options)) chunks.push(chunk.slice())
      const bytes = Buffer.concat(chunks)
      const digest = digestBytes(bytes)
      if (expected !== undefined && expected !== digest) throw artifactDigest(key, { expected, found: digest })
      if (stored(key) !== undefined && ifAbsent) throw artifactExists(key)
      if (below(key).length > 0 || foldersOf(key).some((folder) => artifacts.has(folder))) throw artifactConflict(key)
      const info = Object.freeze({ key, sizeBytes: bytes.length, modifiedAtMs: Date.now(), digest })
      artifacts.set(key, { bytes, info })
      return info
    },
    async get(key, { range, signal } = {}) {
      signal?.throwIfAborted()
      const found = stored(key)
      if (found === undefined) throw artifactUnknown(key)
      return Object.freeze({ ...found.info, body: readBytes(found.bytes, { ...resolveRange(found.info, range), signal }) })
    },
    find: async (key) => stored(key)?.info,
    async list(prefix, page = {}) {
      if (closed) throw storeClosed()
      const keys = below(prefix).sort(compareCodePoints)
      const behind = (after: string) => keys.filter((key) => compareCodePoints(key, after) > 0).map((key) => artifacts.get(key)!.info)
      return pageOfArtifacts(behind, { prefix, ...page })
    },
    async delete(prefix) {
      const keys = stored(prefix) === undefined ? below(prefix) : [prefix]
      for (const key of keys) artifacts.delete(key)
      return keys.length
    },
    async [Symbol.asyncDispose]() {
      closed = true
      artifacts.clear()
    },
  })
}

/** The prefixes of a key that would be folders: of `a/b/c`, `a` and `a/b`. */
function foldersOf(key: string): readonly string[] {
  const parts = key.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

async function* readBytes(bytes: Uint8Array, { start, end, signal }: ByteRange & { readonly signal: AbortSignal | undefined }) {
  for (let position = start; position < end; position += 65_536) {
    signal?.throwIfAborted()
    yield Uint8Array.from(bytes.subarray(position, Math.min(position + 65_536, end)))
  }
}
