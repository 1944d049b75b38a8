import { Controller, Get, Header, Param } from '@nestjs/common';
import { Failure } from '@tidings/platform';
import { Stylesheets } from './stylesheets.js';

/** What pages are made of beside their text; names change with their content. */
@Controller('assets')
export class AssetsController {
  constructor(private readonly sheets: Stylesheets) {}

  @Get(':name')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  show(@Param('name') name: string): string {
    const css = this.sheets.find(name);
    if (css === undefined) throw new Failure('not_found', 'no such file');
    return css;
  }
}
