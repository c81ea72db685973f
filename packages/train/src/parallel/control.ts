/** Thrown by a barrier when the run is to end; a thread that meets it has nothing more to do. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped'
}

const stopped = 0
const arrived = 1
const generation = 2

/** What the threads of one run share to wait for each other and to stop. */
export function createControl(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(16))
}

/** Tells all threads of a run to end, those too that wait at a barrier. */
export function stop(control: Int32Array): void {
  Atomics.store(control, stopped, 1)
  Atomics.notify(control, generation)
}

/** Whether the run is to end. */
export const isStopped = (control: Int32Array): boolean => Atomics.load(control, stopped) === 1

/** About 20 microseconds: longer than threads with equal work are apart, much shorter than a turn of the scheduler. */
const spins = 4000

/** A thread looks so often whether the run was stopped, even if nobody wakes it, in milliseconds. */
const lookEveryMs = 100

/**
 * A function that each of `threads` threads calls, and that returns in all of them when the last has called it; it may be called again and again. Threads spin briefly
 * and then sleep. It throws {@link RunStopped} where the run was stopped, so that a thread that died leaves nobody waiting.
 */
export function createBarrier(control: Int32Array, threads: number): () => void {
  return () => {
    const now = Atomics.load(control, generation)
    if (Atomics.add(control, arrived, 1) === threads - 1) {
      Atomics.store(control, arrived, 0)
      Atomics.add(control, generation, 1)
      Atomics.notify(control, generation)
    } else {
      for (let spin = 0; spin < spins && Atomics.load(control, generation) === now; spin++);
      while (Atomics.load(control, generation) === now && !isStopped(control)) Atomics.wait(control, generation, now, lookEveryMs)
    }
    if (isStopped(control)) throw new RunStopped()
  }
}
