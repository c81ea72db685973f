import autocannon from 'autocannon'
import { honourConnectionClose } from '../../test/support/honour-connection-close.ts'
import { application } from './loan.ts'

/** How a server is loaded. */
export interface Load {
  /** Of one round. */
  readonly requests: number
  readonly connections: number
  readonly cpuMicroseconds: () => Promise<number>
}

/** CPU time of a server per prediction that it answers, in microseconds: of several rounds the least, which other work on the machine disturbed least. */
export async function cpuPerRequest(url: string, { requests, connections, cpuMicroseconds }: Load): Promise<number> {
  const rounds: number[] = []
  while (rounds.length < 4) {
    const before = await cpuMicroseconds()
    await predictAgainAndAgain(url, { amount: requests, connections })
    rounds.push(((await cpuMicroseconds()) - before) / requests)
  }
  return Math.min(...rounds)
}

async function predictAgainAndAgain(
  url: string,
  { amount, connections }: { readonly amount: number; readonly connections: number },
): Promise<void> {
  const result = await autocannon({
    url: `${url}/predict`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(application),
    connections,
    amount,
    setupClient: honourConnectionClose,
    sampleInt: 50,
  })
  if (result['2xx'] !== amount) throw new Error(`of ${amount} requests to ${url} ${result['2xx']} were answered with 200`)
}
