import type { Stats } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import { MillraceError, type WorkOptions } from '@millrace/core'
import { createContentHash } from './content-hash.ts'
import { type FileDigest, hashFile } from './digest-file.ts'
import { missingFile, statFile, statOrNothing, wrongKind } from './file-kind.ts'
import { ignoreInGit } from './git-ignore.ts'
import { locateFile } from './locate-file.ts'
import { storeObject } from './object-store.ts'
import type { PointerEntry, PointerText } from './pointer.ts'
import { readPointerText } from './read-pointer.ts'
import type { Repository } from './repository.ts'
import { replaceText } from './temporary-file.ts'
import { editPointer, formatPointer, type RecordedContent } from './write-pointer.ts'

/**
 * Options of {@link version}.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface VersionOptions extends WorkOptions {
  /**
   * Folder that holds `.dvc`.
   *
   * @defaultValue the nearest one, from the file's folder upwards
   */
  readonly repository?: string | undefined
}

/**
 * A version of a file: what lineage carries, and where it was written.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface DatasetVersion extends FileDigest {
  /** Absolute path of the file. */
  readonly path: string
  /** Absolute path of the `.dvc` file: commit it. */
  readonly pointerPath: string
  /** Absolute path of the content in the cache; absent where the pointer says `cache: false`. */
  readonly objectPath?: string | undefined
  /** Absolute path of the repository's root. */
  readonly repository: string
  /** The file may be executed, by anyone. */
  readonly isExecutable: boolean
  /** The pointer was written; false where it said the same before. */
  readonly isChanged: boolean
}

/**
 * Makes a version of one file, as `dvc add` does: its content goes to the cache under its digest, a pointer `<path>.dvc` names the digest, and in a Git
 * work tree `.gitignore` keeps the data itself out of Git. `dvc status`, `push`, `pull` and `checkout` work on the result, and this works on theirs.
 *
 * The pointer of a new version is byte for byte DVC's. In an existing one only what follows from the content is replaced: comments, layout, `desc`,
 * `meta`, `type` and `labels` stay, and nothing is written when nothing changed. An entry of DVC 2 stays one until its content changes, as in DVC.
 *
 * The file itself is left alone (no link to the cache is made, whatever `cache.type` says). It is read by blocks, once to hash it and, when the content
 * is new, once more to copy it; the copy is hashed again before it gets its name. The object comes first and the pointer last, each under a temporary
 * name until it is whole, so a kill leaves no half version and calls at the same time, from other processes too, all succeed. DVC's repository lock is
 * not taken. Of DVC's configuration `cache.dir`, `cache.shared` and `core.no_scm` count. Not looked at are `.dvcignore`, pipelines that may write the
 * file, and whether Git tracks it already (then `git rm --cached` it).
 *
 * @param path - regular file in a DVC repository
 * @param options - repository, abort signal (rejects with its reason; nothing half done stays) and progress (bytes hashed, then bytes copied)
 * @returns the version, frozen; its digest is MD5 of the bytes, also where the entry is of DVC 2
 * @throws MillraceError `E_VERSION_REPOSITORY_MISSING` when there is no repository (see `initRepository`), `E_VERSION_FILE_MISSING` when there is no
 * file, `E_VERSION_FILE_KIND` when it is a directory, link, pipe, socket or device, `E_VERSION_PATH_INVALID` when its name or place cannot be versioned,
 * `E_VERSION_FILE_CHANGED` when it changed meanwhile, `E_VERSION_POINTER_INVALID` or `E_VERSION_POINTER_UNSUPPORTED` when its pointer is broken or one
 * that only DVC can update, `E_VERSION_CONFIG_INVALID` when DVC's configuration is broken
 * @see https://dvc.org/doc/command-reference/add
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { initRepository, version } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * await initRepository(folder)
 * await writeFile(join(folder, 'loans.csv'), 'id,amount\n1,120\n')
 * const loans = await version(join(folder, 'loans.csv'))
 * loans.digest // => 'md5:a730317f6fe3b857ee65094404e0ae9f'
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function version(path: string, options: VersionOptions = {}): Promise<DatasetVersion> {
  const { repository: root, ...work } = options
  const { path: source, repository } = await locateFile(path, root)
  const isExecutable = ((await statData(source, repository)).mode & 0o111) !== 0
  const pointerPath = `${source}.dvc`
  const old = await existingPointer(pointerPath, source)
  const entry = old?.pointer.entries[0]

  const { md5, recorded } = await hashData(source, { ...work, entry })
  const { hashKind: kind, sizeBytes } = recorded
  let objectPath: string | undefined
  if (entry?.isCached ?? true) {
    objectPath = await storeObject(repository, { ...work, source, name: { kind, md5: recorded.md5, sizeBytes } })
    if (repository.usesGit) ignoreInGit(source)
  }

  const content = { ...recorded, isExecutable }
  const text = old ? editPointer(old, content) : formatPointer(content, basename(source))
  const isChanged = text !== old?.text
  if (isChanged) await replaceText(pointerPath, text)
  return Object.freeze({
    digest: `md5:${md5}` as const,
    md5,
    sizeBytes,
    path: source,
    pointerPath,
    ...(objectPath === undefined ? {} : { objectPath }),
    repository: repository.root,
    isExecutable,
    isChanged,
  })
}

/** The status of the data: a regular file, or DVC's own link into the cache (`cache.type = symlink`). */
async function statData(path: string, { cacheFolder }: Repository): Promise<Stats> {
  const stats = await statOrNothing(path, { follow: false })
  if (!stats) throw missingFile(path)
  if (!stats.isSymbolicLink()) return statFile(path)
  const target = await statFile(path)
  const isDvcLink = (await realpath(path)).startsWith(`${await realpath(cacheFolder).catch(() => cacheFolder)}${sep}`)
  if (!isDvcLink) throw wrongKind(path, stats)
  return target
}

/** The pointer that is to be updated. An empty file, as a kill of DVC may leave, counts as none. */
async function existingPointer(pointerPath: string, path: string): Promise<PointerText | undefined> {
  const stats = await statOrNothing(pointerPath, { follow: true })
  if (!stats || (stats.isFile() && stats.size === 0)) return undefined
  const old = await readPointerText(pointerPath)
  const { entries, isImport } = old.pointer
  if (!isImport && entries.length === 1 && entries[0]?.filePath === path) return old
  throw new MillraceError({
    code: 'E_VERSION_POINTER_UNSUPPORTED',
    message: `${pointerPath} is ${isImport ? 'an import' : `not about ${basename(path)} alone`}; update it with dvc, or delete it and call version again`,
    details: { path: pointerPath },
  })
}

/** What is to be recorded, and the MD5 of the bytes, in one pass. Content that an entry of DVC 2 names rightly stays under that name. */
async function hashData(
  path: string,
  { entry, ...work }: WorkOptions & { readonly entry: PointerEntry | undefined },
): Promise<{ readonly md5: string; readonly recorded: Omit<RecordedContent, 'isExecutable'> }> {
  const plain = createContentHash('md5')
  const legacy = entry?.hashKind === 'md5-dos2unix' && !entry.isDirectory ? createContentHash('md5-dos2unix') : undefined
  const sizeBytes = await hashFile(path, { ...work, hashes: legacy ? [plain, legacy] : [plain] })
  const md5 = plain.hex()
  const legacyMd5 = legacy?.hex()
  const keepsLegacy = legacyMd5 !== undefined && legacyMd5 === entry?.md5
  return { md5, recorded: keepsLegacy ? { hashKind: 'md5-dos2unix', md5: legacyMd5, sizeBytes } : { hashKind: 'md5', md5, sizeBytes } }
}
