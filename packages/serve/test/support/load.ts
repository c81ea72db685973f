import autocannon, { type Options } from 'autocannon'
import { honourConnectionClose } from './honour-connection-close.ts'

/** A row that `exampleModel` scores. */
export const applicant = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null }

/** What became of a fixed number of requests. */
export interface Outcome {
  readonly sent: number
  readonly answered: number
  /** Connections that broke, requests without an answer in time, other answers than 200. */
  readonly broken: Readonly<Record<'errors' | 'timeouts' | 'non2xx', number>>
}

/** Sends that many predictions over ten kept-alive connections, as fast as they are answered. */
export async function load(url: string, amount: number, options: Partial<Options> = {}): Promise<Outcome> {
  const result = await autocannon({
    url: `${url}/predict`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(applicant),
    connections: 10,
    amount,
    setupClient: honourConnectionClose,
    sampleInt: 50,
    ...options,
  })
  const { errors, timeouts, non2xx } = result
  return { sent: amount, answered: result['2xx'], broken: { errors, timeouts, non2xx } }
}

/** Sends predictions, some hundreds at a time, until the work is done; all of them together. */
export async function loadDuring(url: string, work: () => Promise<void>): Promise<Outcome> {
  let isDone = false
  const done = work().finally(() => {
    isDone = true
  })
  done.catch(() => undefined)
  let total: Outcome = { sent: 0, answered: 0, broken: { errors: 0, timeouts: 0, non2xx: 0 } }
  while (!isDone) total = sum(total, await load(url, 500))
  await done
  return total
}

function sum(a: Outcome, b: Outcome): Outcome {
  const add = (key: keyof Outcome['broken']) => a.broken[key] + b.broken[key]
  return {
    sent: a.sent + b.sent,
    answered: a.answered + b.answered,
    broken: { errors: add('errors'), timeouts: add('timeouts'), non2xx: add('non2xx') },
  }
}
