import type { ServerLimits } from './limits.ts'
import { Refusal } from './refusal.ts'

/** What a piece of work takes. */
export interface WorkShape {
  /** How many rows it scores. */
  readonly rows: number
  /** When its request arrived, by the clock of `performance`. */
  readonly startMs: number
  /** Tells whether nobody waits for it any more. */
  readonly isGone: () => boolean
}

/** A bounded line for work that blocks the event loop. */
export interface Admission {
  /** How many wait. */
  readonly length: number
  /** Runs the work in its turn; refuses by 503 when the line is too long, and when the turn comes too late. */
  run<T>(work: () => T, shape: WorkShape): Promise<T>
}

interface Waiting {
  readonly shape: WorkShape
  readonly run: () => void
  readonly refuse: (reason: Refusal) => void
}

/** How long work may block one turn of the event loop, in milliseconds. */
const sliceMs = 2
/** Whatever the forecast says, so many may wait: it is made of few measurements at first. */
const alwaysAdmitted = 16

/**
 * Shares the event loop: work waits in one line, first come, first served, and each turn of the loop runs a slice of it.
 *
 * Run at once, work would leave what arrives meanwhile unseen in sockets: nothing could be refused, and everyone would wait longer and
 * longer. The turn's answers also leave together, which wakes clients less often: inline, a request took half as much CPU again.
 */
export function createAdmission(
  { queue, queueMs, timeoutMs }: Pick<Required<ServerLimits>, 'queue' | 'queueMs' | 'timeoutMs'>,
  onShed: () => void,
): Admission {
  const line: Waiting[] = []
  let waitingRows = 0
  let rowMs = 0
  let isScheduled = false

  const schedule = () => {
    if (!isScheduled) setImmediate(runSlice)
    isScheduled = true
  }
  const runSlice = () => {
    isScheduled = false
    const startMs = performance.now()
    let nowMs = startMs
    let rows = 0
    let next = 0
    while (next < line.length && nowMs - startMs < sliceMs) {
      const { shape, run, refuse } = line[next++]!
      waitingRows -= shape.rows
      if (shape.isGone() || nowMs > shape.startMs + timeoutMs) refuse(tooLate())
      else {
        run()
        rows += shape.rows
        nowMs = performance.now()
      }
    }
    if (rows > 0) rowMs += 0.1 * ((nowMs - startMs) / rows - rowMs)
    line.splice(0, next)
    if (line.length > 0) schedule()
  }
  const wait = <T>(work: () => T, shape: WorkShape): Promise<T> =>
    new Promise((resolve, reject) => {
      const run = () => {
        try {
          resolve(work())
        } catch (error) {
          reject(error)
        }
      }
      line.push({ shape, run, refuse: reject })
      waitingRows += shape.rows
      schedule()
    })

  return {
    get length() {
      return line.length
    },
    run(work, shape) {
      if (line.length < queue && (line.length < alwaysAdmitted || waitingRows * rowMs <= queueMs)) return wait(work, shape)
      onShed()
      throw overloaded()
    },
  }
}

const later = { headers: { 'retry-after': '1' } }
const overloaded = () => new Refusal(503, 'overloaded', 'too many predictions are waiting; try again later', later)
const tooLate = () => new Refusal(503, 'timed_out', 'the turn of the request came too late; try again later', later)
