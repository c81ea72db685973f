import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A line that a program printed. */
export type Line = Readonly<Record<string, unknown>>

/** A program that runs in a process of its own, and the JSON lines that it prints. */
export interface Program extends AsyncDisposable {
  readonly process: ChildProcess
  readonly lines: readonly Line[]
  /** What it printed that was no JSON, on either output. */
  readonly text: string
  /** The `count`th line for which the predicate holds; rejects when the program ends before. */
  next(predicate: (line: Line) => boolean, count?: number): Promise<Line>
  /** Its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals | null>
}

/** Runs a TypeScript program of this package. */
export function runProgram(path: string, args: readonly string[]): Program {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url))
  const env = { ...process.env, PORT: undefined, HOST: undefined, WEB_CONCURRENCY: undefined }
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', file, ...args], { env })
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  let text = ''
  let isOver = false
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  createInterface(child.stdout).on('line', (line) => {
    try {
      lines.push(JSON.parse(line) as Line)
    } catch {
      text += `${line}\n`
    }
    wake()
  })
  const exited = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true
      resolve(signal ?? code)
      wake()
    })
  })
  return {
    process: child,
    lines,
    get text() {
      return text
    },
    exited,
    next: (predicate, count = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.filter(predicate)[count - 1]
          if (found === undefined && !isOver) return
          waiting.delete(look)
          if (found !== undefined) resolve(found)
          else reject(new Error(`the program ended before it said what was waited for:\n${text}\n${JSON.stringify(lines, null, 1)}`))
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
