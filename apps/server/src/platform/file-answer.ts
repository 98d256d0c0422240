import type { FastifyReply } from 'fastify';

export interface NamedFile {
  readonly type: string;
  /** Under which people keep it. */
  readonly name: string;
  /** The same for programs that read ASCII only. */
  readonly plainName: string;
}

/** Says of the answer that it is a file to be kept. */
export function answerAsFile(reply: FastifyReply, { type, name, plainName }: NamedFile): void {
  reply
    .type(type)
    .header('content-disposition', `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`);
}
