/** A string as a literal of TypeScript, on one line and without a character that does not show, whatever it holds. */
export function literal(text: string): string {
  return /^[ !#-&(-[\]-~]*$/.test(text) ? `'${text}'` : visible(JSON.stringify(text))
}

/** A property name of an object literal; `__proto__` would set the prototype. */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}

/** The text with control, format and line separating characters escaped: it cannot end a comment, nor turn the direction of a line. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  )
}
