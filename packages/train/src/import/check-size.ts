import { MillraceError } from '@millrace/core'
import { importLimits } from './import-limits.ts'

/** Refuses a file that is larger than what is read. */
export function checkSize(format: string, source: string | Uint8Array, maxBytes: number = importLimits.bytes): void {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength
  if (bytes <= maxBytes) return
  throw new MillraceError({
    code: 'E_IMPORT_TOO_LARGE',
    message: `${format}: the file has ${bytes} bytes; at most ${maxBytes} are read, which maxBytes can raise`,
    details: { format, bytes, maxBytes },
  })
}
