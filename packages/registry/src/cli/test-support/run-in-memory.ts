import type { Registry } from '../../registry/registry.ts'
import type { CliIo } from '../cli-io.ts'
import { runCli } from '../run-cli.ts'

/** What a call of the program printed, and how it ended. */
export interface CliResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program on an open registry, which stays open. */
export async function runOn(registry: Registry, argv: readonly string[], io: Partial<CliIo> = {}): Promise<CliResult> {
  const written = { stdout: [] as string[], stderr: [] as string[] }
  const exitCode = await runCli(argv, {
    stdout: { write: (text) => written.stdout.push(text) },
    stderr: { write: (text) => written.stderr.push(text) },
    env: {},
    open: async () => ({ ...registry, [Symbol.asyncDispose]: async () => undefined }),
    ...io,
  })
  return { exitCode, stdout: written.stdout.join(''), stderr: written.stderr.join('') }
}
