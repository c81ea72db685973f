import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { redactUrl } from '@millrace/core'

const run = promisify(execFile)

/** What Git says of a folder; nothing of it is there without Git or outside a repository. */
export interface GitState {
  /** Commit that is checked out. */
  readonly commit?: string
  /** Branch that is checked out; absent on a detached head. */
  readonly branch?: string
  /** URL of `origin`, without credentials. */
  readonly remote?: string
  /** Whether there are changes or new files that are in no commit. */
  readonly dirty?: boolean
}

/** Asks Git about the folder, in a few seconds at most. */
export async function gitState(folder: string): Promise<GitState> {
  const commit = await git(folder, 'rev-parse', '--verify', 'HEAD')
  if (commit === undefined) return {}
  const [branch, remote, status] = await Promise.all([
    git(folder, 'symbolic-ref', '--short', '--quiet', 'HEAD'),
    git(folder, 'remote', 'get-url', 'origin'),
    git(folder, 'status', '--porcelain'),
  ])
  return {
    commit,
    ...(branch && { branch }),
    ...(remote && { remote: redactUrl(remote) }),
    ...(status !== undefined && { dirty: status !== '' }),
  }
}

async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  // Optional locks are off, so that asking never gets in the way of a commit that is being made.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }
  try {
    const { stdout } = await run('git', args, { cwd: folder, env, timeout: 5000, maxBuffer: 16 * 2 ** 20, windowsHide: true })
    return stdout.trim()
  } catch {
    return undefined
  }
}
