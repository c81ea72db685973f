import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { openPredictionLog } from '@millrace/serve'
import { describe, expect, test } from 'vitest'
import { applicant } from './support/load.ts'
import { runProgram } from './support/run-program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

/** Sends requests on one connection, one after the other, until the server says that it will close it. */
async function untilClosed(url: string, onAnswer: () => void): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let connection: string | undefined; connection !== 'close'; ) {
    const sent = request(`${url}/predict`, { agent, method: 'POST', headers: { 'content-type': 'application/json' } })
    sent.end(JSON.stringify(applicant))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    answer.resume()
    await once(answer, 'end')
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`)
    connection = answer.headers.connection
    onAnswer()
  }
  agent.destroy()
}

describe.skipIf(process.platform === 'win32')('a server that is asked to end', { timeout: 120_000 }, () => {
  test('under load answers every request of its connections, writes the log, and ends with 0', async () => {
    await using folder = await temporaryFolder()
    await using serving = runProgram('test/fixtures/program.ts', ['--log', folder.path])
    const { url } = await serving.next(({ type }) => type === 'started')
    let answered = 0
    const onAnswer = () => {
      if (++answered === 2000) serving.process.kill('SIGTERM')
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => untilClosed(String(url), onAnswer)))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await serving.exited).toBe(0)
    await using log = await openPredictionLog(folder.path)
    expect(await log.count?.()).toBe(answered)
  })
})
