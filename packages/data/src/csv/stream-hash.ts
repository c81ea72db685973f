import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** Computes the MD5 of a stream. */
export interface StreamHash {
  /** Adds a chunk, which may be taken away; what it returns is to be awaited before the next. */
  update(chunk: Uint8Array): Promise<void> | undefined
  /** 32 lower-case hexadecimal digits. */
  digest(): Promise<string>
  /** Gives up what it holds, whether or not the digest was asked for. */
  close(): void
}

/** Computes it in this thread. */
export function streamHash(): StreamHash {
  const hash = createHash('md5')
  return {
    update: (chunk) => void hash.update(chunk),
    digest: async () => hash.digest('hex'),
    close: () => {},
  }
}

/** Chunks that wait for the other thread hold no more bytes than this. */
const mostWaiting = 2 ** 25

const program = `
const { createHash } = require('node:crypto')
const { parentPort } = require('node:worker_threads')
const hash = createHash('md5')
parentPort.on('message', (chunk) => {
  if (chunk === null) return parentPort.postMessage(hash.digest('hex'))
  hash.update(chunk)
  parentPort.postMessage(chunk.length)
})`

/** Computes it in a thread of its own, beside the work of this one; takes chunks away, each of which must own its buffer. */
export function threadedStreamHash(): StreamHash {
  const worker = new Worker(program, { eval: true, env: {}, execArgv: [] })
  let waiting = 0
  let failure: unknown
  let settle = () => {}
  let result = ''
  const wait = async (isReady: () => boolean) => {
    while (!isReady()) {
      if (failure !== undefined) throw failure
      await new Promise<void>((resolve) => {
        settle = resolve
      })
    }
  }
  worker.on('message', (message: number | string) => {
    if (typeof message === 'number') waiting -= message
    else result = message
    settle()
  })
  worker.on('error', (error) => {
    failure = error
    settle()
  })
  return {
    update(chunk) {
      waiting += chunk.length
      worker.postMessage(chunk, [chunk.buffer as ArrayBuffer])
      return waiting > mostWaiting ? wait(() => waiting <= mostWaiting) : undefined
    },
    async digest() {
      worker.postMessage(null)
      await wait(() => result !== '')
      return result
    },
    close: () => void worker.terminate(),
  }
}
