/**
 * Markup that is safe to send: only {@link html} and its helpers make it.
 *
 * @category HTML
 * @since 0.1.0
 */
export class Html {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The markup. */
  toString(): string {
    return this.#text
  }

  /** Marks markup as safe: for constants that hold no data. */
  static trusted(text: string): Html {
    return new Html(text)
  }
}

/**
 * What may stand in a template: text is escaped, lists are joined, and null, undefined and false are nothing.
 *
 * @category HTML
 * @since 0.1.0
 */
export type Content = Html | string | number | null | undefined | false | readonly Content[]

/**
 * Values of attributes: true gives the bare name, and null, undefined and false leave it out.
 *
 * @category HTML
 * @since 0.1.0
 */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

const replacements: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * Escapes text so that it means itself in an element and in a quoted attribute.
 *
 * @param text - any text
 * @returns the text without any of the five characters that markup is made of
 * @example
 * ```ts
 * import { escapeHtml } from '@millrace/core/html'
 *
 * escapeHtml('a < b') // => 'a &lt; b'
 * ```
 * @category HTML
 * @since 0.1.0
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => replacements[character]!)
}

/**
 * A template tag whose values are escaped, unless they are markup that it made itself. Attributes that hold values are quoted.
 *
 * @param strings - the markup around the values
 * @param values - data, or parts of the page
 * @returns markup, to be used in another template or sent as text
 * @throws TypeError for an object that is neither markup nor a list
 * @example
 * ```ts
 * import { html } from '@millrace/core/html'
 *
 * String(html`<p>${'1 < 2'}${[1, html`<br>`]}</p>`) // => '<p>1 &lt; 21<br></p>'
 * ```
 * @category HTML
 * @since 0.1.0
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return Html.trusted(strings.reduce((text, string, i) => text + markup(values[i - 1]) + string))
}

/**
 * Attributes, with a space before each.
 *
 * @param values - values by name; names are the program's own and are not escaped
 * @returns markup to stand behind the name of an element
 * @example
 * ```ts
 * import { attributes } from '@millrace/core/html'
 *
 * String(attributes({ id: 'a"b', required: true, class: false })) // => ' id="a&quot;b" required'
 * ```
 * @category HTML
 * @since 0.1.0
 */
export function attributes(values: Attributes): Html {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== false)
  return Html.trusted(given.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`)).join(''))
}

function markup(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (content instanceof Html) return content.toString()
  return typeof content === 'object' ? content.map(markup).join('') : escapeHtml(String(content))
}
