import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { repository } from './workspace.ts'

/** What {@link pythonEnvironment} may be told. */
export interface PythonEnvironmentOptions {
  /** Where environments are kept. @defaultValue `node_modules/.cache/python` of this repository */
  readonly cache?: string
  /** Programs to try, in order. @defaultValue `python3`, `python` */
  readonly candidates?: readonly string[]
  /** Says what is done. @defaultValue prints it */
  readonly log?: (line: string) => void
}

/**
 * The Python of a virtual environment that holds what a requirements file lists; made where there is none yet for this file and this version of Python, which takes
 * minutes and asks the package index that pip is configured for.
 *
 * @param requirements - path of the file
 * @returns path of its interpreter
 * @throws Error that says what to install where there is no Python or it lacks `venv`
 */
export function pythonEnvironment(
  requirements: string,
  {
    cache = join(repository, 'node_modules/.cache/python'),
    candidates = ['python3', 'python'],
    log = console.log,
  }: PythonEnvironmentOptions = {},
): string {
  const found = findPython(candidates)
  const listed = readFileSync(requirements)
  const folder = join(cache, createHash('sha256').update(found.version).update(listed).digest('hex').slice(0, 16))
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(folder, 'complete')
  const where = relative(repository, folder)
  if (existsSync(stamp)) {
    log(`Python ${found.version}: uses the environment of ${where}`)
    return python
  }
  log(`Python ${found.version}: makes an environment in ${where} from ${relative(repository, requirements)}; this takes a few minutes`)
  rmSync(folder, { recursive: true, force: true })
  run(found.program, ['-m', 'venv', folder], `Python lacks 'venv': install it (Debian and Ubuntu: the package python3-venv)`)
  run(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--requirement', requirements], 'pip failed')
  writeFileSync(stamp, listed)
  return python
}

function findPython(candidates: readonly string[]): { readonly program: string; readonly version: string } {
  for (const program of candidates) {
    const { status, stdout } = spawnSync(program, ['-c', 'import platform; print(platform.python_version())'], { encoding: 'utf8' })
    if (status === 0 && stdout.startsWith('3.')) return { program, version: stdout.trim() }
  }
  throw new Error(`there is no Python 3 among ${candidates.join(', ')}: install Python 3.11 or newer with venv and pip, and put it on PATH`)
}

function run(program: string, args: readonly string[], failure: string): void {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${failure} (${error?.message ?? `${program} ${args.join(' ')} gave ${status}`})`)
}
