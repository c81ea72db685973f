import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { MillraceError } from '@millrace/core'
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { statFile } from './file-kind.ts'
import type { Pointer, PointerEntry, PointerText } from './pointer.ts'
import { type PointerOut, pointerSchema } from './pointer-schema.ts'

/**
 * Reads a `.dvc` file of DVC 3 or 2 and checks it against DVC's closed schema.
 *
 * @param pointerPath - the `.dvc` file
 * @returns what it says, frozen; nothing is looked up, so data and cache may be missing
 * @throws MillraceError `E_VERSION_FILE_MISSING` or `E_VERSION_FILE_KIND` when there is no such file, `E_VERSION_POINTER_INVALID` when it is not UTF-8
 * or not YAML, has a key that DVC does not know, or a value of the wrong type
 * @see https://dvc.org/doc/user-guide/project-structure/dvc-files
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { readPointer } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * const pointerPath = join(folder, 'loans.csv.dvc')
 * await writeFile(pointerPath, 'outs:\n- md5: a730317f6fe3b857ee65094404e0ae9f\n  size: 16\n  hash: md5\n  path: loans.csv\n')
 * const { entries } = await readPointer(pointerPath)
 * entries.map((entry) => entry.sizeBytes) // => [16]
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function readPointer(pointerPath: string): Promise<Pointer> {
  return (await readPointerText(pointerPath)).pointer
}

/** Reads a pointer together with its text, for who is going to edit it. */
export async function readPointerText(pointerPath: string): Promise<PointerText> {
  const path = resolve(pointerPath)
  await statFile(path)
  const text = decode(await readFile(path), path)
  return { pointer: parsePointer(text, path), text }
}

/** Reads the text of a pointer that lies, or will lie, at an absolute path. */
export function parsePointer(text: string, pointerPath: string): Pointer {
  const read = pointerSchema.safeParse(parseYaml(text, pointerPath))
  if (!read.success) {
    const [issue] = read.error.issues
    throw invalid(pointerPath, `${issue?.path.join('.') || 'the document'}: ${issue?.message}`)
  }
  const { outs, deps, desc, meta, frozen, locked, wdir } = read.data
  const folder = resolve(dirname(pointerPath), wdir ?? '.')
  return deepFreeze({
    pointerPath,
    entries: outs.map((out) => entryOf(out, { folder, pointerPath })),
    isImport: (deps ?? []).length > 0,
    isFrozen: frozen ?? locked ?? false,
    ...(desc === undefined ? {} : { description: desc }),
    ...(meta === undefined ? {} : { meta }),
  })
}

function entryOf(out: PointerOut, place: { readonly folder: string; readonly pointerPath: string }): PointerEntry {
  if (out.hash !== undefined && out.hash !== 'md5')
    throw invalid(place.pointerPath, `outs: the hash ${JSON.stringify(out.hash)} is unknown, DVC writes md5`)
  const { path, md5, size, nfiles, desc, type, labels, meta } = out
  return {
    path,
    filePath: resolve(place.folder, path),
    hashKind: out.hash === undefined ? 'md5-dos2unix' : 'md5',
    ...(md5 ? { md5: md5.replace(/\.dir$/, '') } : {}),
    ...(size === undefined ? {} : { sizeBytes: size }),
    isDirectory: nfiles !== undefined || out.files !== undefined || (md5?.endsWith('.dir') ?? false),
    ...(nfiles === undefined ? {} : { fileCount: nfiles }),
    isExecutable: out.isexec ?? false,
    isCached: out.cache ?? true,
    isCloudVersioned: out.cloud !== undefined || out.files !== undefined,
    ...(desc === undefined ? {} : { description: desc }),
    ...(type === undefined ? {} : { type }),
    labels: labels ?? [],
    ...(meta === undefined ? {} : { meta }),
  }
}

function parseYaml(text: string, pointerPath: string): unknown {
  try {
    const document: Document = parseDocument(text)
    const [error] = document.errors
    if (error) throw error
    keepDigestsAsText(document)
    return document.toJS()
  } catch (error) {
    throw invalid(pointerPath, error instanceof Error ? error.message : String(error), error)
  }
}

/** A digest of digits alone that lost its quotes is a number to YAML; its spelling is the digest. */
function keepDigestsAsText(document: Document): void {
  const outs = document.get('outs')
  for (const out of isSeq(outs) ? outs.items : []) {
    for (const key of ['md5', 'etag', 'checksum']) {
      const node = isMap(out) ? out.get(key, true) : undefined
      if (isScalar(node) && typeof node.value === 'number') node.value = node.source
    }
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw invalid(path, 'the text is not UTF-8', error)
  }
}

function invalid(path: string, reason: string, cause?: unknown): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_POINTER_INVALID',
    message: `${path} is not a DVC pointer: ${reason}; restore the file from Git, or delete it and call version again`,
    details: { path, reason },
    cause,
  })
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}
