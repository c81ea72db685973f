import type { Digest } from '../json/digest.ts'
import type { Page, PageRequest } from './search.ts'

/**
 * What is known of a stored artifact.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ArtifactInfo {
  /** Its key: parts with `/` between them, as `checkRelativePath` takes them. */
  readonly key: string
  /** Size of the whole. */
  readonly sizeBytes: number
  /** When it was written, in milliseconds since 1970-01-01 UTC. */
  readonly modifiedAtMs: number
  /** Digest of the whole, where the store keeps one. */
  readonly digest?: Digest
}

/**
 * An artifact being read.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Artifact extends ArtifactInfo {
  /** Its bytes, or those of the range, to be read once; stopping early frees the source. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * What {@link ArtifactStore.put} writes.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PutArtifactOptions {
  /** The bytes; a stream is read once and never held whole. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  /** Writes only where nothing is, also against other writers. @defaultValue false */
  readonly ifAbsent?: boolean
  /** What the bytes must have; otherwise nothing is stored and the promise rejects with `E_ARTIFACT_DIGEST`. */
  readonly digest?: Digest
  /** Stops the writing; nothing is stored then. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Which bytes {@link ArtifactStore.get} reads.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface GetArtifactOptions {
  /** First byte, from 0, and the byte to end before; beyond the end rejects with `E_ARTIFACT_RANGE`. @defaultValue the whole */
  readonly range?: { readonly start: number; readonly end?: number }
  /** Stops the reading, also of the body. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Keeps files by key: of runs, and of model versions.
 *
 * A key that is unsafe rejects with `E_PATH_UNSAFE`, a missing one with `E_ARTIFACT_UNKNOWN`, a system that does not answer with
 * `E_STORE_UNAVAILABLE`, any call after closing with `E_STORE_CLOSED`. A folder has no being of its own; a store that cannot keep `a`
 * beside `a/b` rejects the later one with `E_ARTIFACT_CONFLICT`. Several files become one thing when a registry row that names their prefix
 * is written after the last of them.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ArtifactStore extends AsyncDisposable {
  /** Version of this contract. */
  readonly specVersion: 1
  /**
   * Writes whole or not at all: readers see the old bytes or the new; with `ifAbsent` rejects with `E_ARTIFACT_EXISTS` where something is.
   */
  put(key: string, options: PutArtifactOptions): Promise<ArtifactInfo>
  /** Opens an artifact for reading. */
  get(key: string, options?: GetArtifactOptions): Promise<Artifact>
  /** What is known of an artifact, or nothing where there is none. */
  find(key: string): Promise<ArtifactInfo | undefined>
  /** The artifacts whose key is below the prefix, at any depth, by code point of the key; all of them for ''. */
  list(prefix: string, page?: PageRequest): Promise<Page<ArtifactInfo>>
  /** Removes the artifact of that key and all below it, and says how many; none is no error, and '' is no key. */
  delete(prefix: string): Promise<number>
  /** Ability: a URL by which one artifact can be read or written without credentials for a while. */
  signUrl?(key: string, options: { readonly method: 'GET' | 'PUT'; readonly expiresInMs: number }): Promise<string>
}
