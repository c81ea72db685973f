import type { IncomingMessage } from 'node:http'
import type { ServerLimits } from '../server/limits.ts'

/**
 * Calls back with the bytes of a body, or null where there are more bytes or pieces than a body may have; a piece of one byte takes more
 * memory than a hundred bytes. Never calls back for a client that went away.
 */
export function readBody(
  message: IncomingMessage,
  { bodyBytes, bodyChunks }: Pick<Required<ServerLimits>, 'bodyBytes' | 'bodyChunks'>,
  done: (body: Uint8Array | null) => void,
): void {
  if (Number(message.headers['content-length']) > bodyBytes) {
    done(null)
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  const onData = (chunk: Buffer) => {
    size += chunk.length
    if (size <= bodyBytes && chunks.push(chunk) <= bodyChunks) return
    message.off('data', onData).off('end', onEnd)
    done(null)
  }
  const onEnd = () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size))
  message.on('data', onData).on('end', onEnd)
}
