import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { MillraceError } from '@millrace/core'
import { missingFile, statOrNothing } from './file-kind.ts'
import { findUpwards } from './repository.ts'

/**
 * Options of {@link initRepository}.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface InitRepositoryOptions {
  /**
   * Whether Git looks after the folder: then data is kept out of Git by `.gitignore` entries.
   *
   * @defaultValue whether the folder lies in a Git work tree
   */
  readonly git?: boolean | undefined
}

/**
 * A repository made or met by {@link initRepository}.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface InitRepositoryResult {
  /** Absolute path of the folder that holds `.dvc`. */
  readonly root: string
  /** False where the repository was there before; it is then left as it is. */
  readonly isNew: boolean
}

const dvcIgnore = `# Add patterns of files dvc should ignore, which could improve
# the performance. Learn more at
# https://dvc.org/doc/user-guide/dvcignore
`

/**
 * Makes a folder a DVC repository, as `dvc init` does (in a folder below the Git root: as `dvc init --subdir`; without Git: `--no-scm`).
 *
 * An existing repository is left as it is, so a program may call this at each start. Nothing is staged: commit `.dvc/config`, `.dvc/.gitignore` and
 * `.dvcignore` with the first pointer.
 *
 * @param folder - existing folder
 * @param options - whether to work with Git
 * @returns the root, and whether it is new
 * @throws MillraceError `E_VERSION_FILE_MISSING` when the folder does not exist, `E_VERSION_FILE_KIND` when it is no folder
 * @see https://dvc.org/doc/command-reference/init
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { initRepository } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * const { isNew } = await initRepository(folder)
 * isNew // => true
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function initRepository(folder: string, options: InitRepositoryOptions = {}): Promise<InitRepositoryResult> {
  const root = resolve(folder)
  const stats = await statOrNothing(root, { follow: true })
  if (!stats) throw missingFile(root)
  if (!stats.isDirectory()) {
    throw new MillraceError({
      code: 'E_VERSION_FILE_KIND',
      message: `initRepository: ${root} is no folder; a repository is made in the folder that holds the data`,
      details: { path: root },
    })
  }

  const dvcFolder = join(root, '.dvc')
  if (await statOrNothing(join(dvcFolder, 'config'), { follow: true })) return Object.freeze({ root, isNew: false })

  const usesGit = options.git ?? (await findUpwards(root, '.git')) !== undefined
  await mkdir(join(dvcFolder, 'tmp'), { recursive: true })
  await writeNew(join(dvcFolder, 'tmp', 'btime'), '')
  if (usesGit) await writeNew(join(dvcFolder, '.gitignore'), '/config.local\n/tmp\n/cache\n')
  await writeNew(join(root, '.dvcignore'), dvcIgnore)
  // The last to be written: while it is missing, the next call completes what was interrupted.
  const isNew = await writeNew(join(dvcFolder, 'config'), usesGit ? '' : '[core]\n    no_scm = True\n')
  return Object.freeze({ root, isNew })
}

/** Writes a file unless there is one, and tells whether it did. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
