import { MillraceError } from '@millrace/core'

/**
 * Reads DVC's configuration dialect: sections in brackets, `option = value`, `#` comments; names in lower case.
 *
 * Nothing is judged but the grammar: which options exist is DVC's business.
 *
 * @param text - content of the file
 * @param path - the file, for messages
 * @returns raw values, quotes and comments included, by `section.option`
 * @throws MillraceError `E_VERSION_CONFIG_INVALID` when a line is neither section, option nor comment, or a section or option repeats
 */
export function parseDvcConfig(text: string, path: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const sections = new Set<string>()
  let section = ''
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const fail = (what: string) => configError({ path, line: index + 1, what, value: line })

    const header = /^\[\s*(?:"(.*)"|'(.*)'|(.*?))\s*\]\s*(?:#.*)?$/.exec(line)
    if (header) {
      section = (header[1] ?? header[2] ?? header[3] ?? '').toLowerCase()
      if (sections.has(section)) throw fail('the section repeats')
      sections.add(section)
      continue
    }
    const option = /^(?:"(.*?)"|'(.*?)'|([^='"[;][^=]*?))\s*=\s*(.*)$/.exec(line)
    if (!option) throw fail('neither section, option nor comment')
    const key = `${section}.${(option[1] ?? option[2] ?? option[3] ?? '').toLowerCase()}`
    if (values.has(key)) throw fail('the option repeats')
    values.set(key, option[4] ?? '')
  }
  return values
}

/**
 * The text that a raw value stands for: without quotes and trailing comment.
 *
 * @throws MillraceError `E_VERSION_CONFIG_INVALID` when it is a list or its quotes do not close
 */
export function textValue(raw: string, { path, key }: { readonly path: string; readonly key: string }): string {
  const value = /^(?:"([^"]*)"|'([^']*)'|([^'",#][^,#]*?)?)\s*(?:#.*)?$/.exec(raw)
  if (!value) throw configError({ path, what: `${key} is not one value`, value: raw })
  return value[1] ?? value[2] ?? value[3] ?? ''
}

/** A boolean option: `true` or `false` in any case, as DVC wants it. */
export function booleanValue(raw: string, where: { readonly path: string; readonly key: string }): boolean {
  const text = textValue(raw, where).toLowerCase()
  if (text === 'true' || text === 'false') return text === 'true'
  throw configError({ path: where.path, what: `${where.key} is neither true nor false`, value: raw })
}

function configError(found: { path: string; what: string; value: string; line?: number }): MillraceError {
  const { path, what, value, line } = found
  return new MillraceError({
    code: 'E_VERSION_CONFIG_INVALID',
    message: `DVC configuration ${path}${line === undefined ? '' : `, line ${line}`}: ${what}: ${JSON.stringify(value)}; DVC refuses this file too`,
    details: { path, value, ...(line === undefined ? {} : { line }) },
  })
}
