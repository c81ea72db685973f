import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pnpm, shell } from './tools.mjs'
import { type Member, packagesOf } from './workspace.ts'

/** A package and the file that a registry would get. */
export interface Tarball {
  readonly member: Member
  readonly path: string
}

/** Packs every package into a folder that goes away after use. */
export async function withTarballs<T>(root: string, use: (tarballs: readonly Tarball[]) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-tarballs-'))
  try {
    const [command, ...args] = pnpm(root)
    run(command, [...args, '--recursive', '--filter', './packages/*', 'pack', '--pack-destination', folder], root)
    const tarballs = packagesOf(root).map((member) => ({ member, path: join(folder, fileName(member)) }))
    return await use(tarballs)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const fileName = ({ manifest: { name, version } }: Member): string => `${name.slice(1).replace('/', '-')}-${version}.tgz`

/** Runs a command outside npm's own variables, as a person's shell would; its output is shown if it fails. */
export function run(command: string, args: readonly string[], cwd: string): void {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', shell, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} in ${cwd}\n${stdout ?? ''}${stderr ?? ''}${error ?? ''}`)
}
