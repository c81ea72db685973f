import type { HashKind } from './content-hash.ts'

/**
 * What a `.dvc` file says.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface Pointer {
  /** Absolute path of the `.dvc` file. */
  readonly pointerPath: string
  /** The data it stands for: one entry, but in files of the first DVC releases. */
  readonly entries: readonly PointerEntry[]
  /** The data comes from elsewhere (`dvc import`, `dvc import-url`). */
  readonly isImport: boolean
  /** `dvc update` and `dvc repro` leave it alone. */
  readonly isFrozen: boolean
  /** Free text about the file. */
  readonly description?: string | undefined
  /** Free data about the file, as YAML's core schema reads it. */
  readonly meta?: unknown
}

/**
 * One file or directory of a {@link Pointer}.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface PointerEntry {
  /** Path as written, relative to the pointer's folder or its `wdir`. */
  readonly path: string
  /** Absolute path of the data. */
  readonly filePath: string
  /** How `md5` was computed; entries of DVC 2 have no `hash` field and are `md5-dos2unix`. */
  readonly hashKind: HashKind
  /** The digest, 32 lower-case hexadecimal digits; absent where nothing was downloaded yet. */
  readonly md5?: string | undefined
  /** Size in bytes, where it is recorded. */
  readonly sizeBytes?: number | undefined
  /** A directory: `md5` is that of its manifest. */
  readonly isDirectory: boolean
  /** Number of files of a directory, where it is recorded. */
  readonly fileCount?: number | undefined
  /** The file may be executed. */
  readonly isExecutable: boolean
  /** The content is kept in the cache, not in Git (`cache`, true unless written). */
  readonly isCached: boolean
  /** The remote keeps the data under its own name and version (`cloud`, `files`). */
  readonly isCloudVersioned: boolean
  /** Free text about the data. */
  readonly description?: string | undefined
  /** What kind of data it is. */
  readonly type?: string | undefined
  /** Labels of the data. */
  readonly labels: readonly string[]
  /** Free data, as YAML's core schema reads it. */
  readonly meta?: unknown
}

/** A pointer with the text it was read from. */
export interface PointerText {
  readonly pointer: Pointer
  readonly text: string
}
