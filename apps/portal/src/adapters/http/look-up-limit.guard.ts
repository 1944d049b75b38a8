import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BrandOfHost } from './brand-of-host.js';
import { readLookUpForm } from './look-up-form.js';
import { LookUpLimit } from './look-up-limit.js';

/** Refuses who looks up too often; a host that belongs to no brand finds nothing, however often it is asked. */
@Injectable()
export class LookUpLimitGuard implements CanActivate {
  constructor(
    private readonly limit: LookUpLimit,
    private readonly brands: BrandOfHost,
  ) {}

  canActivate(context: ExecutionContext): true {
    const { headers, ip, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const brand = this.brands.find(headers.host);
    const { orderNumber } = readLookUpForm(body);
    if (brand !== undefined) this.limit.check({ brandId: brand.id, address: ip, orderNumber });
    return true;
  }
}
