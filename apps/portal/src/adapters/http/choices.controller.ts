import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { Failure } from '@tidings/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChooseOption } from '../../core/choose-option.js';
import { BrandOfHost } from './brand-of-host.js';
import { readForm } from './read-form.js';
import { seeOrderPage } from './see-order-page.js';

/**
 * The way out of a case that its page offers, as a plain form. Nothing but the token lets anybody in, and it stands in the
 * address that the form is sent to: another site cannot send it without having it.
 */
@Controller('t')
export class ChoicesController {
  constructor(
    private readonly choices: ChooseOption,
    private readonly brands: BrandOfHost,
  ) {}

  @Post(':token/choices')
  async choose(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const textOf = readForm(request.body);
    const brandId = this.brands.find(request.headers.host)?.id ?? null;
    const asked = { brandId, token, caseId: textOf('case'), option: textOf('option') };
    if (!(await this.choices.choose(asked))) throw new Failure('not_found', 'no such order');
    return seeOrderPage(reply, token);
  }
}
