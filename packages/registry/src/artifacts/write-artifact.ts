import { createHash, randomUUID } from 'node:crypto'
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ArtifactInfo, type Digest, fileError, type PutArtifactOptions, safeJoin } from '@millrace/core'
import { artifactConflict, artifactDigest, artifactExists } from './artifact-errors.ts'
import { infoOf, isAbsence, isReal } from './artifact-files.ts'
import type { ArtifactFolders } from './artifact-folders.ts'
import { readContent } from './read-content.ts'
import { syncFolders } from './sync-folders.ts'

/** Writes an artifact beside the others, to the disk, and puts it in place by one call of the system. */
export async function writeArtifact(key: string, options: PutArtifactOptions & ArtifactFolders): Promise<ArtifactInfo> {
  const { files, incoming, ifAbsent = false, digest: expected, signal } = options
  const target = safeJoin(files, key)
  const fresh = join(incoming, randomUUID())
  try {
    const found = await writeFresh(fresh, options)
    if (expected !== undefined && expected !== found) throw artifactDigest(key, { expected, found })
    const info = infoOf(key, await lstat(fresh))
    signal?.throwIfAborted()
    await writing(target, place(fresh, { key, target, ifAbsent }))
    await writing(target, syncFolders(dirname(target), files))
    return Object.freeze({ ...info, digest: found })
  } finally {
    await rm(fresh, { force: true }).catch(() => undefined)
  }
}

async function writeFresh(path: string, options: Pick<PutArtifactOptions, 'content' | 'signal'>): Promise<Digest> {
  const hash = createHash('sha256')
  const file = await writing(path, open(path, 'wx'))
  try {
    for await (const chunk of readContent(options)) {
      hash.update(chunk)
      await writing(path, file.writeFile(chunk))
    }
    await writing(path, file.sync())
  } finally {
    await file.close()
  }
  return `sha256:${hash.digest('hex')}`
}

interface Place {
  readonly key: string
  readonly target: string
  readonly ifAbsent: boolean
}

/** Tried again where another process removed the folder, as it became empty, in the same instant. */
async function place(fresh: string, { key, target, ifAbsent }: Place): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await mkdir(dirname(target), { recursive: true })
      if (!(await isReal(dirname(target)))) throw artifactConflict(key)
      return await (ifAbsent ? link(fresh, target) : rename(fresh, target))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST' && ifAbsent && (await isFile(target))) throw artifactExists(key)
      if (conflicts.has(code)) throw artifactConflict(key, error)
      if (code !== 'ENOENT' || attempt === 10) throw error
    }
  }
}

const conflicts: ReadonlySet<unknown> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'])

async function isFile(path: string): Promise<boolean> {
  const stat = await lstat(path).catch((error) => (isAbsence(error) ? undefined : Promise.reject(error)))
  return stat?.isFile() === true
}

/** Types the failures of the file system, and leaves those of the content's source alone. */
function writing<T>(path: string, work: Promise<T>): Promise<T> {
  return work.catch((cause) => {
    throw fileError(path, { action: 'write', cause })
  })
}
