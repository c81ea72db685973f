import { serveTasks } from '../parallel/serve-tasks.ts'

serveTasks()
