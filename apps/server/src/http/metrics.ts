import { performance } from 'node:perf_hooks';
import { problem } from '@gridward/contract';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { localeOfRequest, sendProblem } from './problem-reply.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Prometheus figures. Labels are route templates, never paths, so no case and no person shows up in them. */
export function serveMetrics(http: FastifyInstance, figures: { readonly openStreams: () => number }): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'gridward_http_request_duration_seconds',
    help: 'Time from request to reply',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'gridward_live_streams',
    help: 'Open streams of events',
    registers: [registry],
    collect() {
      this.set(figures.openStreams());
    },
  });
  const startedMs = new WeakMap<object, number>();
  http.addHook('onRequest', (request, _reply, done) => {
    startedMs.set(request, performance.now());
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const started = startedMs.get(request);
    const route = request.routeOptions.url ?? 'unknown';
    // How long somebody listens says nothing about how fast we answer.
    const isStream = request.routeOptions.config.contract?.replyKind === 'events';
    if (started !== undefined && !isStream)
      duration.observe({ method: request.method, route, status: reply.statusCode }, (performance.now() - started) / 1_000);
    done();
  });
  // Figures of a machine are for those who keep it: they are read on this machine, or by an agent on it.
  http.get('/metrics', async (request, reply) => {
    const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
    if (isForwarded || !LOOPBACK.has(request.ip)) return sendProblem(reply, problem('not_found'), localeOfRequest(request));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
