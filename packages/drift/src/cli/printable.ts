/**
 * Text from data as one line of a terminal: control characters and marks that turn its direction cannot reach it, and neither do commands that GitHub Actions would read from a log
 * (`::name::` at the start of a line, `##[name]` anywhere).
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
    .replace(/^(\s*):(?=:)/, '$1\uFF1A')
    .replaceAll('##[', '#\uFF03[')
}
