import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'
import { isBusy, waitWhileBusy } from './wait-while-busy.ts'

/** Work in a transaction. It may be done again after a rollback, so it changes nothing else. */
export type Work<T> = (transaction: Transaction<Tables>) => Promise<T>

interface Write {
  readonly work: Work<unknown>
  readonly settle: (outcome: PromiseSettledResult<unknown>) => void
}

/** Most writes of one transaction. */
const groupSize = 32

/** Does writes in order; those that wait together are committed together, so that they share the cost of reaching the disk. */
export class WriteQueue {
  readonly #db: Kysely<Tables>
  readonly #busy: { readonly path: string; readonly limitMs: number }
  readonly #waiting: Write[] = []
  #working: Promise<void> | undefined

  constructor(db: Kysely<Tables>, busy: { readonly path: string; readonly limitMs: number }) {
    this.#db = db
    this.#busy = busy
  }

  /** Resolves when the work is durable; rejects, and leaves the other writes alone, where it fails. */
  add<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: PromiseSettledResult<unknown>) =>
        outcome.status === 'fulfilled' ? resolve(outcome.value as T) : reject(outcome.reason)
      this.#waiting.push({ work, settle })
      this.#working ??= this.#workOff()
    })
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working
  }

  async #workOff(): Promise<void> {
    // The writes of this turn of the program come together.
    await undefined
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, groupSize))
    this.#working = undefined
  }

  async #commit(group: readonly Write[]): Promise<void> {
    try {
      const outcomes = await waitWhileBusy(() => this.#db.transaction().execute((transaction) => doAll(transaction, group)), this.#busy)
      for (const [index, { settle }] of group.entries()) settle(outcomes[index]!)
    } catch (reason) {
      if (group.length === 1 || isBusy(reason)) for (const { settle } of group) settle({ status: 'rejected', reason })
      // The transaction failed as a whole: each write gets its own.
      else for (const write of group) await this.#commit([write])
    }
  }
}

async function doAll(transaction: Transaction<Tables>, group: readonly Write[]): Promise<PromiseSettledResult<unknown>[]> {
  const [first] = group
  if (group.length === 1) return [{ status: 'fulfilled', value: await first!.work(transaction) }]
  const outcomes: PromiseSettledResult<unknown>[] = []
  for (const { work } of group) {
    await sql`savepoint one_write`.execute(transaction)
    try {
      outcomes.push({ status: 'fulfilled', value: await work(transaction) })
    } catch (reason) {
      await sql`rollback to one_write`.execute(transaction)
      outcomes.push({ status: 'rejected', reason })
    }
    await sql`release one_write`.execute(transaction)
  }
  return outcomes
}
