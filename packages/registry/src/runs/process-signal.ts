const names = ['SIGINT', 'SIGTERM'] as const
type SignalName = (typeof names)[number]

type Listener = (signal: SignalName) => Promise<void>
const listeners = new Set<Listener>()

/**
 * Calls the listener when the process is told to stop, and then lets it stop as it would have: by the default action, unless the program
 * listens itself. Returns how to stop listening.
 */
export function onProcessSignal(listener: Listener): () => void {
  if (listeners.size === 0) for (const name of names) process.on(name, tell)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stopListening()
  }
}

function tell(signal: SignalName): void {
  void Promise.all(Array.from(listeners, (listener) => listener(signal))).then(() => {
    if (process.listenerCount(signal) > 1) return
    stopListening()
    process.kill(process.pid, signal)
  })
}

function stopListening(): void {
  for (const name of names) process.off(name, tell)
}
