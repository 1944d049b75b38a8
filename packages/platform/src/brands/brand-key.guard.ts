import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { unauthorized } from '../failure/failure.js';
import type { Brand } from './brand.js';
import { Brands } from './brands.js';

declare module 'fastify' {
  interface FastifyRequest {
    brand?: Brand;
  }
}

const BEARER = /^Bearer ([^\s]{1,500})$/i;

/** Lets a request in that carries a brand's key, `Authorization: Bearer <key>`; the key decides the brand. */
@Injectable()
export class BrandKeyGuard implements CanActivate {
  constructor(private readonly brands: Brands) {}

  canActivate(context: ExecutionContext): true {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const brand = key === undefined ? undefined : this.brands.findByApiKey(key);
    if (brand === undefined) throw unauthorized();
    request.brand = brand;
    return true;
  }
}

/** The brand whose key the request carried, in a route behind `BrandKeyGuard`. */
export const CurrentBrand = createParamDecorator((_data: unknown, context: ExecutionContext): Brand => {
  const { brand } = context.switchToHttp().getRequest<FastifyRequest>();
  if (brand === undefined) throw new Error('a route with @CurrentBrand() must stand behind BrandKeyGuard');
  return brand;
});
