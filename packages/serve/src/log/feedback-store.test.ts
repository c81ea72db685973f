import { expect, test, vi } from 'vitest'
import { labelled } from '../testing/laws/subject.ts'
import { FeedbackIndex } from './feedback-index.ts'
import { FeedbackStore } from './feedback-store.ts'
import type { RotatingFile } from './rotating-file.ts'

function storeOf(write: (lines: Uint8Array) => Promise<void>) {
  return new FeedbackStore(new FeedbackIndex('no-such-folder'), { write } as RotatingFile)
}

test('labels that arrive while a write is on its way share the next one', async () => {
  const written: string[] = []
  const store = storeOf(async (lines) => void written.push(String(lines)))
  await Promise.all(Array.from({ length: 100 }, (_, i) => store.add(labelled(`id-${i}`, 'yes'))))
  expect(written.map((text) => text.trim().split('\n').length)).toEqual([1, 99])
})

test('a label is known when it is kept, not when its write failed', async () => {
  const write = vi.fn(async (_: Uint8Array) => undefined)
  write.mockRejectedValueOnce(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
  const store = storeOf(write)
  await expect(store.add(labelled('a', 'yes'))).rejects.toMatchObject({ code: 'E_LOG_UNWRITABLE', details: { id: 'a' } })
  await store.add(labelled('a', 'no'))
  await expect(store.add(labelled('a', 'yes'))).rejects.toMatchObject({
    code: 'E_FEEDBACK_CONFLICT',
    details: { known: 'no', label: 'yes' },
  })
})
