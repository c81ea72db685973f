import type { SentError } from './sent-error.ts'
import type { TaskName } from './tasks.ts'

/** What a thread is told to do. */
export interface RunMessage {
  readonly task: TaskName
  readonly payload: unknown
  readonly control: Int32Array
  readonly index: number
  readonly threads: number
}

/** What a thread tells. */
export type WorkerMessage =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly error: SentError }
