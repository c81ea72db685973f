import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isMissing } from './file-kind.ts'
import { booleanValue, parseDvcConfig, textValue } from './parse-dvc-config.ts'

/** The settings of DVC that decide where and how a version is written. */
export interface DvcConfig {
  /** Absolute path of the cache (`cache.dir`). */
  readonly cacheFolder: string
  /** The repository lives outside Git on purpose (`core.no_scm`). */
  readonly isWithoutGit: boolean
  /** The cache is shared by a Unix group (`cache.shared = group`). */
  readonly isGroupShared: boolean
}

/**
 * Reads the four levels of DVC's configuration, each over the one before: system, user, repository, `config.local`.
 *
 * @param dvcFolder - absolute path of `.dvc`
 */
export async function readDvcConfig(dvcFolder: string): Promise<DvcConfig> {
  let cacheFolder = join(dvcFolder, 'cache')
  let isWithoutGit = false
  let isGroupShared = false
  for (const path of configPaths(dvcFolder)) {
    const values = parseDvcConfig(await textOrNothing(path), path)
    const folder = values.get('cache.dir')
    if (folder !== undefined) cacheFolder = resolve(dirname(path), expandHome(textValue(folder, { path, key: 'cache.dir' })))
    const noScm = values.get('core.no_scm')
    if (noScm !== undefined) isWithoutGit = booleanValue(noScm, { path, key: 'core.no_scm' })
    const shared = values.get('cache.shared')
    if (shared !== undefined) isGroupShared = textValue(shared, { path, key: 'cache.shared' }).toLowerCase() === 'group'
  }
  return { cacheFolder, isWithoutGit, isGroupShared }
}

function configPaths(dvcFolder: string): string[] {
  const { DVC_SYSTEM_CONFIG_DIR, DVC_GLOBAL_CONFIG_DIR } = process.env
  return [
    join(DVC_SYSTEM_CONFIG_DIR || systemFolder(), 'config'),
    join(DVC_GLOBAL_CONFIG_DIR || userFolder(), 'config'),
    join(dvcFolder, 'config'),
    join(dvcFolder, 'config.local'),
  ]
}

function systemFolder(): string {
  if (process.platform === 'win32') return join(process.env.ProgramData ?? 'C:\\ProgramData', 'iterative', 'dvc')
  if (process.platform === 'darwin') return '/Library/Application Support/dvc'
  return join(process.env.XDG_CONFIG_DIRS?.split(':')[0] || '/etc/xdg', 'dvc')
}

function userFolder(): string {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'iterative', 'dvc')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'dvc')
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'dvc')
}

const expandHome = (path: string): string => (path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path)

async function textOrNothing(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}
