import { MillraceError } from '@millrace/core'
import type { ObjectName } from './object-store.ts'
import type { Pointer } from './pointer.ts'

/** The file that a pointer is about, and its content. */
export interface RecordedFile {
  /** Absolute path of the file. */
  readonly path: string
  /** What the cache calls its content. */
  readonly name: ObjectName
  /** The file may be executed. */
  readonly isExecutable: boolean
}

/**
 * The one file that a pointer is about.
 *
 * @throws MillraceError `E_VERSION_POINTER_UNSUPPORTED` when it is about several, about a directory, or about data that was never downloaded
 */
export function recordedFile(pointer: Pointer): RecordedFile {
  const [entry, second] = pointer.entries
  if (entry?.md5 === undefined || entry.isDirectory || second) {
    const what = second ? 'about several entries' : entry?.isDirectory ? 'about a directory' : 'of data that was never downloaded'
    throw new MillraceError({
      code: 'E_VERSION_POINTER_UNSUPPORTED',
      message: `${pointer.pointerPath} is ${what}, and only pointers of one file are handled yet; use dvc for it`,
      details: { path: pointer.pointerPath },
    })
  }
  const { filePath: path, hashKind: kind, md5, sizeBytes, isExecutable } = entry
  return { path, name: { kind, md5, sizeBytes }, isExecutable }
}
