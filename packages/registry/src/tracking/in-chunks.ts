/** Parts of a list, each short enough for one statement; equal lengths make equal statements, which stay prepared. */
export function inChunks<T>(items: readonly T[], length = 100): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) => items.slice(index * length, (index + 1) * length))
}
