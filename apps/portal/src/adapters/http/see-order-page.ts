import { HttpStatus } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setPageHeaders } from './page-headers.js';

/** Back to the order's page by GET, so that looking again does not send a form again. @returns the body: none */
export function seeOrderPage(reply: FastifyReply, token: string): '' {
  setPageHeaders(reply);
  void reply.status(HttpStatus.SEE_OTHER).header('location', `/t/${encodeURIComponent(token)}`);
  return '';
}
