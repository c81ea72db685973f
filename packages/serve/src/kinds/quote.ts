const quoted = new Map<unknown, string>()
/** Labels, decisions and reasons come from closed lists of models; the bound is for processes that serve very many. */
const mostQuoted = 10_000

/** A value of a closed list as JSON. */
export function quote(value: unknown): string {
  let text = quoted.get(value)
  if (text === undefined) {
    text = JSON.stringify(value)
    if (quoted.size < mostQuoted) quoted.set(value, text)
  }
  return text
}
