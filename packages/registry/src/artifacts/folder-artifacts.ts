import type { Artifact, ArtifactStore, GetArtifactOptions } from '@millrace/core'
import { artifactUnknown, storeClosed } from './artifact-errors.ts'
import { findArtifact, openArtifact, walkArtifacts } from './artifact-files.ts'
import { openArtifactFolders } from './artifact-folders.ts'
import { resolveRange } from './artifact-range.ts'
import { FileBody } from './file-body.ts'
import { pageOfArtifacts } from './page-of-artifacts.ts'
import { removeArtifacts } from './remove-artifacts.ts'
import { writeArtifact } from './write-artifact.ts'

/**
 * Keeps artifacts as files of a folder, for any number of processes of one machine.
 *
 * An artifact is written under another name in the same file system, reaches the disk, and takes its place by one rename, so that readers
 * see all of it or nothing, also after a crash; with `ifAbsent` the place is taken by a hard link, which the file system must have. What
 * is replaced or deleted while it is read is read to its end. Links are not followed, and are no artifacts. What a killed writer leaves is
 * never listed, and removed when the folder is opened a day later. `put` tells the digest; the folder keeps none.
 *
 * @param folder - path of the folder; it is made where there is none, and holds `files` (the artifacts by key) and `incoming`
 * @returns the store
 * @throws MillraceError `E_FILE_UNWRITABLE` when the system refuses; its methods reject with that or `E_FILE_UNREADABLE`, with
 *   `E_ARTIFACT_CONFLICT` where a part of the key is an artifact already or others are below it, and as {@link ArtifactStore} says
 * @example
 * ```ts
 * import { openFolderArtifacts } from '@millrace/registry'
 *
 * const store = await openFolderArtifacts('artifacts')
 * await store.put('runs/1/note.txt', { content: new TextEncoder().encode('first') })
 * const { items } = await store.list('runs')
 * items.map(({ key, sizeBytes }) => [key, sizeBytes]) // => [['runs/1/note.txt', 5]]
 * ```
 * @category Artifacts
 * @since 0.1.0
 */
export async function openFolderArtifacts(folder: string): Promise<ArtifactStore> {
  const folders = await openArtifactFolders(folder)
  let closed = false
  /** The folder of the artifacts, as long as the store is open. */
  const files = () => {
    if (closed) throw storeClosed()
    return folders.files
  }

  return Object.freeze<ArtifactStore>({
    specVersion: 1,
    put: async (key, options) => writeArtifact(key, { ...options, incoming: folders.incoming, files: files() }),
    get: async (key, options = {}) => readArtifact(files(), key, options),
    find: async (key) => findArtifact(files(), key),
    list: async (prefix, page = {}) => {
      const root = files()
      return pageOfArtifacts((after) => walkArtifacts(root, { prefix, after }), { prefix, ...page })
    },
    delete: async (prefix) => removeArtifacts(prefix, { incoming: folders.incoming, files: files() }),
    [Symbol.asyncDispose]: async () => {
      closed = true
    },
  })
}

async function readArtifact(root: string, key: string, { range, signal }: GetArtifactOptions): Promise<Artifact> {
  signal?.throwIfAborted()
  const opened = await openArtifact(root, key)
  if (opened === undefined) throw artifactUnknown(key)
  const { file, info } = opened
  try {
    return Object.freeze({ ...info, body: new FileBody(file, { ...resolveRange(info, range), key, signal }) })
  } catch (error) {
    await file.close()
    throw error
  }
}
