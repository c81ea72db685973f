import type { Task } from './task.ts'

/** What threads can run, by name: modules that a thread loads when it is first asked. */
const tasks = {
  'fit-folds': async () => (await import('../tuning/measure/fit-task.ts')).fitTask,
  boosting: async () => (await import('../trainers/boosting/fit/boost-task.ts')).boostTask,
  forest: async () => (await import('../trainers/forest/grow-task.ts')).growTask,
} satisfies Record<string, () => Promise<Task<never, unknown>>>

/** A task's name; in tests the URL of a module whose export `task` it is. */
export type TaskName = keyof typeof tasks | `file:${string}`

/** Loads a task. */
export async function loadTask(name: TaskName): Promise<Task<unknown, unknown>> {
  const task = name.startsWith('file:') ? (await import(name)).task : await tasks[name as keyof typeof tasks]()
  return task as Task<unknown, unknown>
}
