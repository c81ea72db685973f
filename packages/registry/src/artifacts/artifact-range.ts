import { type GetArtifactOptions, MillraceError } from '@millrace/core'

/** The bytes from `start` to before `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** The bytes that are asked for, of an artifact of that size. */
export function resolveRange(
  { key, sizeBytes }: { readonly key: string; readonly sizeBytes: number },
  range: GetArtifactOptions['range'],
): ByteRange {
  const { start, end = sizeBytes } = range ?? { start: 0 }
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end && end <= sizeBytes) return { start, end }
  throw new MillraceError({
    code: 'E_ARTIFACT_RANGE',
    message: `'${key}' has ${sizeBytes} bytes, and ${start} to ${end} are no part of them; ask for 0 <= start <= end <= ${sizeBytes}`,
    details: { key, sizeBytes, start: String(start), end: String(end) },
  })
}
