/** The place of a value inside a JSON document, as a JSON pointer; the whole document is ''. @see https://www.rfc-editor.org/rfc/rfc6901 */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
