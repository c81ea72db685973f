import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { registryLocation } from './registry-location.ts'

afterEach(() => vi.unstubAllEnvs())

describe('registryLocation', () => {
  it('is the folder .millrace unless something is named', () => {
    vi.stubEnv('MILLRACE_REGISTRY', undefined)
    expect(registryLocation(undefined)).toEqual({ kind: 'folder', path: resolve('.millrace'), isDefault: true })
  })

  it('is what the environment names, and what the caller names before that', () => {
    vi.stubEnv('MILLRACE_REGISTRY', 'memory:')
    expect(registryLocation(undefined)).toEqual({ kind: 'memory' })
    expect(registryLocation('models')).toEqual({ kind: 'folder', path: resolve('models'), isDefault: false })
  })

  it('takes a file URL with spaces, and paths that look like a drive', () => {
    const path = resolve('my models')
    expect(registryLocation(pathToFileURL(path).href)).toMatchObject({ path })
    expect(registryLocation('C:/models')).toMatchObject({ kind: 'folder' })
  })

  it.each(['postgres://ada:s3cret@db/runs', 'mysql://db/runs', 'http://mlflow.example', 'sqlite:x.db', 'file://host/models'])(
    'refuses %s',
    (url) => {
      const error = expect.objectContaining({ code: 'E_REGISTRY_URL', message: expect.not.stringContaining('s3cret') })
      expect(() => registryLocation(url)).toThrow(error)
    },
  )
})
