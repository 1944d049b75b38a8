import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { findHelpdeskPlugin } from '@tidings/helpdesks';
import { currentCausation, parseJson, unauthorized } from '@tidings/platform';
import { ReceiveNotice } from '../../core/receive-notice.js';
import { Desks } from '../../ports/helpdesk-desk.js';

const NOTHING = Buffer.alloc(0);

interface HookPath {
  readonly brand: string;
  readonly plugin: string;
}

/** Where helpdesks tell of tickets. What they have signed is kept, and answered before anything is done about it. */
@Controller('hooks')
export class HooksController {
  constructor(
    private readonly desks: Desks,
    private readonly notices: ReceiveNotice,
  ) {}

  /** @throws Failure `unauthorized`, the same whether brand, helpdesk or signature is wrong */
  @Post(':brand/:plugin')
  @HttpCode(202)
  async receive(
    @Param() { brand: brandId, plugin: id }: HookPath,
    @Headers() headers: IncomingHttpHeaders,
    @Body() rawBody: Buffer = NOTHING,
  ): Promise<{ readonly accepted: true }> {
    const settings = this.desks.find(brandId)?.settings;
    const plugin = settings?.plugin === id ? findHelpdeskPlugin(id) : undefined;
    if (settings === undefined || plugin === undefined) throw unauthorized();
    // A signature's age is measured by real time.
    const now = new Date().toISOString();
    const secrets = settings.webhookSecrets;
    if (!plugin.webhook.verify({ rawBody, headers, secrets, now }).ok) throw unauthorized();
    const bodyDigest = createHash('sha256').update(rawBody).digest('base64url');
    await this.notices.receive({
      brandId,
      reading: plugin.webhook.read(parseJson(rawBody), headers),
      body: rawBody,
      bodyDigest,
      causation: currentCausation() ?? { correlationId: bodyDigest, causationId: null, traceparent: null },
    });
    return { accepted: true };
  }
}
