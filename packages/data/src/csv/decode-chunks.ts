import { MillraceError } from '@millrace/core'

/** The chunks as UTF-8, whatever encoding they are in. */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, name }: { readonly encoding: string; readonly name: string },
) {
  if (encoding === 'utf-8') return yield* chunks
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }))
    } catch (cause) {
      throw new MillraceError({
        code: 'E_CSV_ENCODING',
        message: `${name} is not ${encoding}; give another encoding`,
        details: { name, encoding },
        cause,
      })
    }
  }
  for await (const chunk of chunks) yield decode(chunk)
  yield decode()
}
