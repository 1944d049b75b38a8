import { Controller, Get, Header, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Brand } from '@tidings/platform';
import { renderUnsubscribePage } from '@tidings/wording';
import { Unsubscribe } from '../../core/unsubscribe.js';
import { UnsubscribeLayout } from './unsubscribe-layout.js';

interface Reply {
  status(code: number): unknown;
}

const HTML = 'text/html; charset=utf-8';

/** Where a mail's link to stop such news leads. Looking changes nothing: mail programs open links before their readers do. */
@Controller('u')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribe: Unsubscribe,
    private readonly layout: UnsubscribeLayout,
  ) {}

  @Get(':token')
  @Header('content-type', HTML)
  @Header('referrer-policy', 'no-referrer')
  async ask(@Param('token') token: string, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    return this.#page('ask', await this.unsubscribe.look(token), reply);
  }

  /** Also what mail programs post by themselves (RFC 8058). */
  @Post(':token')
  @HttpCode(200)
  @Header('content-type', HTML)
  async stop(@Param('token') token: string, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    return this.#page('done', await this.unsubscribe.stop(token), reply);
  }

  #page(state: 'ask' | 'done', brand: Brand | null, reply: Reply): string {
    if (brand === null) reply.status(404);
    const reader = brand === null ? null : { locale: brand.locale, brandName: brand.name };
    return this.layout.layOut(renderUnsubscribePage(state, reader));
  }
}
