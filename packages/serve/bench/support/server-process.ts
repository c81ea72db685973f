import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** CPU time that it has used, of user and system, in microseconds. */
  cpuMicroseconds(): Promise<number>
  close(): Promise<void>
}

/** Runs a program of `bench/programs`, which imports the built packages. */
export async function startServer(program: string, args: readonly string[]): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL(`../programs/${program}`, import.meta.url)), args)
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${program} ended with code ${code}`)))
  })
  ended.catch(() => undefined)
  const answer = async <Name extends string>(name: Name) => {
    const message = new Promise((resolve) => child.once('message', resolve))
    return ((await Promise.race([message, ended])) as Readonly<Record<Name, string>>)[name]
  }
  const url = await answer('url')
  return {
    url,
    async cpuMicroseconds() {
      child.send('cpu')
      return Number(await answer('cpu'))
    },
    async close() {
      child.kill()
      await ended.catch(() => undefined)
    },
  }
}
