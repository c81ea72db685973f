import { describe, expect, it } from 'vitest'
import { redactText, redactUrl } from './redact-text.ts'

describe('redactUrl', () => {
  it.each([
    ['postgres://ada:s3cret@db.example:5432/runs', 'postgres://[redacted]@db.example:5432/runs'],
    ['postgres://ada:p@s:s@db.example/runs', 'postgres://[redacted]@db.example/runs'],
    ['mysql://ada:pa/ss?w#rd@db.example/runs', 'mysql://[redacted]@db.example/runs'],
    ['https://ghp_abcdef@git.example/a.git', 'https://[redacted]@git.example/a.git'],
    ['https://h.example/a?x=1&access_token=abc&y=2', 'https://h.example/a?x=1&access_token=[redacted]&y=2'],
    [
      'https://h.example/a?X-Amz-Credential=AK%2F1&X-Amz-Signature=0f',
      'https://h.example/a?X-Amz-Credential=[redacted]&X-Amz-Signature=[redacted]',
    ],
    ['https://h.example/a?sig=0f&sv=2', 'https://h.example/a?sig=[redacted]&sv=2'],
  ])('takes the secret out of %s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected)
  })

  it.each([
    'https://h.example:8080/models/loan@production',
    'models:/loan@production',
    'file:///tmp/a@b.csv',
    'https://h.example/a?design=1&signal=2&x=a@b',
    'sqlite:runs.db',
  ])('leaves %s as it is', (url) => {
    expect(redactUrl(url)).toBe(url)
  })

  it('takes a URL object', () => {
    expect(redactUrl(new URL('https://ada:s3cret@h.example/'))).toBe('https://[redacted]@h.example/')
  })
})

describe('redactText', () => {
  it.each([
    ['connect to http://a:b@c and http://d:e@f failed', 'connect to http://[redacted]@c and http://[redacted]@f failed'],
    ['Authorization: Bearer abcdef.ghijk-l', 'Authorization: Bearer [redacted]'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [redacted]'],
    ['body {"user":"ada","password" : "x y"}', 'body {"user":"ada","password" : "[redacted]"}'],
    ['set DB_PASSWORD=hunter2; AWS_SECRET_ACCESS_KEY=abc', 'set DB_PASSWORD=[redacted]; AWS_SECRET_ACCESS_KEY=[redacted]'],
  ])('takes the secret out of %j', (text, expected) => {
    expect(redactText(text)).toBe(expected)
  })

  it('leaves ordinary sentences', () => {
    const text = "line 3: unexpected token, found ':'; basic statistics of 3 bearer bonds"
    expect(redactText(text)).toBe(text)
  })

  it('does not let the cut of a long text uncover a secret', () => {
    const text = `${'x'.repeat(8180)} postgres://ada:hunter2@db.example/runs`
    expect(redactText(text)).not.toContain('hunter')
    expect(redactText(`${'x'.repeat(8170)} https://ada:hunter2@h`)).not.toContain('hunter')
  })

  it.each(['://', '://a:', 'token', '"token"', 'a.', 'bearer ', ' '])('cuts a long run of %j and stays linear', (unit) => {
    const text = unit.repeat(1_000_000)
    expect(redactText(text).length).toBeLessThanOrEqual(8193)
  })
})
