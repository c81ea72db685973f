import { MillraceError } from '@millrace/core'

/** Turns the chunks of a text into UTF-8. */
export interface StreamDecoder {
  /** The next chunk, as far as its characters are complete. */
  decode(chunk: Uint8Array): Uint8Array
  /** What is left. */
  end(): Uint8Array
}

/** Makes a decoder of the encoding; UTF-8 passes as it is. */
export function streamDecoder({ encoding, name }: { readonly encoding: string; readonly name: string }): StreamDecoder {
  if (encoding === 'utf-8') return { decode: (chunk) => chunk, end: () => new Uint8Array(0) }
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk: Uint8Array | undefined, stream: boolean) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream }))
    } catch (cause) {
      const message = `${name} is not ${encoding}; give another encoding`
      throw new MillraceError({ code: 'E_CSV_ENCODING', message, details: { name, encoding }, cause })
    }
  }
  return { decode: (chunk) => decode(chunk, true), end: () => decode(undefined, false) }
}
