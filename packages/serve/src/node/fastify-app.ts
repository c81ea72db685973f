import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { createMessageListener } from './answer-message.ts'
import { answerBrokenRequest } from './broken-request.ts'
import type { ListenContext } from './listen-context.ts'

/**
 * A Fastify application that hands every request to the handler. Connections, their limits and their life are Fastify's; routes, bodies,
 * checks and errors are the handler's, so that they are the same without it.
 */
export function createApp(context: ListenContext): FastifyInstance {
  const { limits } = context
  const answer = createMessageListener(context)
  const route = ({ raw }: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack()
    answer(raw, reply.raw)
  }
  const app: FastifyInstance = fastify({
    requestTimeout: limits.bodyTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: { headersTimeout: limits.headersTimeoutMs, connectionsCheckingInterval: 1000 },
    return503OnClosing: false,
    exposeHeadRoutes: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, request, reply) => route(request as FastifyRequest, reply as FastifyReply),
  })
  app.server.maxConnections = limits.connections
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true })
  app.all('*', route)
  app.setNotFoundHandler(route)
  return app
}
