import { MillraceError, terminalProgress, type WorkOptions } from '@millrace/core'
import { writeFileAtomically } from '../output/write-file.ts'
import { type CheckArguments, type ProfileArguments, readArguments } from './arguments.ts'
import { check } from './check-command.ts'
import { exitCodeOf } from './gate-arguments.ts'
import { makeReference } from './make-reference.ts'
import { type Output, writeOutputs } from './outputs.ts'
import { printable } from './printable.ts'
import { sizeOf } from './read-input.ts'
import { usage } from './usage.ts'

/** Files from this size on take long enough to show how far the work has come. */
const largeBytes = 33_554_432

/** The streams of a process, and whether a person watches. */
export interface Streams extends Output {
  /** Where progress is drawn; undefined where nobody watches. */
  readonly terminal?: Parameters<typeof terminalProgress>[0] | undefined
}

/**
 * Runs the command line.
 *
 * @returns the exit code: 0 passed, 1 the gate failed, 2 wrong usage, unreadable or invalid input, or a fault of this program
 */
export async function run(args: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  try {
    const given = readArguments(args)
    if (given === 'help') {
      streams.out(usage)
      return 0
    }
    return given.command === 'check' ? await runCheck(given, streams) : await runProfile(given, streams)
  } catch (error) {
    streams.err(`millrace-drift: ${describe(error)}\n`)
    return 2
  }
}

async function runCheck(given: CheckArguments, streams: Streams): Promise<0 | 1> {
  const checked = await withProgress([given.reference, given.current], streams, (work) => check(given, work))
  tell(checked.notes, streams)
  await writeOutputs(checked, given, streams)
  return exitCodeOf(checked.result, given.failOn)
}

async function runProfile(given: ProfileArguments, streams: Streams): Promise<0> {
  const { profile, notes } = await withProgress([given.reference], streams, (work) => makeReference(given.reference, { ...given, ...work }))
  tell(notes, streams)
  const text = `${JSON.stringify(profile)}\n`
  if (given.out === '-') streams.out(text)
  else {
    await writeFileAtomically(given.out, text)
    streams.out(`${printable(`${given.out}: ${profile.columns.length} columns of ${profile.rows} rows`)}\n`)
  }
  return 0
}

/** Shows progress where a person watches and a file is large. */
async function withProgress<Result>(
  paths: readonly string[],
  { terminal }: Streams,
  work: (options: WorkOptions) => Promise<Result>,
): Promise<Result> {
  const sizes = await Promise.all(paths.map(sizeOf))
  if (terminal === undefined || sizes.every((size) => size === undefined || size < largeBytes)) return work({})
  using progress = terminalProgress(terminal)
  return await work({ progress })
}

function tell(notes: readonly string[], { err }: Streams): void {
  for (const note of notes) err(`${printable(note)}\n`)
}

function describe(error: unknown): string {
  if (!MillraceError.isInstance(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const hint = error.code === 'E_USAGE' ? '\nSee millrace-drift --help.' : ''
  return `${error.code}: ${printable(error.message)}${hint}`
}
