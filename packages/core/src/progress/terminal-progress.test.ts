import { afterEach, describe, expect, it, vi } from 'vitest'
import { type TerminalProgressOptions, terminalProgress } from './terminal-progress.ts'

afterEach(() => vi.unstubAllEnvs())

const setUp = (terminal: { isTTY?: boolean; columns?: number; hasColors?: () => boolean }, options: TerminalProgressOptions = {}) => {
  const clock = { now: 0 }
  const writes: string[] = []
  const stream = { ...terminal, write: (text: string) => writes.push(text) }
  const progress = terminalProgress({ stream, color: false, now: () => clock.now, ...options })
  /** What a person sees: what follows the last return of the carriage on each line. */
  const screen = () =>
    writes
      .join('')
      .split('\n')
      .map((line) => line.split('\r').at(-1)!.replace('\u001b[K', ''))
  return { clock, writes, progress, screen }
}

const half = { task: 'read loans.csv', done: 3070, total: 6140, unit: 'rows' }

describe('terminalProgress on a terminal', () => {
  it('draws task, bar, percent, count, rate and time left in one line', () => {
    const { clock, progress, screen } = setUp({ isTTY: true, columns: 120 })
    progress({ ...half, done: 0 })
    clock.now = 2000
    progress(half)
    expect(screen()).toEqual(['read loans.csv  ████████████░░░░░░░░░░░░   50%  3,070/6,140 rows  1,535 rows/s  0:02 left'])
  })

  it('redraws at most every 100 ms', () => {
    const { clock, progress, writes } = setUp({ isTTY: true })
    for (let done = 0; done < 1000; done++) {
      clock.now = done
      progress({ ...half, done })
    }
    expect(writes).toHaveLength(10)
  })

  it('replaces the bar by one line when the task is done, and goes on with the next', () => {
    const { clock, progress, screen } = setUp({ isTTY: true })
    progress(half)
    clock.now = 95_000
    progress({ ...half, done: 6140 })
    progress({ task: 'fit', done: 1, total: 2, unit: 'folds' })
    expect(screen()).toEqual(['read loans.csv: 6,140 rows in 1:35', 'fit  ████████████░░░░░░░░░░░░   50%  1/2 folds'])
  })

  it.each([
    [200, 90],
    [70, 70],
    [40, 40],
    [20, 20],
    [3, 3],
  ])('stays within %i columns', (columns, most) => {
    const { clock, progress, screen } = setUp({ isTTY: true, columns })
    progress({ ...half, done: 0 })
    clock.now = 2000
    progress(half)
    expect([...screen()[0]!].length).toBeLessThan(most)
    expect(screen()[0]).toMatch(/50?%?/)
  })

  it('shows a count where the whole is not known, and sizes for bytes', () => {
    const { clock, progress, screen } = setUp({ isTTY: true })
    progress({ task: 'read', done: 0, unit: 'bytes' })
    clock.now = 1000
    progress({ task: 'read', done: 12_345_678, unit: 'bytes' })
    expect(screen()).toEqual(['read  12.3 MB  12.3 MB/s'])
    progress({ task: 'digest', done: 500, total: 2000, unit: 'bytes' })
    expect(screen()).toEqual(['digest  ██████░░░░░░░░░░░░░░░░░░   25%  500 B/2.0 kB'])
  })

  it('clears an unfinished line when it is disposed of', () => {
    const { progress, screen } = setUp({ isTTY: true })
    {
      using drawing = progress
      drawing(half)
    }
    progress.clear()
    expect(screen()).toEqual([''])
  })

  it('lets no control character of a task name through', () => {
    const { progress, screen } = setUp({ isTTY: true })
    progress({ task: 'read \u001b[2Jx\r\n.csv', done: 1, total: 1, unit: 'rows' })
    expect(screen()).toEqual(['read ?[2Jx??.csv: 1 rows in 0.0 s', ''])
  })
})

describe('terminalProgress without a terminal', () => {
  it.each([
    ['a pipe', { isTTY: false }, 'xterm'],
    ['a dumb terminal', { isTTY: true }, 'dumb'],
  ])('writes one line a finished task to %s', (_, terminal, term) => {
    vi.stubEnv('TERM', term)
    const { clock, progress, writes } = setUp(terminal)
    progress(half)
    clock.now = 1234
    progress({ ...half, done: 6140 })
    progress.clear()
    expect(writes).toEqual(['read loans.csv: 6,140 rows in 1.2 s\n'])
  })
})

describe('color', () => {
  const drawn = (terminal: { isTTY: boolean; hasColors?: () => boolean }) => {
    const writes: string[] = []
    terminalProgress({ stream: { ...terminal, write: (text) => writes.push(text) } })(half)
    return writes.join('')
  }

  it('is used where the terminal has it', () => {
    vi.stubEnv('NO_COLOR', '')
    expect(drawn({ isTTY: true, hasColors: () => true })).toContain('\u001b[32m')
    expect(drawn({ isTTY: true, hasColors: () => false })).not.toContain('\u001b[32m')
    expect(drawn({ isTTY: true })).not.toContain('\u001b[32m')
  })

  it('is not used where NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', '1')
    expect(drawn({ isTTY: true, hasColors: () => true })).not.toContain('\u001b[32m')
  })
})
