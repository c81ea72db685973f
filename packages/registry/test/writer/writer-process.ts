import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Order, Report } from './messages.ts'

/** A process that writes to stores, and says what it wrote. */
export class WriterProcess {
  /** What it said so far. */
  readonly reports: Report[] = []
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>
  #wake: () => void = () => undefined

  /** Starts the program, by itself or through a command of the shell that ends with `exec "$@"`. */
  constructor(program: string, shell?: string) {
    const command = [process.execPath, program] as const
    const [file, ...args] = shell === undefined ? command : (['sh', '-c', shell, 'sh', ...command] as const)
    this.#process = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: this.#process.stdout! })
    lines.on('line', (line) => {
      this.reports.push(JSON.parse(line))
      this.#wake()
    })
    this.#ended = Promise.all([once(this.#process, 'close'), once(lines, 'close')]).then(() => this.#wake())
  }

  /** Tells it what to write. */
  order(order: Order): void {
    this.#process.stdin!.end(`${JSON.stringify(order)}\n`)
  }

  /** Resolves when it said something of a kind, or ended. */
  async said(kind: Report['kind']): Promise<void> {
    while (!this.reports.some((report) => report.kind === kind) && this.#process.exitCode === null && this.#process.signalCode === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Ends it as the system ends a process that gets no say, and gives all that it said. */
  async kill(): Promise<readonly Report[]> {
    this.#process.kill('SIGKILL')
    return this.end()
  }

  /** Gives all that it said, when it has ended by itself. */
  async end(): Promise<readonly Report[]> {
    await this.#ended
    return this.reports
  }
}
