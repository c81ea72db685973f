/** Markup that is safe to send: only the `html` tag and its helpers make it. */
export class Html {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }

  /** Marks markup as safe; for this module and for constants that hold no data. */
  static trusted(text: string): Html {
    return new Html(text)
  }
}

/** What may stand in a template: text is escaped, lists are joined, and null, undefined and false are nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[]

const replacements: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that means itself in an element and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => replacements[character]!)
}

/** A template whose values are escaped. Attributes that hold values are quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return Html.trusted(strings.reduce((text, string, i) => text + markup(values[i - 1]) + string))
}

/** Values of attributes: true gives the bare name, and null, undefined and false leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Attributes with a space before each. */
export function attributes(values: Attributes): Html {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== false)
  return Html.trusted(given.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`)).join(''))
}

function markup(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (content instanceof Html) return content.toString()
  return typeof content === 'object' ? content.map(markup).join('') : escapeHtml(String(content))
}
