import { describe, expect, test } from 'vitest'
import { attributes, escapeHtml, html } from './html.ts'

describe('html', () => {
  test('escapes every value but markup that it made itself', () => {
    expect(String(html`<p>${'<b>&"\''}${html`<i>${'<'}</i>`}</p>`)).toBe('<p>&lt;b&gt;&amp;&quot;&#39;<i>&lt;</i></p>')
  })

  test('joins lists, and writes nothing for null, undefined and false', () => {
    expect(String(html`${['a', html`<br>`, ['<']]}${null}${undefined}${false}${0}`)).toBe('a<br>&lt;0')
  })

  test('does not take an object that only looks like markup', () => {
    const forged = { toString: () => '<script>' } as unknown as string
    expect(() => String(html`${forged}`)).toThrow(TypeError)
  })
})

test('attributes quote and escape their values, and leave out what is absent', () => {
  expect(String(attributes({ id: 'a"b', required: true, min: 0, max: undefined, class: false, list: null }))).toBe(
    ' id="a&quot;b" required min="0"',
  )
})

test('escaped text has none of the characters that markup is made of', () => {
  expect(escapeHtml(`<a href='x' title="y">&amp;</a>`)).toBe('&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;')
})
