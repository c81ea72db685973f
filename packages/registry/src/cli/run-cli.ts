import { MillraceError } from '@millrace/core'
import { CommanderError } from 'commander'
import { type CliIo, hasColor } from './cli-io.ts'
import { exitCodeOf, exitCodes } from './exit-code.ts'
import type { Outcome } from './outcome.ts'
import { createProgram } from './program.ts'
import { printable } from './text-table.ts'

/**
 * Runs the program `millrace` without a process of its own: prints what a command found to `io.stdout`, and an error as one line to
 * `io.stderr`.
 *
 * @param argv - the arguments behind the program's name
 * @param io - where to print, and how registries are opened
 * @returns the exit code, as {@link exitCodes} has them
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.done
  const print = (outcome: Outcome, { json }: { readonly json?: true }) => {
    io.stdout.write(`${json ? JSON.stringify(outcome.json, null, 2) : outcome.text({ color: hasColor(io) })}\n`)
    if (outcome.refused) exitCode = exitCodes.refused
  }
  try {
    await createProgram(io, print).parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return commanderExit(error, io)
    io.stderr.write(`${errorLine(error)}\n`)
    return exitCodeOf(error)
  }
}

function commanderExit({ exitCode, code, message }: CommanderError, io: CliIo): number {
  if (exitCode === 0) return exitCodes.done
  // The help itself has been printed where someone named no command.
  if (code !== 'commander.help') io.stderr.write(`millrace: E_USAGE: ${printable(message.replace(/^error: /, ''))}\n`)
  return exitCodes.usage
}

function errorLine(error: unknown): string {
  if (MillraceError.isInstance(error)) return `millrace: ${error.code}: ${printable(error.message)}`
  return `millrace: ${printable(error instanceof Error ? `${error.name}: ${error.message}` : String(error))}`
}
