import { type MessagePort, parentPort } from 'node:worker_threads'
import { createBarrier, isStopped, RunStopped } from './control.ts'
import { sendError } from './sent-error.ts'
import { loadTask } from './tasks.ts'
import type { RunMessage, WorkerMessage } from './worker-message.ts'

/** In a thread of the pool: runs what it is told, one task after the other. */
export function serveTasks(): void {
  const port = parentPort
  port?.on('message', async (message: RunMessage) => port.postMessage(await run(message, port)))
}

async function run({ task: name, payload, control, index, threads }: RunMessage, port: MessagePort): Promise<WorkerMessage> {
  try {
    const task = await loadTask(name)
    const result = await task(payload, {
      index,
      threads,
      barrier: createBarrier(control, threads),
      isStopped: () => isStopped(control),
      post: (message, transfer = []) => port.postMessage({ type: 'message', message } satisfies WorkerMessage, transfer),
    })
    return { type: 'done', result }
  } catch (error) {
    return error instanceof RunStopped ? { type: 'stopped' } : { type: 'failed', error: sendError(error) }
  }
}
